#pragma once

#include "reconstruction/network_config.h"

namespace gambade::cuda {

/// @throws Error(kDevice) naming the size that the CUDA engine does not take.
void requireSupportedSizes(const NetworkConfig& config);

} // namespace gambade::cuda
