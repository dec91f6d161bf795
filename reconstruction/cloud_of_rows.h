#pragma once

#include "splats/cloud.h"

#include <vector>

namespace gambade {

/// Gaussians of less opacity are dropped.
inline constexpr float kLowestOpacity = 0.005F;

/// The network's rows (NetworkOutput) as a cloud without spherical harmonics beyond the colour.
/// Gaussians of opacity below kLowestOpacity are dropped, as the published export does, and so are
/// those with a number that is not finite.
GaussianCloud cloudOfRows(const std::vector<float>& rows);

} // namespace gambade
