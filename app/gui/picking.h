#pragma once

#include "splat_renderer/camera.h"
#include "splats/cloud.h"

#include <QPointF>
#include <QSizeF>
#include <optional>

namespace gambade::gui {

/// The nearest opaque splat's centre within a few pixels of `point` (view pixels, top left origin).
std::optional<glm::dvec3> pickPoint(const GaussianCloud& cloud, const Camera& camera,
                                    const QSizeF& view, const QPointF& point);

} // namespace gambade::gui
