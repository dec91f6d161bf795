#include "app/gui/shown_while.h"

#include <QAction>
#include <QScrollArea>
#include <QTimer>
#include <algorithm>

namespace gambade::gui {
namespace {

void scrollTo(QWidget& part) {
    for (QWidget* around = part.parentWidget(); around; around = around->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(around)) {
            area->ensureWidgetVisible(&part, 0);
        }
    }
}

} // namespace

void showWhile(const std::vector<QAction*>& actions, QWidget& part) {
    const auto update = [actions, &part] {
        const bool on = std::ranges::any_of(actions, &QAction::isChecked);
        part.setVisible(on);
        if (on) { // once the layouts have made room for it
            QTimer::singleShot(0, &part, [&part] { scrollTo(part); });
        }
    };
    for (const QAction* action : actions) {
        QObject::connect(action, &QAction::toggled, &part, update);
    }
    update();
}

} // namespace gambade::gui
