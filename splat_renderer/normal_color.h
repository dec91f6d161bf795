#pragma once

#include "splat_renderer/projection.h"

namespace gambade {

/// The direction of the splat's shortest axis, turned towards the camera, as a colour: red to the
/// right, green up, blue to the viewer, each 0.5 + 0.5·component. project.comp.glsl has its twin.
glm::vec3 normalColor(const GaussianCloud& cloud, std::size_t index, const View& view);

} // namespace gambade
