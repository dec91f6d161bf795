#pragma once

// Shared by the passes of the splat rasterizer (splat_rasterizer_*.cu): project, list tiles, blend,
// and back. Image formation: Kerbl et al. 2023 as published, splats as in splat_renderer. The twin
// that defines what is computed is gambade_training/splat_rasterizer.py.

#include "launch.h"

namespace gambade {

constexpr float kNearDepth = 0.2f;         // centres at this depth or nearer are not drawn
constexpr float kJacobianClamp = 1.3f;     // times tan(half field of view)
constexpr float kLowPass = 0.3f;           // pixels^2, added to the 2D covariance
constexpr float kMaxAlpha = 0.99f;         // of one splat in one pixel
constexpr float kMinAlpha = 1.0f / 255.0f; // smaller contributions are cut
constexpr float kMinTransmittance = 1e-4f; // a splat that would go below ends the pixel
constexpr int kTileSize = 16;              // pixels
constexpr int kMomentCount = 9;            // see splat_rasterizer_blend.cu

/// A splat in one view. Pixel (column i, row j, row 0 on top) has its centre at (i+.5, j+.5); with
/// (dx, dy) = pixel - centre its squared Mahalanobis distance is
/// (factorX dx + factorY dy)^2 + (factorZ dy)^2: a Cholesky factor of the inverse covariance loses
/// no digits in long thin splats.
struct alignas(16) ProjectedSplat {
    float centerX, centerY;
    float factorX, factorY, factorZ; // 1 / pixel
    float opacity;
    float red, green, blue;
    float reachX, reachY; // pixels from the centre to the edge of what is drawn; -1: not drawn
    float depth;
};
static_assert(sizeof(ProjectedSplat) == 48);

/// First and last tile in x and y that a splat can touch; empty when it is not drawn.
struct TileRange {
    int left, top, right, bottom;
    __device__ int count() const { return max(right - left + 1, 0) * max(bottom - top + 1, 0); }
};

/// Pixels whose centres lie within `reach` of `center`, inside a side of `size`, as tiles.
__device__ inline int2 tileSpan(float center, float reach, int size) {
    const float last = static_cast<float>(size - 1);
    const int from = static_cast<int>(fminf(fmaxf(ceilf(center - reach - 0.5f), 0.0f), last + 1));
    const int to = static_cast<int>(fmaxf(fminf(floorf(center + reach - 0.5f), last), -1.0f));
    if (from > to) {
        return {1, 0};
    }
    return {from / kTileSize, to / kTileSize};
}

__device__ inline TileRange tilesOf(const ProjectedSplat& splat, int width, int height) {
    if (splat.reachX < 0.0f) {
        return {1, 1, 0, 0};
    }
    const int2 x = tileSpan(splat.centerX, splat.reachX, width);
    const int2 y = tileSpan(splat.centerY, splat.reachY, height);
    return {x.x, y.x, x.y, y.y};
}

} // namespace gambade
