#pragma once

#include "splats/cloud.h"
#include "splats/progress.h"

#include <cstdint>
#include <vector>

namespace gambade {

/// One entry for each splat of a cloud: 1 where it is selected, else 0.
using Selection = std::vector<std::uint8_t>;

std::size_t selectedCount(const Selection& selection);

/// What was taken out of a cloud, enough to put it back.
struct RemovedSplats {
    std::vector<std::uint32_t> indices; ///< ascending, in the cloud that held them
    GaussianCloud splats;
};

/// Copies the selected splats. The selection has as many entries as the cloud has splats.
/// @throws Cancelled, as the next two.
RemovedSplats copySelected(const GaussianCloud& cloud, const Selection& selection,
                           const Progress& progress = {});

/// The cloud without the splats at these indices (ascending), in the same order.
GaussianCloud without(const GaussianCloud& cloud, const std::vector<std::uint32_t>& indices,
                      const Progress& progress = {});

/// The inverse of without(): every splat at its old place, bit for bit.
GaussianCloud withRestored(const GaussianCloud& rest, const RemovedSplats& removed,
                           const Progress& progress = {});

/// A box along the world's axes, its faces included.
struct Box {
    glm::vec3 least{0.0f};
    glm::vec3 most{0.0f};
};

/// The box around all centres that are finite; empty at the origin where there are none.
Box boundsOf(const GaussianCloud& cloud);

// Splats are judged by their centres; one that is not finite is outside of everything.

Selection outsideBox(const GaussianCloud& cloud, const Box& box);
Selection insideSphere(const GaussianCloud& cloud, const glm::vec3& center, float radius);
/// @param opacity linear, [0,1]; splats of exactly this opacity stay.
Selection fainterThan(const GaussianCloud& cloud, float opacity);

/// Splats that float apart from the object.
///
/// Friends-of-friends clustering (Huchra & Geller 1982), on a grid so that millions take little
/// time: the cell's side is the linking length, four times the median distance of a splat to its
/// sixth nearest neighbour, and splats in the same or in touching cells belong together. Splats up
/// to one length apart are therefore always together, those more than 2·√3 lengths from the next
/// never are. Groups of less than 2 % of the largest one's splats float, and so do splats whose
/// centre is not finite or a million lengths away. Nothing floats where most centres coincide.
/// @throws Cancelled.
Selection findFloaters(const GaussianCloud& cloud, const Progress& progress = {});

} // namespace gambade
