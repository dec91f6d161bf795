// Patches of a picture as rows, and stem tokens in their scan orders with what belongs to their
// place: data movement, and hardly any arithmetic.

#include "reconstruction/cuda/between.h"
#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/ops.h"
#include "reconstruction/cuda/scan_orders.h"
#include "reconstruction/cuda/values.h"

namespace gambade::cuda {

namespace {

constexpr int kThreads = 256;

template <typename T>
__global__ void __launch_bounds__(kThreads)
    patchKernel(const float* picture, int size, int patchSize, ColourScale scale, int rowLength,
                T* rows, int count) {
    const int i = static_cast<int>(blockIdx.x) * kThreads + static_cast<int>(threadIdx.x);
    if (i >= count) {
        return;
    }
    const int patch = i / rowLength;
    const int column = i % rowLength;
    const int channel = column / (patchSize * patchSize);
    float value = 0;
    if (channel < 3) {
        const int grid = size / patchSize;
        const int x = patch % grid * patchSize + column % patchSize;
        const int y = patch / grid * patchSize + column / patchSize % patchSize;
        value = (picture[(channel * size + y) * size + x] - scale.mean[channel]) /
                scale.deviation[channel];
    }
    store(rows + i, value);
}

constexpr int kTokens = 8; // Gaussian tokens a block: neighbours share their cells' cache lines

/// Where a Gaussian token's values come from: offsets in `stem` and in the features' values.
struct Origin {
    std::int64_t stem;
    std::int64_t cells[4];
    float weights[4];
};

__device__ Origin originOf(int gaussian, const GridFeatures& features, int grid, int width) {
    const int place = stemTokenAt(gaussian, grid);
    Origin origin{static_cast<std::int64_t>(place) * width, {}, {}};
    if (features.values != nullptr) {
        const int order = gaussian / (grid * grid);
        const Between down(place / grid, features.grid, grid);
        const Between across(place % grid, features.grid, grid);
        for (int i = 0; i < 4; ++i) {
            const int row = i < 2 ? down.first : down.second;
            const int column = i % 2 == 0 ? across.first : across.second;
            origin.cells[i] =
                (static_cast<std::int64_t>(row * features.grid + column) * 4 + order) * width;
            origin.weights[i] = (i < 2 ? 1 - down.weight : down.weight) *
                                (i % 2 == 0 ? 1 - across.weight : across.weight);
        }
    }
    return origin;
}

template <typename T>
__global__ void __launch_bounds__(kThreads)
    orderKernel(const float* stem, const T* table, GridFeatures features, int grid, int width,
                float* tokens) {
    __shared__ Origin origins[kTokens];
    const int first = static_cast<int>(blockIdx.x) * kTokens;
    const int count = min(kTokens, 4 * grid * grid - first);
    const int thread = static_cast<int>(threadIdx.x);
    if (thread < count) {
        origins[thread] = originOf(first + thread, features, grid, width);
    }
    __syncthreads();
    const int pairs = width / 2;
    for (int i = thread; i < count * pairs; i += kThreads) {
        const Origin& origin = origins[i / pairs];
        const int column = i % pairs * 2;
        const std::int64_t to = static_cast<std::int64_t>(first + i / pairs) * width + column;
        const float2 patch = loadTwo(stem + origin.stem + column);
        const float2 learned = loadTwo(table + to);
        float2 sum = {patch.x + learned.x, patch.y + learned.y};
        if (features.values != nullptr) {
#pragma unroll
            for (int cell = 0; cell < 4; ++cell) {
                const float2 seen = loadTwo(features.values + origin.cells[cell] + column);
                sum.x = fmaf(origin.weights[cell], seen.x, sum.x);
                sum.y = fmaf(origin.weights[cell], seen.y, sum.y);
            }
        }
        storeTwo(tokens + to, sum);
    }
}

} // namespace

template <typename T>
void colourPatches(const float* picture, int size, int patchSize, const ColourScale& scale,
                   int rowLength, T* rows, cudaStream_t stream) {
    const int grid = size / patchSize;
    const int count = grid * grid * rowLength;
    launch(patchKernel<T>, blocksFor(count, kThreads), dim3(kThreads), stream, picture, size,
           patchSize, scale, rowLength, rows, count);
}

template <typename T>
void scanOrders(const float* stem, const T* table, const GridFeatures& features, int grid,
                int width, float* tokens, cudaStream_t stream) {
    launch(orderKernel<T>, blocksFor(4 * grid * grid, kTokens), dim3(kThreads), stream, stem, table,
           features, grid, width, tokens);
}

template void colourPatches(const float*, int, int, const ColourScale&, int, float*, cudaStream_t);
template void colourPatches(const float*, int, int, const ColourScale&, int, Bf16*, cudaStream_t);
template void colourPatches(const float*, int, int, const ColourScale&, int, Fp16*, cudaStream_t);
template void scanOrders(const float*, const float*, const GridFeatures&, int, int, float*,
                         cudaStream_t);
template void scanOrders(const float*, const Bf16*, const GridFeatures&, int, int, float*,
                         cudaStream_t);
template void scanOrders(const float*, const Fp16*, const GridFeatures&, int, int, float*,
                         cudaStream_t);

} // namespace gambade::cuda
