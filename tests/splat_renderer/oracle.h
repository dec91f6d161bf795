#pragma once

#include "splat_renderer/camera.h"
#include "splat_renderer/rasterizer.h"
#include "splats/cloud.h"

#include <vector>

namespace gambade::test {

/// The image formation of the reference rasterizer written from its formulae, in double precision:
/// every splat in every pixel, no tiles, no bounds, spherical harmonics from Legendre functions.
/// Premultiplied RGBA, top row first.
std::vector<glm::dvec4> renderOracle(const GaussianCloud& cloud, const Camera& camera, int width,
                                     int height);

/// How much of each splat the view shows, Σ α·T / Σ α over all pixels: every splat in every pixel.
std::vector<double> shownSharesOracle(const GaussianCloud& cloud, const Camera& camera, int width,
                                      int height);

/// Peak signal-to-noise ratio over all four channels, peak 1, in dB; infinite where equal.
double psnr(const std::vector<glm::dvec4>& expected, const std::vector<glm::vec4>& actual);

} // namespace gambade::test
