#include "splat_renderer/rasterizer.h"

#include "splat_renderer/highlight.h"
#include "splat_renderer/parallel_for.h"
#include "splat_renderer/tile_blend.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace gambade {

namespace {

constexpr std::string_view kStage = "render";
/// Share of the work that projecting and sorting is, for the progress bar only.
constexpr double kProjectionShare = 0.2;

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
    const View view(camera, width, height);

    checkHighlight(cloud, options.highlight);
    std::vector<ProjectedSplat> splats =
        projectSorted(cloud, view, {}, options.threads, progress.part(0.0, kProjectionShare));
    if (!options.highlight.empty()) {
        for (ProjectedSplat& splat : splats) {
            if (options.highlight[splat.index] != 0) {
                splat.color = highlighted(splat.color);
            }
        }
    }
    return composeSplats(splats, width, height, options.threads,
                         progress.part(kProjectionShare, 1.0));
}

RenderedImage composeSplats(const std::vector<ProjectedSplat>& splats, int width, int height,
                            int threads, const Progress& progress) {
    RenderedImage image;
    image.width = width;
    image.height = height;
    image.pixels.resize(static_cast<std::size_t>(width) * height);
    const int strips = (height + kTileSize - 1) / kTileSize;
    parallelFor(strips, threads, kStage, progress,
                [&](int strip) { renderStrip(splats, strip * kTileSize, image, progress); });
    progress.update(kStage, 1.0);
    return image;
}

} // namespace gambade
