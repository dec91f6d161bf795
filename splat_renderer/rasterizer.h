#pragma once

#include "splat_renderer/projection.h"

#include <cstdint>
#include <glm/vec4.hpp>
#include <span>
#include <vector>

namespace gambade {

/// Premultiplied RGBA, row-major, top row first; colours are sRGB-encoded values as stored in
/// splats.
struct RenderedImage {
    int width = 0;
    int height = 0;
    std::vector<glm::vec4> pixels;
};

struct RasterizerOptions {
    int threads = 0; ///< 0: all cores
    /// An entry for each splat, not 0 where it is highlighted; empty: none is.
    std::span<const std::uint8_t> highlight = {};
};

/// Renders splats on the CPU, tiles in parallel: the image formation of the reference CUDA
/// rasterizer (Kerbl et al. 2023) without its bounds on a splat's size on screen.
/// - Centres at depth 0.2 or nearer are not drawn; perspective is linearised at the centre, its
///   slopes clamped at 1.3·tan(fov/2); 0.3 px² low-pass on the 2D covariance.
/// - α = min(.99, o·exp(−q/2)) at the pixel's centre, contributions below 1/255 cut; front to back
///   by depth of the centre, equal depths in the cloud's order; a pixel ends before the splat that
///   would take its transmittance below 1e-4. Colours below 0 are cut to 0, those above 1 kept.
/// - Where the cloud says `antialiased`, opacity is scaled by √(det Σ₂ / det(Σ₂ + 0.3 I)), as in
///   mip-splatting (Yu et al. 2024).
///
/// Splats with a value that is not finite, a negative scale, only zero scales or a zero quaternion
/// are skipped. The result does not depend on the number of threads. Memory: the picture, and some
/// 150 bytes a splat.
/// @param width,height 1…16384
/// @throws Error(kUsage) for a size outside that, a field of view outside (0°, 180°), a singular
/// camera matrix or arrays of different lengths (the highlight's too); Cancelled.
RenderedImage rasterize(const GaussianCloud& cloud, const Camera& camera, int width, int height,
                        const RasterizerOptions& options = {}, const Progress& progress = {});

/// The second half of rasterize(): composes the splats that projectSorted() returned for a picture
/// of this size.
RenderedImage composeSplats(const std::vector<ProjectedSplat>& splats, int width, int height,
                            int threads, const Progress& progress = {});

} // namespace gambade
