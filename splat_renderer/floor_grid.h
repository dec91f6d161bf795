#pragma once

#include "splat_renderer/projection.h"

#include <optional>
#include <utility>

namespace gambade {

/// A grid on the floor that an object stands on, for orientation while looking: around the world's
/// y axis, with the x and z axes in it and the y axis upwards from it. World units.
struct FloorGrid {
    double height = -0.5; ///< y of the floor
    double radius = 1.5;  ///< where the lines have faded away
    double spacing = 0.1; ///< of the lines, a power of ten; every tenth is a strong one
};

/// The floor under nearly all splats (a few strays may lie below), in a size that suits the object.
FloorGrid floorGridUnder(const GaussianCloud& cloud);

/// Whether the view looks down on the floor: from above it, or, with parallel rays, downwards.
bool isAbove(const FloorGrid& grid, const View& view);

/// A line between two points of the world on the picture, in pixels from its top left corner (pixel
/// centres at halves); what is nearer than View::nearDepth() is cut off, none where that is all of
/// it.
std::optional<std::pair<glm::dvec2, glm::dvec2>>
lineOnPicture(const glm::dvec3& from, const glm::dvec3& to, const View& view);

/// The y axis from the floor to above the object, as lineOnPicture(); the same point twice where it
/// cannot be seen.
std::pair<glm::dvec2, glm::dvec2> upAxisOnPicture(const FloorGrid& grid, const View& view);

} // namespace gambade
