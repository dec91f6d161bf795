// Layer and RMS normalisation: a warp per row.

#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/ops.h"
#include "reconstruction/cuda/values.h"

namespace gambade::cuda {

namespace {

constexpr int kRows = 8; // a block

/// The row of this warp, all its lanes alike.
__device__ int rowOfWarp() {
    return static_cast<int>(blockIdx.x) * kRows + static_cast<int>(threadIdx.y);
}

template <typename T>
__global__ void __launch_bounds__(kWarp* kRows)
    layerNormKernel(const float* x, const float* weight, const float* bias, float epsilon, int rows,
                    int width, int groups, T* y) {
    const int row = rowOfWarp();
    if (row >= rows) {
        return;
    }
    const int group = row % groups;
    const float* in = x + static_cast<std::int64_t>(row) * width;
    float sum = 0;
    for (int i = static_cast<int>(threadIdx.x); i < width; i += kWarp) {
        sum += in[i];
    }
    const float mean = warpSum(sum) / static_cast<float>(width);
    // The mean is taken away before squaring: large means would swallow the deviations.
    float squares = 0;
    for (int i = static_cast<int>(threadIdx.x); i < width; i += kWarp) {
        squares = fmaf(in[i] - mean, in[i] - mean, squares);
    }
    const float scale = 1 / sqrtf(warpSum(squares) / static_cast<float>(width) + epsilon);
    const std::int64_t target = static_cast<std::int64_t>(group) * (rows / groups) + row / groups;
    T* out = y + target * width;
    for (int i = static_cast<int>(threadIdx.x); i < width; i += kWarp) {
        const int at = group * width + i;
        store(out + i, fmaf((in[i] - mean) * scale, weight[at], bias[at]));
    }
}

template <typename T>
__global__ void __launch_bounds__(kWarp* kRows)
    rmsNormKernel(const float* x, const float* weight, float epsilon, int rows, int width, T* y) {
    const int row = rowOfWarp();
    if (row >= rows) {
        return;
    }
    const float* in = x + static_cast<std::int64_t>(row) * width;
    float squares = 0;
    for (int i = static_cast<int>(threadIdx.x); i < width; i += kWarp) {
        squares = fmaf(in[i], in[i], squares);
    }
    const float scale = 1 / sqrtf(warpSum(squares) / static_cast<float>(width) + epsilon);
    T* out = y + static_cast<std::int64_t>(row) * width;
    for (int i = static_cast<int>(threadIdx.x); i < width; i += kWarp) {
        store(out + i, in[i] * scale * weight[i]);
    }
}

} // namespace

template <typename T>
void layerNorm(const float* x, const float* weight, const float* bias, float epsilon, int rows,
               int width, int groups, T* y, cudaStream_t stream) {
    launch(layerNormKernel<T>, blocksFor(rows, kRows), dim3(kWarp, kRows), stream, x, weight, bias,
           epsilon, rows, width, groups, y);
}

template <typename T>
void rmsNorm(const float* x, const float* weight, float epsilon, int rows, int width, T* y,
             cudaStream_t stream) {
    launch(rmsNormKernel<T>, blocksFor(rows, kRows), dim3(kWarp, kRows), stream, x, weight, epsilon,
           rows, width, y);
}

template void layerNorm(const float*, const float*, const float*, float, int, int, int, float*,
                        cudaStream_t);
template void layerNorm(const float*, const float*, const float*, float, int, int, int, Bf16*,
                        cudaStream_t);
template void rmsNorm(const float*, const float*, float, int, int, float*, cudaStream_t);
template void rmsNorm(const float*, const float*, float, int, int, Bf16*, cudaStream_t);

} // namespace gambade::cuda
