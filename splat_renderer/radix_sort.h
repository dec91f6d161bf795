#pragma once

#include <cstdint>
#include <vector>

namespace gambade {

/// Stable ascending order of `keys`: result[0] is the position of the smallest.
std::vector<std::uint32_t> radixSortedOrder(const std::vector<std::uint32_t>& keys);

} // namespace gambade
