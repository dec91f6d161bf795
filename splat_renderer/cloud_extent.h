#pragma once

#include "splat_renderer/floor_grid.h"

namespace gambade {

struct Ball {
    glm::dvec3 center{0.0};
    double radius = 0.0;
};

/// Where a cloud is, as far as views of it need to know. World units.
struct CloudExtent {
    Ball all;  ///< around all centres of splats that can be drawn; a point where there are none
    Ball most; ///< around 98 % of the finite centres: a few strays do not make the object small
    FloorGrid floor; ///< as floorGridUnder()
};

/// Takes some 70 ms for a million splats: not for a thread that must stay responsive.
/// @throws Error(kUsage) for arrays of different lengths.
CloudExtent measureExtent(const GaussianCloud& cloud);

} // namespace gambade
