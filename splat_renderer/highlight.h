#pragma once

#include <glm/common.hpp>
#include <glm/vec3.hpp>

namespace gambade {

/// What highlighted splats are mixed with: a colour that few objects have.
inline constexpr glm::vec3 kHighlightColor(1.0f, 0.35f, 0.0f);
inline constexpr float kHighlightShare = 0.75f;

/// The colour of a highlighted splat; shaders/project.comp.glsl is its twin.
inline glm::vec3 highlighted(const glm::vec3& color) {
    return glm::mix(color, kHighlightColor, kHighlightShare);
}

} // namespace gambade
