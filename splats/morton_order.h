#pragma once

#include "splats/cloud.h"

namespace gambade {

/// The indices of the splats along a Morton curve (Morton 1966) of 2^10 steps over the cloud's
/// bounds each way, where splats that lie near each other are near each other in most cases.
std::vector<std::size_t> mortonOrder(const GaussianCloud& cloud);

} // namespace gambade
