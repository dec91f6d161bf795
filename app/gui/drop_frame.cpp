#include "app/gui/drop_frame.h"

#include <QEvent>
#include <QPainter>

namespace gambade::gui {

DropFrame::DropFrame(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("dropFrame"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    parent->installEventFilter(this);
    hide();
}

bool DropFrame::eventFilter(QObject* /*watched*/, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
    }
    return false;
}

void DropFrame::showEvent(QShowEvent* /*event*/) {
    setGeometry(parentWidget()->rect());
    raise();
}

void DropFrame::paintEvent(QPaintEvent* /*event*/) {
    constexpr double kMargin = 10.0;
    constexpr double kRadius = 12.0;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
    QColor veil = palette().color(QPalette::Window);
    veil.setAlphaF(0.9f);
    painter.fillRect(rect(), veil);
    QColor fill = palette().color(QPalette::Highlight);
    painter.setPen(QPen(fill, 2.5));
    fill.setAlphaF(0.12f);
    painter.setBrush(fill);
    painter.drawRoundedRect(frame, kRadius, kRadius);
    QFont font = painter.font();
    font.setPointSizeF(font.pointSizeF() * 1.6);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(frame, Qt::AlignCenter, tr("Drop to open"));
}

} // namespace gambade::gui
