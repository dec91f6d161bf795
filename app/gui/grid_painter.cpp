#include "app/gui/grid_painter.h"

#include <algorithm>
#include <cmath>

namespace gambade::gui {
namespace {

/// Part of the grid's radius over which it can be made out, as the fading of the shader leaves it.
constexpr double kShownRadius = 0.75;

void paintLine(QPainter& painter, const View& view, const glm::dvec3& from, const glm::dvec3& to) {
    if (const auto line = lineOnPicture(from, to, view)) {
        const auto& [a, b] = *line;
        painter.drawLine(QPointF(a.x, a.y), QPointF(b.x, b.y));
    }
}

} // namespace

void paintGrid(QPainter& painter, const FloorGrid& grid, const Camera& camera, const QSize& size) {
    const View view(camera, std::max(size.width(), 1), std::max(size.height(), 1));
    const double radius = kShownRadius * grid.radius;
    const auto paintPair = [&](double at) {
        const double half = std::sqrt(std::max(radius * radius - at * at, 0.0));
        paintLine(painter, view, {at, grid.height, -half}, {at, grid.height, half});
        paintLine(painter, view, {-half, grid.height, at}, {half, grid.height, at});
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const int lines = static_cast<int>(radius / grid.spacing);
    for (int i = -lines; i <= lines; ++i) {
        painter.setPen(QPen(QColor(128, 128, 128, i % 10 == 0 ? 150 : 60), 1.0));
        paintPair(i * grid.spacing);
    }
    const auto axis = [&painter](const QColor& color) { painter.setPen(QPen(color, 1.6)); };
    axis(QColor(217, 64, 77));
    paintLine(painter, view, {-radius, grid.height, 0.0}, {radius, grid.height, 0.0});
    axis(QColor(64, 115, 230));
    paintLine(painter, view, {0.0, grid.height, -radius}, {0.0, grid.height, radius});
    axis(QColor(102, 179, 51));
    const auto [from, to] = upAxisOnPicture(grid, view);
    painter.drawLine(QPointF(from.x, from.y), QPointF(to.x, to.y));
    painter.restore();
}

} // namespace gambade::gui
