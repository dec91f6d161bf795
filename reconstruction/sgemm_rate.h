#pragma once

#include <optional>

namespace gambade {

/// Rates of plain fp32 matrix products (16384 × 512 by 512 × 2048, the published in_proj), the best
/// of a few, in floating-point operations per second. What a network's time is judged against.
struct SgemmRates {
    double oneDnn = 0;
    std::optional<double> openBlas; ///< none where the library is not installed
    double better() const { return openBlas && *openBlas > oneDnn ? *openBlas : oneDnn; }
};

SgemmRates measureSgemm(int threads);

} // namespace gambade
