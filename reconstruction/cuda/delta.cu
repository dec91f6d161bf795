// Δ projection with bias and softplus. Done before Δ is rounded to its storage: of the value that
// enters softplus, around −4, the rounding would cost four times as much.

#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/ops.h"
#include "reconstruction/cuda/values.h"
#include "training/kernels/selective_scan.h"

namespace gambade::cuda {

namespace {

constexpr int kWarps = 8;     // a block, one below the other
constexpr int kTileRows = 16; // as the matrix instruction has them
constexpr int kRowTiles = 4;  // a warp, with the same weights
constexpr int kStepInputs = 16;
constexpr int kTiles = 4; // of 8 channels, a warp
constexpr int kTileChannels = 8;
constexpr int kThreadChannels = 2 * kTiles; // neighbours whose results one thread holds
static_assert(kThreadChannels == 8, "16 bytes");

// The matrix instruction counts channels and inputs in its own order; both may be renumbered as
// long as the operands agree. So a thread's two columns of every tile are made neighbours, to be
// stored in 16 bytes, and its four inputs of a step, to be loaded in 8.

__device__ float softplus(float x) {
    return makeStep(x, true).delta;
}

/// A warp's weights: of its tiles of channels, four inputs a thread and step.
template <typename T, int kSteps>
struct Columns {
    uint2 kept[kTiles][kSteps];

    __device__ Columns(const T* weights, int firstChannel, int channels) {
#pragma unroll
        for (int tile = 0; tile < kTiles; ++tile) {
            const std::int64_t channel = min(firstChannel + 2 * tile, channels - 1);
#pragma unroll
            for (int step = 0; step < kSteps; ++step) {
                kept[tile][step] = *reinterpret_cast<const uint2*>(
                    weights + channel * kSteps * kStepInputs + step * kStepInputs);
            }
        }
    }
};

/// On the matrix units, straight from global memory: the operands are small and stay in the caches.
template <typename T, int kSteps>
__global__ void __launch_bounds__(kWarp* kWarps)
    projectOnTensorCores(const T* low, int lowStride, const T* weights, const float* bias, int rows,
                         int channels, T* delta) {
    const int lane = static_cast<int>(threadIdx.x);
    const int group = lane / 4;
    const int quarter = lane % 4;
    const int firstRow = (static_cast<int>(blockIdx.y) * kWarps + static_cast<int>(threadIdx.y)) *
                         kRowTiles * kTileRows;
    const std::int64_t batch = blockIdx.z;
    const int firstChannel = static_cast<int>(blockIdx.x) * kTiles * kTileChannels;
    const int ownChannel = firstChannel + quarter * kThreadChannels;
    const Columns<T, kSteps> columns(
        weights + batch * channels * kSteps * kStepInputs + 4 * quarter,
        firstChannel + group / 2 * kThreadChannels + group % 2, channels);
    float2 offsets[kTiles];
#pragma unroll
    for (int tile = 0; tile < kTiles; ++tile) {
        const int channel = min(ownChannel + 2 * tile, channels - 2);
        offsets[tile] = loadTwo(bias + batch * channels + channel);
    }
    // Rows past the end read the last one; their results are not stored.
    uint2 operands[kRowTiles][kSteps][2];
#pragma unroll
    for (int i = 0; i < kRowTiles; ++i) {
#pragma unroll
        for (int half = 0; half < 2; ++half) {
            const int row = firstRow + i * kTileRows + half * kTileRows / 2 + group;
            const T* in = low + (batch * rows + min(row, rows - 1)) * lowStride + 4 * quarter;
#pragma unroll
            for (int step = 0; step < kSteps; ++step) {
                operands[i][step][half] = *reinterpret_cast<const uint2*>(in + step * kStepInputs);
            }
        }
    }
#pragma unroll
    for (int i = 0; i < kRowTiles; ++i) {
        float sums[kTiles][4] = {};
#pragma unroll
        for (int step = 0; step < kSteps; ++step) {
            const uint2 upper = operands[i][step][0];
            const uint2 lower = operands[i][step][1];
#pragma unroll
            for (int tile = 0; tile < kTiles; ++tile) {
                const uint2 b = columns.kept[tile][step];
                multiplyTiles<T>(sums[tile], upper.x, lower.x, upper.y, lower.y, b.x, b.y);
            }
        }
#pragma unroll
        for (int half = 0; half < 2; ++half) {
            const int row = firstRow + i * kTileRows + half * kTileRows / 2 + group;
            if (row < rows && ownChannel < channels) {
                std::uint32_t pairs[kTiles];
#pragma unroll
                for (int tile = 0; tile < kTiles; ++tile) {
                    pairs[tile] =
                        packTwo<T>({softplus(sums[tile][2 * half] + offsets[tile].x),
                                    softplus(sums[tile][2 * half + 1] + offsets[tile].y)});
                }
                *reinterpret_cast<uint4*>(delta + (batch * rows + row) * channels +
                                          ownChannel) = {pairs[0], pairs[1], pairs[2], pairs[3]};
            }
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

template <typename T>
void projectDelta(const T* low, int lowStride, const T* weights, const float* bias, int rows,
                  int channels, int rank, int batch, T* delta, cudaStream_t stream) {
    const dim3 grid(static_cast<unsigned>(ceilDiv(channels, kTiles * kTileChannels)),
                    static_cast<unsigned>(ceilDiv(rows, kWarps * kRowTiles * kTileRows)),
                    static_cast<unsigned>(batch));
    const auto queue = [&](auto kernel) {
        launch(kernel, grid, dim3(kWarp, kWarps), stream, low, lowStride, weights, bias, rows,
               channels, delta);
    };
    static_assert(kHighestRank == 4 * kStepInputs);
    switch (paddedRank(rank) / kStepInputs) {
    case 1:
        return queue(projectOnTensorCores<T, 1>);
    case 2:
        return queue(projectOnTensorCores<T, 2>);
    case 3:
        return queue(projectOnTensorCores<T, 3>);
    default:
        return queue(projectOnTensorCores<T, 4>);
    }
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

template void projectDelta(const Bf16*, int, const Bf16*, const float*, int, int, int, int, Bf16*,
                           cudaStream_t);
template void projectDelta(const Fp16*, int, const Fp16*, const float*, int, int, int, int, Fp16*,
                           cudaStream_t);

} // namespace gambade::cuda
