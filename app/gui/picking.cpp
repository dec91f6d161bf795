#include "app/gui/picking.h"

#include "app/gui/screen_projection.h"

#include <limits>

namespace gambade::gui {

std::optional<glm::dvec3> pickPoint(const GaussianCloud& cloud, const Camera& camera,
                                    const QSizeF& view, const QPointF& point) {
    constexpr double kReach = 8.0; // pixels
    constexpr float kOpaque = 0.3f;
    const ScreenProjection project(camera, view);
    double nearest = std::numeric_limits<double>::infinity();
    std::optional<glm::dvec3> found;
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        if (cloud.opacities[i] < kOpaque) {
            continue;
        }
        const glm::dvec3 world(cloud.positions[i]);
        const auto place = project(world);
        if (!place || place->depth >= nearest) {
            continue;
        }
        const QPointF apart = place->point - point;
        if (QPointF::dotProduct(apart, apart) <= kReach * kReach) {
            nearest = place->depth;
            found = world;
        }
    }
    return found;
}

} // namespace gambade::gui
