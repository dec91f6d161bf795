#pragma once

#include "splats/cloud.h"

#include <cstdint>

namespace gambade::test {

/// Splats with every value drawn at random: positions within ±1, opacities in (0.01, 0.99), scales
/// over two decades, rotations over the whole sphere, SH coefficients within ±1.
GaussianCloud makeRandomCloud(std::size_t count, int shDegree, std::uint32_t seed);

} // namespace gambade::test
