#include "app/gui/edited_mask.h"

#include <QPainter>
#include <algorithm>

namespace gambade::gui {
namespace {

/// How much brighter `a` is than `b`, where it is, at another size.
QImage excess(const QImage& a, const QImage& b, const QSize& size) {
    QImage difference(a.size(), QImage::Format_Grayscale8);
    for (int y = 0; y < a.height(); ++y) {
        const uchar* lineA = a.constScanLine(y);
        const uchar* lineB = b.constScanLine(y);
        uchar* to = difference.scanLine(y);
        for (int x = 0; x < a.width(); ++x) {
            to[x] = static_cast<uchar>(std::max(lineA[x] - lineB[x], 0));
        }
    }
    return difference.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_Grayscale8);
}

} // namespace

std::vector<std::uint8_t> editedCoverage(const Matte& found, const QImage& shown,
                                         const QImage& edited) {
    const QSize size(found.width, found.height);
    const QImage more = excess(edited, shown, size);
    const QImage less = excess(shown, edited, size);
    std::vector<std::uint8_t> coverage(found.coverage.size());
    for (int y = 0; y < found.height; ++y) {
        const uchar* added = more.constScanLine(y);
        const uchar* taken = less.constScanLine(y);
        const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(found.width);
        for (int x = 0; x < found.width; ++x) {
            const std::size_t at = row + static_cast<std::size_t>(x);
            coverage[at] = static_cast<std::uint8_t>(
                std::clamp(found.coverage[at] + added[x] - taken[x], 0, 255));
        }
    }
    return coverage;
}

QRect paintStep(QImage& mask, const BrushStep& step) {
    const double reach = step.radius + 1.0;
    const QRect touched = QRectF(step.from, step.to)
                              .normalized()
                              .adjusted(-reach, -reach, reach, reach)
                              .toAlignedRect()
                              .intersected(mask.rect());
    QPainter painter(&mask);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = step.erase ? Qt::black : Qt::white;
    if (step.from == step.to) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(step.from, step.radius, step.radius);
    } else {
        painter.setPen(QPen(color, 2.0 * step.radius, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(step.from, step.to);
    }
    return touched;
}

} // namespace gambade::gui
