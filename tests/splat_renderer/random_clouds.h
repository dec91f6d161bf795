#pragma once

#include "splats/cloud.h"

#include <cstdint>

namespace gambade::test {

struct RandomCloud {
    std::size_t count = 1000;
    int shDegree = 0;
    double smallestScale = 0.003; ///< world units, log-uniform up to largestScale, per axis
    double largestScale = 0.08;
    double extent = 0.5; ///< half side of the cube of centres
    std::uint32_t seed = 1;
};

/// Splats of random place, shape, opacity and view-dependent colour: the same on every machine.
GaussianCloud makeRandomCloud(const RandomCloud& parameters);

/// Adds splats that are hard for a rasterizer but right: as large as the world, needles, flat
/// discs, points, behind the camera, around the near plane, far off axis, quaternions of any
/// length.
void addExtremeSplats(GaussianCloud& cloud, std::uint32_t seed);

/// Adds splats that are none: NaN or infinity in each field, negative and all-zero scales, zero
/// quaternions, opacity below zero.
void addBrokenSplats(GaussianCloud& cloud);

} // namespace gambade::test
