#pragma once

#include "random_values.h"
#include "reconstruction/ops.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <hwy/highway.h>
#include <vector>

/// What tests of single operations share: random input, errors in units of fp32 rounding, and the
/// choice of the instruction set.
namespace gambade {

inline constexpr double kEpsilon = 0x1p-24; // half a unit in the last place of 1

/// Largest |value − expected| / (|expected| + floor), in units of kEpsilon.
template <typename Values>
inline double worstError(const Values& values, const std::vector<double>& expected, double floor) {
    REQUIRE(values.size() == expected.size());
    double worst = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const double error = std::abs(values[i] - expected[i]) / (std::abs(expected[i]) + floor);
        worst = std::isfinite(error) ? std::max(worst, error) : INFINITY;
    }
    return worst / kEpsilon;
}

/// Those of this machine, the best first; 0 is the baseline that every machine has.
inline std::vector<std::int64_t> instructionSets() {
    std::vector<std::int64_t> sets;
    for (const std::int64_t set :
         {std::int64_t(HWY_AVX3), std::int64_t(HWY_AVX2), std::int64_t(HWY_NEON)}) {
        if (hwy::SupportedTargets() & set) {
            sets.push_back(set);
        }
    }
    sets.push_back(0);
    return sets;
}

/// Makes the operations use one instruction set, for as long as it lives.
class Using {
public:
    explicit Using(std::int64_t set) { hwy::GetChosenTarget().Update(set); }
    ~Using() { hwy::GetChosenTarget().DeInit(); }
    Using(const Using&) = delete;
    Using& operator=(const Using&) = delete;
};

inline double softplus(double x) {
    return x > 30 ? x : std::log1p(std::exp(x));
}
inline double silu(double x) {
    return x / (1 + std::exp(-x));
}

} // namespace gambade
