#include "app/gui/picking.h"

#include <cmath>
#include <glm/matrix.hpp>
#include <glm/trigonometric.hpp>
#include <limits>

namespace gambade::gui {

std::optional<glm::dvec3> pickPoint(const GaussianCloud& cloud, const Camera& camera,
                                    const QSizeF& view, const QPointF& point) {
    constexpr double kReach = 8.0; // pixels
    constexpr float kOpaque = 0.3f;
    const glm::dmat4 worldToCamera = glm::inverse(camera.cameraToWorld);
    const double focal = view.height() / (2.0 * std::tan(glm::radians(camera.fovYDegrees) / 2.0));
    double nearest = std::numeric_limits<double>::infinity();
    std::optional<glm::dvec3> found;
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        const glm::dvec3 world(cloud.positions[i]);
        const glm::dvec4 seen = worldToCamera * glm::dvec4(world, 1.0);
        const double depth = -seen.z;
        if (cloud.opacities[i] < kOpaque || !(depth > 0.0) || depth >= nearest) {
            continue;
        }
        const double x = view.width() / 2.0 + focal * seen.x / depth - point.x();
        const double y = view.height() / 2.0 - focal * seen.y / depth - point.y();
        if (std::hypot(x, y) <= kReach) {
            nearest = depth;
            found = world;
        }
    }
    return found;
}

} // namespace gambade::gui
