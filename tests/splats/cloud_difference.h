#pragma once

#include "splats/cloud.h"

namespace gambade::test {

/// The largest differences between two clouds of the same order.
struct Difference {
    double position = 0.0;
    double opacity = 0.0;
    double lnScale = 0.0;
    double color = 0.0;
    double degrees = 0.0;
    double sh = 0.0; ///< Over the three channels, of view-dependent coefficients.
};

/// Fails the test where the clouds have different sizes. SH is compared where the degrees are
/// equal.
Difference compare(const GaussianCloud& a, const GaussianCloud& b);

} // namespace gambade::test
