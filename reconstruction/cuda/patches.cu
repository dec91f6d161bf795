// Patches of a picture as rows, and stem tokens in their scan orders: data movement only.

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

/// A block per Gaussian token.
template <typename T>
__global__ void __launch_bounds__(kThreads)
    orderKernel(const float* stem, const T* table, int grid, int width, float* tokens) {
    const int gaussian = static_cast<int>(blockIdx.x);
    const std::int64_t from = static_cast<std::int64_t>(stemTokenAt(gaussian, grid)) * width;
    const std::int64_t to = static_cast<std::int64_t>(gaussian) * width;
    for (int i = static_cast<int>(threadIdx.x); i < width; i += kThreads) {
        tokens[to + i] = stem[from + i] + load(table + to + i);
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
void scanOrders(const float* stem, const T* table, int grid, int width, float* tokens,
                cudaStream_t stream) {
    launch(orderKernel<T>, dim3(static_cast<unsigned>(4 * grid * grid)), dim3(kThreads), stream,
           stem, table, grid, width, tokens);
}

template void colourPatches(const float*, int, int, const ColourScale&, int, float*, cudaStream_t);
template void colourPatches(const float*, int, int, const ColourScale&, int, Bf16*, cudaStream_t);
template void scanOrders(const float*, const float*, int, int, float*, cudaStream_t);
template void scanOrders(const float*, const Bf16*, int, int, float*, cudaStream_t);

} // namespace gambade::cuda
