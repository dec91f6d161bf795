#pragma once

#include <glm/vec3.hpp>

namespace gambade {

/// Colour seen along `direction` (unit, world axes, from the camera to the splat's centre): the
/// real SH basis of Kerbl et al. 2023 (reference code) over shCoefficientCount(degree) RGB
/// coefficients, plus 0.5. Not limited to any range: drawing cuts negative values to 0, and a
/// coefficient that is not finite gives a result that is not. shaders/sh.glsl is its twin.
glm::vec3 evaluateSh(const glm::vec3* coefficients, int degree, const glm::vec3& direction);

} // namespace gambade
