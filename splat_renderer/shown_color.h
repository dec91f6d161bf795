#pragma once

#include "splat_renderer/pipeline.h"

#include <cstdint>
#include <span>

namespace gambade {

/// The colour that a splat of the cloud is shown in, as project.comp.glsl finds it.
/// @param highlight as Pipeline::setHighlight() takes it
glm::vec3 shownColor(const GaussianCloud& cloud, const ProjectedSplat& splat,
                     const ProjectionRequest& request, std::span<const std::uint8_t> highlight);

} // namespace gambade
