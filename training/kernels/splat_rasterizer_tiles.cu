// Which splats touch which tile, front to back: one (view, tile, depth) key per pair, sorted.

#include "splat_rasterizer.h"

#include <cub/device/device_radix_sort.cuh>

namespace gambade {
namespace {

constexpr int kThreads = 256;
constexpr int kDepthBits = 32;

/// Writes the pairs of one splat from `ends[index - 1]` on, as far as there is room: keys (tile of
/// all views, depth), values the splat's number among all views'.
__global__ void listTiles(const ProjectedSplat* projected, const std::int64_t* ends,
                          std::int64_t splatsPerView, std::int64_t total, int width, int height,
                          std::int64_t room, std::uint64_t* keys, std::uint32_t* values) {
    const std::int64_t index = static_cast<std::int64_t>(blockIdx.x) * kThreads + threadIdx.x;
    if (index >= total) {
        return;
    }
    const ProjectedSplat splat = projected[index];
    const TileRange tiles = tilesOf(splat, width, height);
    const std::uint64_t columns = (width + kTileSize - 1) / kTileSize;
    const std::uint64_t rows = (height + kTileSize - 1) / kTileSize;
    const std::uint64_t firstTile = index / splatsPerView * columns * rows;
    std::int64_t next = index > 0 ? ends[index - 1] : 0;
    for (int y = tiles.top; y <= tiles.bottom; ++y) {
        for (int x = tiles.left; x <= tiles.right && next < room; ++x) {
            const std::uint64_t tile = firstTile + y * columns + x;
            // Depths are positive, so that their bits are ordered as they are.
            keys[next] = tile << kDepthBits | __float_as_uint(splat.depth);
            values[next] = static_cast<std::uint32_t>(index);
            ++next;
        }
    }
}

/// Where each tile's pairs begin and end in the sorted list; behind the last tile's come unused
/// keys.
__global__ void findTileRanges(const std::uint64_t* keys, std::int64_t pairs, std::int64_t tiles,
                               int2* ranges) {
    const std::int64_t index = static_cast<std::int64_t>(blockIdx.x) * kThreads + threadIdx.x;
    if (index >= pairs) {
        return;
    }
    const std::uint64_t tile = keys[index] >> kDepthBits;
    if (tile >= static_cast<std::uint64_t>(tiles)) {
        return;
    }
    if (index == 0 || keys[index - 1] >> kDepthBits != tile) {
        ranges[tile].x = static_cast<int>(index);
    }
    if (index == pairs - 1 || keys[index + 1] >> kDepthBits != tile) {
        ranges[tile].y = static_cast<int>(index + 1);
    }
}

int bitsFor(std::int64_t count) {
    int bits = 0;
    while (bits < 31 && (1ll << bits) < count) {
        ++bits;
    }
    return bits;
}

cudaError_t sortPairs(void* workspace, std::size_t& bytes, cub::DoubleBuffer<std::uint64_t>& keys,
                      cub::DoubleBuffer<std::uint32_t>& values, std::int64_t pairs,
                      std::int64_t tiles, cudaStream_t stream) {
    // One number more than there are tiles: unused keys, all ones, go behind every tile's.
    return cub::DeviceRadixSort::SortPairs(workspace, bytes, keys, values, pairs, 0,
                                           kDepthBits + bitsFor(tiles + 1), stream);
}

} // namespace
} // namespace gambade

/// Bytes of workspace that gambade_sort_splats needs on the current device; below 0: the negative
/// of a cudaError_t. Queues nothing.
GAMBADE_EXPORT std::int64_t gambade_sort_splats_bytes(std::int64_t pairs, std::int64_t tiles) {
    using namespace gambade;
    cub::DoubleBuffer<std::uint64_t> keys(nullptr, nullptr);
    cub::DoubleBuffer<std::uint32_t> values(nullptr, nullptr);
    std::size_t size = 0;
    const cudaError_t error = sortPairs(nullptr, size, keys, values, pairs, tiles, nullptr);
    return error == cudaSuccess ? static_cast<std::int64_t>(size) : -static_cast<int>(error);
}

/// ends: inclusive prefix sums of the tile counts. `pairs`: for how many there is room;
/// those beyond are left out. keys [2, pairs] and values [2, pairs] are work buffers;
/// order [pairs] gets the splat numbers tile by tile, front to back; ranges [clouds*views*tiles,
/// 2], zero before, where each tile's part of it begins and ends.
GAMBADE_EXPORT int gambade_sort_splats(const void* projected, const std::int64_t* ends,
                                       std::uint64_t* keys, std::uint32_t* values, void* workspace,
                                       std::uint32_t* order, int* ranges, std::int64_t bytes,
                                       std::int64_t pairs, std::int64_t views, std::int64_t splats,
                                       std::int64_t width, std::int64_t height,
                                       cudaStream_t stream) {
    using namespace gambade;
    if (pairs <= 0 || pairs >= (1ll << 31)) {
        return cudaErrorInvalidValue;
    }
    const std::int64_t total = views * splats;
    int error = cudaMemsetAsync(keys, 0xff, pairs * sizeof(std::uint64_t), stream);
    if (error != cudaSuccess) {
        return error;
    }
    error = launch(listTiles, dim3(static_cast<unsigned>(ceilDiv(total, kThreads))), dim3(kThreads),
                   stream, static_cast<const ProjectedSplat*>(projected), ends, splats, total,
                   static_cast<int>(width), static_cast<int>(height), pairs, keys, values);
    if (error != cudaSuccess) {
        return error;
    }
    cub::DoubleBuffer<std::uint64_t> keyBuffers(keys, keys + pairs);
    cub::DoubleBuffer<std::uint32_t> valueBuffers(values, values + pairs);
    const std::int64_t tiles = views * ceilDiv(width, kTileSize) * ceilDiv(height, kTileSize);
    auto size = static_cast<std::size_t>(bytes);
    error = sortPairs(workspace, size, keyBuffers, valueBuffers, pairs, tiles, stream);
    if (error != cudaSuccess) {
        return error;
    }
    error = cudaMemcpyAsync(order, valueBuffers.Current(), pairs * sizeof(std::uint32_t),
                            cudaMemcpyDeviceToDevice, stream);
    if (error != cudaSuccess) {
        return error;
    }
    return launch(findTileRanges, dim3(static_cast<unsigned>(ceilDiv(pairs, kThreads))),
                  dim3(kThreads), stream, keyBuffers.Current(), pairs, tiles,
                  reinterpret_cast<int2*>(ranges));
}
