#include "app/gui/screen_selection.h"

#include "app/gui/screen_projection.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace gambade::gui {
namespace {

/// The predicate is a copy with values of its own: bytes, as they are written here, might be parts
/// of anything that is referred to, which would have to be read again for every point.
template <class Predicate>
Selection selected(const std::vector<glm::vec2>& points, Predicate predicate) {
    Selection selection(points.size());
    const glm::vec2* const place = points.data();
    std::uint8_t* const entry = selection.data();
    for (std::size_t i = 0; i < points.size(); ++i) {
        entry[i] = predicate(place[i].x, place[i].y) ? 1 : 0;
    }
    return selection;
}

template <class Operation>
void apply(Selection& selection, const Selection& picked, const Operation& operation) {
    std::ranges::transform(selection, picked, selection.begin(), operation);
}

} // namespace

ScreenPoints::ScreenPoints(const GaussianCloud& cloud, const Camera& camera, const QSizeF& view)
    : m_points(cloud.size(), glm::vec2(std::numeric_limits<float>::quiet_NaN())) {
    const ScreenProjection project(camera, view);
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        if (const auto place = project(glm::dvec3(cloud.positions[i]))) {
            m_points[i] = {place->point.x(), place->point.y()};
        }
    }
}

Selection ScreenPoints::inRect(const QRectF& rect) const {
    const QRectF area = rect.normalized();
    const glm::vec2 least(area.left(), area.top());
    const glm::vec2 most(area.right(), area.bottom());
    return selected(m_points, [=](float x, float y) {
        return (x >= least.x) & (x <= most.x) & (y >= least.y) & (y <= most.y);
    });
}

Selection ScreenPoints::along(const QPointF& from, const QPointF& to, double radius) const {
    const glm::vec2 start(from.x(), from.y());
    const glm::vec2 line(to.x() - from.x(), to.y() - from.y());
    const float squared = line.x * line.x + line.y * line.y;
    const float perSquare = squared > 0.0f ? 1.0f / squared : 0.0f;
    const auto limit = static_cast<float>(radius * radius);
    return selected(m_points, [=](float x, float y) {
        const float apartX = x - start.x;
        const float apartY = y - start.y;
        const float along = (apartX * line.x + apartY * line.y) * perSquare;
        const float share = std::min(std::max(along, 0.0f), 1.0f);
        const float restX = apartX - share * line.x;
        const float restY = apartY - share * line.y;
        return restX * restX + restY * restY <= limit;
    });
}

void combine(Selection& selection, const Selection& picked, SelectionMode mode) {
    switch (mode) {
    case SelectionMode::kReplace:
        selection = picked;
        break;
    case SelectionMode::kAdd:
        apply(selection, picked, std::bit_or<std::uint8_t>());
        break;
    case SelectionMode::kSubtract:
        apply(selection, picked, [](std::uint8_t old, std::uint8_t taken) {
            return static_cast<std::uint8_t>(old & ~taken);
        });
        break;
    }
}

} // namespace gambade::gui
