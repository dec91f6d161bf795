#include "app/gui/picture_view.h"

#include "app/gui/checker.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace gambade::gui {
namespace {

constexpr double kDimming = 0.8;
constexpr double kCornerRadius = 6.0;

/// What lies over the background: the window's colour where the object is not.
QImage veil(const QImage& coverage, const QColor& color) {
    QImage image(coverage.size(), QImage::Format_ARGB32);
    for (int y = 0; y < image.height(); ++y) {
        const uchar* from = coverage.constScanLine(y);
        auto* to = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int alpha = static_cast<int>(kDimming * (255 - from[x]));
            to[x] = qRgba(color.red(), color.green(), color.blue(), alpha);
        }
    }
    return image;
}

QPixmap dim(const InputPicture& input, const QColor& color) {
    QPixmap shown(input.photo.size());
    QPainter painter(&shown);
    fillChecker(painter, shown.rect());
    painter.drawImage(0, 0, input.photo);
    painter.drawImage(shown.rect(), veil(input.coverage, color));
    return shown;
}

} // namespace

PictureView::PictureView(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PictureView::setInput(std::shared_ptr<const InputPicture> input) {
    m_input = std::move(input);
    m_dimmed = {};
    update();
}

void PictureView::paintEvent(QPaintEvent* /*event*/) {
    if (m_input && m_dimmed.isNull()) {
        m_dimmed = dim(*m_input, palette().color(QPalette::Window));
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
