#include "app/gui/view_hint.h"

#include "app/gui/settings.h"

#include <QEvent>
#include <QPainter>

namespace gambade::gui {

ViewHint::ViewHint(QWidget& view)
    : QLabel(tr("Drag to look around  ·  wheel to zoom  ·  ? for all keys"), &view) {
    setObjectName(QStringLiteral("viewHint"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setContentsMargins(12, 5, 12, 5);
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

void ViewHint::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().window());
    constexpr double kCorner = 6.0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kCorner, kCorner);
    QLabel::paintEvent(event);
}

void ViewHint::place() {
    constexpr int kMargin = 14;
    const QSize view = parentWidget()->size();
    move((view.width() - width()) / 2, view.height() - height() - kMargin);
    raise();
}

} // namespace gambade::gui
