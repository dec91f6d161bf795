#pragma once

#include "splats/cloud.h"
#include "splats/progress.h"

#include <glm/mat3x3.hpp>

namespace gambade {

/// x → linear · x + translation, in double precision.
struct AffineMap {
    glm::dmat3 linear{1.0};
    glm::dvec3 translation{0.0};
    bool operator==(const AffineMap&) const = default;
};

/// Moves every splat, in place: centres, and ellipsoids as solids, also where they are turned,
/// sheared or mirrored. Colours seen along a direction are turned along with the map's rotation
/// (its nearest orthogonal one where it scales unevenly); lengths have no say in them. What the map
/// does not turn keeps its bits: colours, and axes that it scales evenly.
/// @throws Cancelled.
void transform(GaussianCloud& cloud, const AffineMap& map, const Progress& progress = {});

} // namespace gambade
