#include "splat_renderer/visibility.h"

#include "splat_renderer/parallel_for.h"
#include "splat_renderer/projection.h"

#include <algorithm>
#include <cmath>

namespace gambade {

namespace {

constexpr int kStripRows = 16;

/// Of one splat, over some pixels.
struct Sums {
    std::uint32_t index = 0; ///< of the splat, in the cloud
    double shown = 0.0;      ///< Σ α·T
    double all = 0.0;        ///< Σ α
};

/// One pixel under construction.
struct Pixel {
    float transmittance = 1.0f;
    bool finished = false;
};

void addPixel(const ProjectedSplat& splat, double dx, double dy, Pixel& pixel, Sums& sums) {
    const double u = splat.factor.x * dx + splat.factor.y * dy;
    const double v = splat.factor.z * dy;
    const auto distance2 = static_cast<float>(u * u + v * v);
    const float alpha = std::min(kMaxAlpha, splat.opacity * std::exp(-0.5f * distance2));
    if (alpha < kMinAlpha) {
        return;
    }
    sums.all += alpha;
    const float after = pixel.transmittance * (1.0f - alpha);
    pixel.finished = pixel.finished || after < kMinTransmittance;
    if (!pixel.finished) {
        sums.shown += static_cast<double>(alpha) * pixel.transmittance;
        pixel.transmittance = after;
    }
}

/// The sums of all splats that touch the rows from `firstRow` on, nearest first.
std::vector<Sums> sumStrip(const std::vector<ProjectedSplat>& splats, int width, int firstRow) {
    std::vector<Pixel> pixels(static_cast<std::size_t>(width) * kStripRows);
    std::vector<Sums> strip;
    for (const ProjectedSplat& splat : splats) {
        const int begin = std::max(splat.firstRow, firstRow);
        const int end = std::min(splat.lastRow + 1, firstRow + kStripRows);
        if (begin >= end) {
            continue;
        }
        Sums sums{splat.index};
        for (int row = begin; row < end; ++row) {
            Pixel* line = pixels.data() + static_cast<std::size_t>(row - firstRow) * width;
            for (int column = splat.firstColumn; column <= splat.lastColumn; ++column) {
                addPixel(splat, column - splat.center.x, row - splat.center.y, line[column], sums);
            }
        }
        strip.push_back(sums);
    }
    return strip;
}

} // namespace

std::vector<float> shownShares(const GaussianCloud& cloud, const Camera& camera, int width,
                               int height, int threads, const Progress& progress) {
    const View view(camera, width, height);
    const std::vector<ProjectedSplat> splats = projectSorted(cloud, view, {}, threads, progress);
    const int count = (height + kStripRows - 1) / kStripRows;
    std::vector<std::vector<Sums>> strips(static_cast<std::size_t>(count));
    parallelFor(count, threads, "visibility", progress, [&](int strip) {
        strips[static_cast<std::size_t>(strip)] = sumStrip(splats, width, strip * kStripRows);
    });

    std::vector<double> shown(cloud.size(), 0.0);
    std::vector<double> all(cloud.size(), 0.0);
    for (const std::vector<Sums>& strip : strips) {
        for (const Sums& sums : strip) {
            shown[sums.index] += sums.shown;
            all[sums.index] += sums.all;
        }
    }
    std::vector<float> shares(cloud.size(), 0.0f);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (all[i] > 0.0) {
            shares[i] = static_cast<float>(shown[i] / all[i]);
        }
    }
    return shares;
}

} // namespace gambade
