// Elementwise functions, and softmax: a warp per row.

#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/ops.h"
#include "reconstruction/cuda/values.h"

namespace gambade::cuda {

namespace {

constexpr int kThreads = 256;
constexpr int kRows = 8; // of a softmax, a block

/// x = function(x), four neighbours a thread.
template <typename T, typename Function>
__device__ void change(T* x, std::size_t count, Function function) {
    const std::size_t i = 4 * (static_cast<std::size_t>(blockIdx.x) * kThreads + threadIdx.x);
    if (i + 4 <= count) {
        const float4 values = loadFour(x + i);
        storeFour(x + i,
                  {function(values.x), function(values.y), function(values.z), function(values.w)});
    } else {
        for (std::size_t k = i; k < count; ++k) {
            store(x + k, function(load(x + k)));
        }
    }
}

template <typename T>
__global__ void __launch_bounds__(kThreads) geluKernel(T* x, std::size_t count) {
    change(x, count, [](float value) {
        constexpr float kRootOfHalf = 0.70710678F;
        return 0.5F * value * erfcf(-value * kRootOfHalf);
    });
}

template <typename T>
__global__ void __launch_bounds__(kThreads) siluKernel(T* x, std::size_t count) {
    change(x, count, [](float value) { return value * sigmoid(value); });
}

__global__ void __launch_bounds__(kWarp* kRows)
    softmaxKernel(float* x, int rows, int columns, int rowStride, float scale) {
    const int row = static_cast<int>(blockIdx.x) * kRows + static_cast<int>(threadIdx.y);
    if (row >= rows) {
        return;
    }
    float* values = x + static_cast<std::int64_t>(row) * rowStride;
    float largest = -INFINITY;
    for (int i = static_cast<int>(threadIdx.x); i < columns; i += kWarp) {
        largest = fmaxf(largest, values[i]);
    }
    largest = warpMaximum(largest);
    float sum = 0;
    for (int i = static_cast<int>(threadIdx.x); i < columns; i += kWarp) {
        sum += exponential(scale * (values[i] - largest));
    }
    const float share = 1 / warpSum(sum);
    for (int i = static_cast<int>(threadIdx.x); i < columns; i += kWarp) {
        values[i] = exponential(scale * (values[i] - largest)) * share;
    }
}

} // namespace

template <typename T>
void gelu(T* x, std::size_t count, cudaStream_t stream) {
    launch(geluKernel<T>, blocksFor(static_cast<std::int64_t>(count), 4 * kThreads), dim3(kThreads),
           stream, x, count);
}

template <typename T>
void silu(T* x, std::size_t count, cudaStream_t stream) {
    launch(siluKernel<T>, blocksFor(static_cast<std::int64_t>(count), 4 * kThreads), dim3(kThreads),
           stream, x, count);
}

void softmaxRows(float* x, int rows, int columns, int rowStride, float scale, cudaStream_t stream) {
    launch(softmaxKernel, blocksFor(rows, kRows), dim3(kWarp, kRows), stream, x, rows, columns,
           rowStride, scale);
}

template void gelu(float*, std::size_t, cudaStream_t);
template void gelu(Bf16*, std::size_t, cudaStream_t);
template void gelu(Fp16*, std::size_t, cudaStream_t);
template void silu(float*, std::size_t, cudaStream_t);
template void silu(Bf16*, std::size_t, cudaStream_t);
template void silu(Fp16*, std::size_t, cudaStream_t);

} // namespace gambade::cuda
