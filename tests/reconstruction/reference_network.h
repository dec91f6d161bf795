#pragma once

#include "reconstruction/network.h"

#include <optional>
#include <vector>

namespace gambade {

struct ReferenceResult {
    std::vector<double> rows; ///< as NetworkOutput::rows
    double elevationDegrees = 0;
    std::optional<double> fovYEstimate;
};

/// The network in double precision and plain loops, written from its description alone: every block
/// runs its whole sequence, prefix included, and nothing is shared with the engines.
/// @param image 3 × 512 × 512 @param elevationDegrees none: the pose head's, 0 where there is none
ReferenceResult referenceNetwork(const TensorSource& source, const std::vector<float>& image,
                                 std::optional<double> elevationDegrees, double fovYDegrees,
                                 double radius);

} // namespace gambade
