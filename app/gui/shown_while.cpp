#include "app/gui/shown_while.h"

#include <QAction>
#include <QScrollArea>
#include <QTimer>

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

void showWhile(QAction& action, QWidget& part) {
    part.setVisible(action.isChecked());
    QObject::connect(&action, &QAction::toggled, &part, [&part](bool on) {
        part.setVisible(on);
        if (on) { // once the layouts have made room for it
            QTimer::singleShot(0, &part, [&part] { scrollTo(part); });
        }
    });
}

} // namespace gambade::gui
