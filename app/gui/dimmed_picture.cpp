#include "app/gui/dimmed_picture.h"

#include "app/gui/checker.h"

namespace gambade::gui {
namespace {

constexpr double kDimming = 0.8;

/// What lies over the background: the colour where the object is not.
QImage veil(const QImage& coverage, const QColor& color, const QRect& part) {
    QImage image(part.size(), QImage::Format_ARGB32);
    for (int y = 0; y < image.height(); ++y) {
        const uchar* from = coverage.constScanLine(part.y() + y) + part.x();
        auto* to = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int alpha = static_cast<int>(kDimming * (255 - from[x]));
            to[x] = qRgba(color.red(), color.green(), color.blue(), alpha);
        }
    }
    return image;
}

} // namespace

void paintDimmed(QImage& shown, const QImage& photo, const QImage& coverage, const QColor& color,
                 const QRect& part) {
    QPainter painter(&shown);
    fillChecker(painter, part);
    painter.drawImage(part.topLeft(), photo, part);
    painter.drawImage(part.topLeft(), veil(coverage, color, part));
}

} // namespace gambade::gui
