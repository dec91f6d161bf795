#pragma once

#include "splats/cloud.h"

#include <vector>

namespace gambade {

/// The network's rows (NetworkOutput) as a cloud without spherical harmonics beyond the colour.
/// Gaussians of opacity below 0.005 are dropped, as the published export does, and so are those
/// with a number that is not finite.
GaussianCloud cloudOfRows(const std::vector<float>& rows);

} // namespace gambade
