#pragma once

#include "splat_renderer/projection.h"

#include <cstdint>
#include <span>

namespace gambade {

inline constexpr int kTileSize = 16;

/// A square of the picture being composed, row-major.
struct Tile {
    int firstColumn = 0; ///< of the tile, in the picture
    int firstRow = 0;
    alignas(64) float red[kTileSize * kTileSize] = {};
    alignas(64) float green[kTileSize * kTileSize] = {};
    alignas(64) float blue[kTileSize * kTileSize] = {};
    /// What still shines through; negative where the pixel is finished (its magnitude stays).
    alignas(64) float transmittance[kTileSize * kTileSize];
};

/// Blends `splats[order[0]], splats[order[1]], …` (front to back) over the tile, which is reset
/// first. Vectorised for the processor it runs on.
void blendTile(const ProjectedSplat* splats, std::span<const std::uint32_t> order, Tile& tile);

} // namespace gambade
