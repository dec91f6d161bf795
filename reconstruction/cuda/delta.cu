// Δ projection with bias and softplus. Done before Δ is rounded to its storage: of the value that
// enters softplus, around −4, the rounding would cost four times as much.

#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/ops.h"
#include "reconstruction/cuda/values.h"
#include "training/kernels/selective_scan.h"

namespace gambade::cuda {

namespace {

constexpr int kWarps = 8;     // a block, one below the other
constexpr int kWarpRows = 16; // as the matrix instruction has them
constexpr int kTiles = 8;     // of 8 channels, a warp
constexpr int kTileChannels = 8;

__device__ float softplus(float x) {
    return makeStep(x, true).delta;
}

/// On the matrix units, straight from global memory: the operands are small and stay in the caches.
__global__ void __launch_bounds__(kWarp* kWarps)
    projectOnTensorCores(const Bf16* low, int lowStride, const Bf16* weights, const float* bias,
                         int rows, int channels, int rank, Bf16* delta) {
    const int lane = static_cast<int>(threadIdx.x);
    const int group = lane / 4;
    const int pair = lane % 4 * 2;
    const int firstRow =
        (static_cast<int>(blockIdx.y) * kWarps + static_cast<int>(threadIdx.y)) * kWarpRows;
    if (firstRow >= rows) {
        return;
    }
    const std::int64_t batch = blockIdx.z;
    const int firstChannel = static_cast<int>(blockIdx.x) * kTiles * kTileChannels;
    const int upper = firstRow + group;
    const int lower = upper + kWarpRows / 2;
    // Rows past the end read the last one; their results are not stored.
    const Bf16* upperRow = low + (batch * rows + min(upper, rows - 1)) * lowStride + pair;
    const Bf16* lowerRow = low + (batch * rows + min(lower, rows - 1)) * lowStride + pair;
    const Bf16* columns = weights + batch * channels * rank + pair;

    float sums[kTiles][4] = {};
    for (int k = 0; k < rank; k += 16) {
        const std::uint32_t a0 = loadPair(upperRow + k);
        const std::uint32_t a1 = loadPair(lowerRow + k);
        const std::uint32_t a2 = loadPair(upperRow + k + 8);
        const std::uint32_t a3 = loadPair(lowerRow + k + 8);
#pragma unroll
        for (int tile = 0; tile < kTiles; ++tile) {
            const int channel = min(firstChannel + tile * kTileChannels + group, channels - 1);
            const Bf16* column = columns + static_cast<std::int64_t>(channel) * rank + k;
            multiplyAccumulate(sums[tile], a0, a1, a2, a3, loadPair(column), loadPair(column + 8));
        }
    }
#pragma unroll
    for (int tile = 0; tile < kTiles; ++tile) {
        const int channel = firstChannel + tile * kTileChannels + pair;
        if (channel >= channels) {
            continue;
        }
        const float2 offset = loadTwo(bias + batch * channels + channel);
        Bf16* out = delta + batch * rows * channels + channel;
        if (upper < rows) {
            storeTwo(out + static_cast<std::int64_t>(upper) * channels,
                     {softplus(sums[tile][0] + offset.x), softplus(sums[tile][1] + offset.y)});
        }
        if (lower < rows) {
            storeTwo(out + static_cast<std::int64_t>(lower) * channels,
                     {softplus(sums[tile][2] + offset.x), softplus(sums[tile][3] + offset.y)});
        }
    }
}

constexpr int kThreads = 256;

/// In fp32, for comparison: a thread per value.
__global__ void __launch_bounds__(kThreads)
    projectPlainly(const float* low, int lowStride, const float* weights, const float* bias,
                   int rows, int channels, int rank, float* delta) {
    const int channel = static_cast<int>(blockIdx.x) * kThreads + static_cast<int>(threadIdx.x);
    if (channel >= channels) {
        return;
    }
    const std::int64_t batch = blockIdx.z;
    const float* weight = weights + (batch * channels + channel) * rank;
    for (int row = static_cast<int>(blockIdx.y); row < rows; row += static_cast<int>(gridDim.y)) {
        const float* in = low + (batch * rows + row) * lowStride;
        float sum = bias[batch * channels + channel];
        for (int k = 0; k < rank; ++k) {
            sum = fmaf(in[k], weight[k], sum);
        }
        delta[(batch * rows + row) * channels + channel] = softplus(sum);
    }
}

} // namespace

template <>
void projectDelta(const Bf16* low, int lowStride, const Bf16* weights, const float* bias, int rows,
                  int channels, int rank, int batch, Bf16* delta, cudaStream_t stream) {
    const dim3 grid(static_cast<unsigned>(ceilDiv(channels, kTiles * kTileChannels)),
                    static_cast<unsigned>(ceilDiv(rows, kWarps * kWarpRows)),
                    static_cast<unsigned>(batch));
    launch(projectOnTensorCores, grid, dim3(kWarp, kWarps), stream, low, lowStride, weights, bias,
           rows, channels, paddedRank(rank), delta);
}

template <>
void projectDelta(const float* low, int lowStride, const float* weights, const float* bias,
                  int rows, int channels, int rank, int batch, float* delta, cudaStream_t stream) {
    constexpr int kMostRowBlocks = 4096;
    const dim3 grid(static_cast<unsigned>(ceilDiv(channels, kThreads)),
                    static_cast<unsigned>(rows < kMostRowBlocks ? rows : kMostRowBlocks),
                    static_cast<unsigned>(batch));
    launch(projectPlainly, grid, dim3(kThreads), stream, low, lowStride, weights, bias, rows,
           channels, paddedRank(rank), delta);
}

} // namespace gambade::cuda
