#pragma once

#include "splat_renderer/camera.h"
#include "splats/cloud.h"
#include "splats/progress.h"

#include <glm/vec4.hpp>
#include <vector>

namespace gambade {

/// Premultiplied RGBA, row-major, top row first; colours are sRGB-encoded values as stored in splats.
struct RenderedImage {
    int width = 0;
    int height = 0;
    std::vector<glm::vec4> pixels;
};

struct RasterizerOptions {
    int threads = 0; ///< 0: all cores
};

/// Renders splats on the CPU: tiles in parallel, the exact 3DGS image formation (Kerbl et al. 2023,
/// reference CUDA rasterizer): 0.3 px low-pass on the 2D covariance, Jacobian clamped at 1.3·tan(fov/2),
/// α = min(.99, o·exp(−q/2)), contributions below 1/255 cut, front to back by depth of the centre.
/// Where the cloud says `antialiased`, opacity is scaled by √(det Σ₂ / det(Σ₂ + 0.3 I)) as in mip-splatting.
/// Splats that are not finite are skipped.
/// @param width,height 1…16384
/// @throws Error(kUsage) for a size outside that; Cancelled.
RenderedImage rasterize(const GaussianCloud& cloud, const Camera& camera, int width, int height,
                        const RasterizerOptions& options = {}, const Progress& progress = {});

} // namespace gambade
