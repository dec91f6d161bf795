#pragma once

#include "splat_renderer/camera.h"

#include <QPointF>
#include <QSizeF>
#include <cmath>
#include <glm/matrix.hpp>
#include <glm/trigonometric.hpp>
#include <optional>

namespace gambade::gui {

/// Where points of the world are in a view, in its own pixels, (0,0) top left.
class ScreenProjection {
public:
    struct Place {
        QPointF point;
        double depth; ///< > 0; of any sign where the camera's rays are parallel
    };

    ScreenProjection(const Camera& camera, const QSizeF& view)
        : m_worldToCamera(glm::inverse(camera.cameraToWorld)), m_view(view),
          m_parallel(camera.orthographicHeight),
          m_focal(view.height() / camera.orthographicHeight.value_or(
                                      2.0 * std::tan(glm::radians(camera.fovYDegrees) / 2.0))) {}

    /// None: behind the camera, or nowhere (a coordinate that is not finite).
    std::optional<Place> operator()(const glm::dvec3& world) const {
        const glm::dvec4 seen = m_worldToCamera * glm::dvec4(world, 1.0);
        const double depth = -seen.z;
        if (!(m_parallel || depth > 0.0) || !std::isfinite(seen.x + seen.y + depth)) {
            return std::nullopt;
        }
        const double perUnit = pixelsPerUnit(depth);
        return Place{
            {m_view.width() / 2.0 + perUnit * seen.x, m_view.height() / 2.0 - perUnit * seen.y},
            depth};
    }

    /// Pixels for one unit of the world at a depth.
    double pixelsPerUnit(double depth) const { return m_parallel ? m_focal : m_focal / depth; }

private:
    glm::dmat4 m_worldToCamera;
    QSizeF m_view;
    bool m_parallel;
    double m_focal; ///< pixels; for parallel rays: pixels for one unit of the world
};

} // namespace gambade::gui
