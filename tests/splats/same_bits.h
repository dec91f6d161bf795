#pragma once

#include "splats/cloud.h"

#include <cstring>
#include <vector>

namespace gambade::test {

template <class T>
bool sameBits(const std::vector<T>& a, const std::vector<T>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

/// Whether two clouds are the same to the last bit, NaNs and signs of zeros too.
inline bool sameBits(const GaussianCloud& a, const GaussianCloud& b) {
    return sameBits(a.positions, b.positions) && sameBits(a.opacities, b.opacities) &&
           sameBits(a.scales, b.scales) && sameBits(a.rotations, b.rotations) &&
           sameBits(a.sh, b.sh) && a.shDegree == b.shDegree && a.antialiased == b.antialiased &&
           a.provenance == b.provenance;
}

} // namespace gambade::test
