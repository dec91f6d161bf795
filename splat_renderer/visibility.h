#pragma once

#include "splat_renderer/camera.h"
#include "splats/cloud.h"
#include "splats/progress.h"

#include <vector>

namespace gambade {

/// How much of each splat a view shows: Σ α·T over the picture's pixels, divided by Σ α, with α and
/// the transmittance T before the splat as rasterize() has them (a finished pixel shows nothing
/// more). 1: nothing is in front of it; 0: hidden, or it touches no pixel at all.
/// @param width,height of the picture, 1…16384
/// @return cloud.size() values of [0, 1], in its order; the same for every number of threads.
/// @throws as rasterize().
std::vector<float> shownShares(const GaussianCloud& cloud, const Camera& camera, int width,
                               int height, int threads = 0, const Progress& progress = {});

} // namespace gambade
