#pragma once

#include "reconstruction/network_config.h"

#include <filesystem>
#include <vector>

namespace gambade {

/// The values that tests/data/reference/README.md gives a tensor of this name and shape, row-major.
/// Uses all cores for large tensors.
std::vector<float> formulaTensor(const TensorSpec& spec);

/// Writes all of requiredTensors(config) by the formula as an fp32 safetensors file with the
/// configuration in its metadata. Returns `path`.
std::filesystem::path writeFormulaWeights(const NetworkConfig& config,
                                          const std::filesystem::path& path);

} // namespace gambade
