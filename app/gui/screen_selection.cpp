#include "app/gui/screen_selection.h"

#include "app/gui/screen_projection.h"

#include <algorithm>

namespace gambade::gui {
namespace {

template <class Predicate>
Selection selectOnScreen(const GaussianCloud& cloud, const Camera& camera, const QSizeF& view,
                         const Predicate& predicate) {
    const ScreenProjection project(camera, view);
    Selection selection(cloud.size());
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        const auto place = project(glm::dvec3(cloud.positions[i]));
        selection[i] = place && predicate(place->point) ? 1 : 0;
    }
    return selection;
}

double distanceToLine(const QPointF& point, const QPointF& from, const QPointF& to) {
    const QPointF along = to - from;
    const double squared = QPointF::dotProduct(along, along);
    const double share = squared > 0.0 ? QPointF::dotProduct(point - from, along) / squared : 0.0;
    const QPointF apart = point - (from + std::clamp(share, 0.0, 1.0) * along);
    return std::hypot(apart.x(), apart.y());
}

} // namespace

Selection splatsInRect(const GaussianCloud& cloud, const Camera& camera, const QSizeF& view,
                       const QRectF& rect) {
    const QRectF area = rect.normalized();
    return selectOnScreen(cloud, camera, view,
                          [&](const QPointF& point) { return area.contains(point); });
}

Selection splatsAlong(const GaussianCloud& cloud, const Camera& camera, const QSizeF& view,
                      const QPointF& from, const QPointF& to, double radius) {
    return selectOnScreen(cloud, camera, view, [&](const QPointF& point) {
        return distanceToLine(point, from, to) <= radius;
    });
}

void combine(Selection& selection, const Selection& picked, SelectionMode mode) {
    for (std::size_t i = 0; i < selection.size(); ++i) {
        switch (mode) {
        case SelectionMode::kReplace:
            selection[i] = picked.at(i);
            break;
        case SelectionMode::kAdd:
            selection[i] = selection[i] != 0 || picked.at(i) != 0;
            break;
        case SelectionMode::kSubtract:
            selection[i] = selection[i] != 0 && picked.at(i) == 0;
            break;
        }
    }
}

} // namespace gambade::gui
