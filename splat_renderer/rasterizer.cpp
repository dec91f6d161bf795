#include "splat_renderer/rasterizer.h"

#include "splat_renderer/projection.h"
#include "splat_renderer/tile_blend.h"
#include "splats/error.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <omp.h>

namespace gambade {

namespace {

/// Share of the work that projecting and sorting is, for the progress bar only.
constexpr double kProjectionShare = 0.2;

void checkCloud(const GaussianCloud& cloud) {
    const std::size_t count = cloud.size();
    if (cloud.shDegree < 0 || cloud.shDegree > kMaxShDegree || cloud.opacities.size() != count ||
        cloud.scales.size() != count || cloud.rotations.size() != count ||
        cloud.sh.size() != count * shCoefficientCount(cloud.shDegree)) {
        throw Error(ErrorKind::kUsage,
                    "The splats cannot be rendered: their arrays are of different lengths.");
    }
}

/// Runs task(0) … task(count − 1) on all threads; after a cancel or an exception the rest is
/// skipped, then the exception (or Cancelled) is thrown. Progress is told by the calling thread.
template <typename Task>
void parallelFor(int count, int threads, const Progress& progress, const Task& task) {
    std::atomic<int> done = 0;
    std::atomic<bool> failed = false;
    std::exception_ptr failure;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
    for (int i = 0; i < count; ++i) {
        if (failed || progress.cancelled()) {
            continue;
        }
        try {
            task(i);
            const int finished = ++done;
            if (omp_get_thread_num() == 0) {
                progress.update("render", static_cast<double>(finished) / count);
            }
        } catch (...) {
            if (!failed.exchange(true)) {
                failure = std::current_exception();
            }
        }
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    progress.throwIfCancelled();
}

/// Every splat that can be seen, nearest first; equal depths stay in the order of the cloud.
std::vector<ProjectedSplat> projectAndSort(const GaussianCloud& cloud, const View& view,
                                           int threads, const Progress& progress) {
    constexpr std::size_t kChunk = 4096;
    const std::size_t chunks = (cloud.size() + kChunk - 1) / kChunk;
    std::vector<std::vector<ProjectedSplat>> parts(chunks);
    parallelFor(static_cast<int>(chunks), threads, progress, [&](int chunk) {
        const std::size_t first = static_cast<std::size_t>(chunk) * kChunk;
        const std::size_t end = std::min(first + kChunk, cloud.size());
        std::vector<ProjectedSplat>& part = parts[static_cast<std::size_t>(chunk)];
        part.reserve(end - first);
        for (std::size_t i = first; i < end; ++i) {
            if (const auto splat = projectSplat(cloud, i, view)) {
                part.push_back(*splat);
            }
        }
    });

    struct Entry {
        double depth;
        const ProjectedSplat* splat;
    };
    std::vector<Entry> entries;
    entries.reserve(cloud.size());
    for (const auto& part : parts) {
        for (const ProjectedSplat& splat : part) {
            entries.push_back({splat.depth, &splat});
        }
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.depth < b.depth; });
    std::vector<ProjectedSplat> sorted;
    sorted.reserve(entries.size());
    for (const Entry& entry : entries) {
        sorted.push_back(*entry.splat);
    }
    return sorted;
}

void storeTile(const Tile& tile, RenderedImage& image) {
    const int columns = std::min(kTileSize, image.width - tile.firstColumn);
    const int rows = std::min(kTileSize, image.height - tile.firstRow);
    for (int row = 0; row < rows; ++row) {
        glm::vec4* out = image.pixels.data() +
                         static_cast<std::size_t>(tile.firstRow + row) * image.width +
                         tile.firstColumn;
        for (int column = 0; column < columns; ++column) {
            const int i = row * kTileSize + column;
            out[column] = {tile.red[i], tile.green[i], tile.blue[i],
                           1.0f - std::abs(tile.transmittance[i])};
        }
    }
}

/// Renders one row of tiles. The lists are made here, row by row and tile by tile, so that memory
/// is bounded by the number of splats however many tiles each of them covers.
void renderStrip(const std::vector<ProjectedSplat>& splats, int firstRow, RenderedImage& image,
                 const Progress& progress) {
    std::vector<std::uint32_t> inStrip;
    for (std::size_t i = 0; i < splats.size(); ++i) {
        if (splats[i].firstRow < firstRow + kTileSize && splats[i].lastRow >= firstRow) {
            inStrip.push_back(static_cast<std::uint32_t>(i));
        }
    }
    std::vector<std::uint32_t> inTile;
    Tile tile;
    tile.firstRow = firstRow;
    for (int column = 0; column < image.width && !progress.cancelled(); column += kTileSize) {
        inTile.clear();
        for (const std::uint32_t i : inStrip) {
            if (splats[i].firstColumn < column + kTileSize && splats[i].lastColumn >= column) {
                inTile.push_back(i);
            }
        }
        tile.firstColumn = column;
        blendTile(splats.data(), inTile, tile);
        storeTile(tile, image);
    }
}

} // namespace

RenderedImage rasterize(const GaussianCloud& cloud, const Camera& camera, int width, int height,
                        const RasterizerOptions& options, const Progress& progress) {
    checkCloud(cloud);
    const View view(camera, width, height);
    const int threads = options.threads > 0 ? options.threads : omp_get_max_threads();

    const std::vector<ProjectedSplat> splats =
        projectAndSort(cloud, view, threads, progress.part(0.0, kProjectionShare));
    RenderedImage image;
    image.width = width;
    image.height = height;
    image.pixels.resize(static_cast<std::size_t>(width) * height);
    const int strips = (height + kTileSize - 1) / kTileSize;
    parallelFor(strips, threads, progress.part(kProjectionShare, 1.0),
                [&](int strip) { renderStrip(splats, strip * kTileSize, image, progress); });
    progress.update("render", 1.0);
    return image;
}

} // namespace gambade
