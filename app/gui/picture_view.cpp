#include "app/gui/picture_view.h"

#include "app/gui/dimmed_picture.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace gambade::gui {
namespace {

constexpr double kCornerRadius = 6.0;

} // namespace

PictureView::PictureView(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
}

void PictureView::setInput(std::shared_ptr<const InputPicture> input) {
    m_input = std::move(input);
    m_dimmed = {};
    update();
}

void PictureView::paintEvent(QPaintEvent* /*event*/) {
    if (m_input && m_dimmed.isNull()) {
        QImage shown(m_input->photo.size(), QImage::Format_RGB32);
        QImage coverage = m_input->coverage;
        if (m_input->method.empty()) {
            coverage.fill(Qt::white); // it would be dimmed everywhere
        }
        paintDimmed(shown, m_input->photo, coverage, palette().color(QPalette::Window),
                    shown.rect());
        m_dimmed = QPixmap::fromImage(std::move(shown));
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (m_dimmed.isNull()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().alternateBase());
        painter.drawRoundedRect(rect(), kCornerRadius, kCornerRadius);
        return;
    }
    QRectF target(QPointF(), QSizeF(m_dimmed.size()).scaled(size(), Qt::KeepAspectRatio));
    target.moveCenter(QRectF(rect()).center());
    QPainterPath outline;
    outline.addRoundedRect(target, kCornerRadius, kCornerRadius);
    painter.setClipPath(outline);
    painter.drawPixmap(target, m_dimmed, QRectF(m_dimmed.rect()));
}

void PictureView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        m_dimmed = {};
    }
    QWidget::changeEvent(event);
}

} // namespace gambade::gui
