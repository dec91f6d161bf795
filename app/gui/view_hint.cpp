#include "app/gui/view_hint.h"

#include "app/gui/settings.h"

#include <QEvent>

namespace gambade::gui {

ViewHint::ViewHint(QWidget& view)
    : QLabel(tr("Drag to look around  ·  wheel to zoom  ·  ? for all keys"), &view) {
    setObjectName(QStringLiteral("viewHint"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setStyleSheet(QStringLiteral("background: palette(window); color: palette(window-text);"
                                 "border: 1px solid palette(mid); border-radius: 6px;"
                                 "padding: 5px 12px;"));
    adjustSize();
    if (readSetting(settings::kViewHint)) {
        view.installEventFilter(this);
        place();
    } else {
        hide();
    }
}

bool ViewHint::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::Resize:
        place();
        break;
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
        hide();
        writeSetting(settings::kViewHint, false);
        watched->removeEventFilter(this);
        break;
    default:
        break;
    }
    return false;
}

void ViewHint::place() {
    constexpr int kMargin = 14;
    const QSize view = parentWidget()->size();
    move((view.width() - width()) / 2, view.height() - height() - kMargin);
    raise();
}

} // namespace gambade::gui
