#pragma once

#include "splats/cloud.h"
#include "splats/progress.h"

#include <cstdint>

namespace gambade {

/// The SH coefficients of degree > 0 of all splats, of which near ones share an entry.
struct ShPalette {
    /// Entries × (shCoefficientCount(degree) − 1), numbered as the splats first need them.
    std::vector<glm::vec3> entries;
    /// The entry of each splat.
    std::vector<std::uint16_t> labels;
};

/// Divides the splats at the mean of the coefficient that varies most, always the group whose
/// squared distances from its mean have the largest sum, until there are `most` groups (up to
/// 65,536) or all in each are equal. An entry is its group's mean, so that up to `most` different
/// sets of coefficients are kept as they are.
/// @param cloud with at least one splat, of an SH degree > 0.
/// @throws Cancelled.
ShPalette makeShPalette(const GaussianCloud& cloud, std::size_t most, const Progress& progress);

} // namespace gambade
