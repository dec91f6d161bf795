// Layer and RMS normalisation: a warp per row, which it keeps in registers.

#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/ops.h"
#include "reconstruction/cuda/values.h"

namespace gambade::cuda {

namespace {

constexpr int kRows = 8; // a block

/// A warp's row in pieces of four values: lane i has pieces i, i + 32, …, zeros past the end.
template <int kPieces>
struct Row {
    float4 pieces[kPieces];
    int width;

    /// Column of this lane's piece.
    __device__ static int column(int piece) {
        return 4 * (piece * kWarp + static_cast<int>(threadIdx.x));
    }
    __device__ Row(const float* in, int rowWidth) : width(rowWidth) {
#pragma unroll
        for (int i = 0; i < kPieces; ++i) {
            pieces[i] = column(i) < width ? loadFour(in + column(i)) : float4{0, 0, 0, 0};
        }
    }
    __device__ float mean() const {
        float sum = 0;
#pragma unroll
        for (const float4& x : pieces) {
            sum += (x.x + x.y) + (x.z + x.w);
        }
        return warpSum(sum) / static_cast<float>(width);
    }
    /// Mean of (x − centre)².
    __device__ float meanSquare(float centre) const {
        float sum = 0;
#pragma unroll
        for (int i = 0; i < kPieces; ++i) {
            if (column(i) < width) {
                const float4 x = pieces[i];
                sum = fmaf(x.x - centre, x.x - centre, sum);
                sum = fmaf(x.y - centre, x.y - centre, sum);
                sum = fmaf(x.z - centre, x.z - centre, sum);
                sum = fmaf(x.w - centre, x.w - centre, sum);
            }
        }
        return warpSum(sum) / static_cast<float>(width);
    }
    /// out = (x − centre) · scale · weight + bias; without bias where that is null
    template <typename T>
    __device__ void write(float centre, float scale, const float* weight, const float* bias,
                          T* out) const {
#pragma unroll
        for (int i = 0; i < kPieces; ++i) {
            const int at = column(i);
            if (at < width) {
                const float4 x = pieces[i];
                const float4 w = loadFour(weight + at);
                const float4 b = bias != nullptr ? loadFour(bias + at) : float4{0, 0, 0, 0};
                storeFour(out + at, {fmaf((x.x - centre) * scale, w.x, b.x),
                                     fmaf((x.y - centre) * scale, w.y, b.y),
                                     fmaf((x.z - centre) * scale, w.z, b.z),
                                     fmaf((x.w - centre) * scale, w.w, b.w)});
            }
        }
    }
};

/// The row of this warp, all its lanes alike.
__device__ int rowOfWarp() {
    return static_cast<int>(blockIdx.x) * kRows + static_cast<int>(threadIdx.y);
}

template <typename T, int kPieces>
__global__ void __launch_bounds__(kWarp* kRows)
    layerNormKernel(const float* x, const float* weight, const float* bias, float epsilon, int rows,
                    int width, int groups, T* y) {
    const int row = rowOfWarp();
    if (row >= rows) {
        return;
    }
    const int group = row % groups;
    const Row<kPieces> values(x + static_cast<std::int64_t>(row) * width, width);
    const float mean = values.mean();
    // The mean is taken away before squaring: large means would swallow the deviations.
    const float scale = 1 / sqrtf(values.meanSquare(mean) + epsilon);
    const std::int64_t target = static_cast<std::int64_t>(group) * (rows / groups) + row / groups;
    const std::int64_t set = static_cast<std::int64_t>(group) * width;
    values.write(mean, scale, weight + set, bias + set, y + target * width);
}

template <typename T, int kPieces>
__global__ void __launch_bounds__(kWarp* kRows)
    rmsNormKernel(const float* x, const float* weight, float epsilon, int rows, int width, T* y) {
    const int row = rowOfWarp();
    if (row >= rows) {
        return;
    }
    const Row<kPieces> values(x + static_cast<std::int64_t>(row) * width, width);
    const float scale = 1 / sqrtf(values.meanSquare(0) + epsilon);
    values.write(0, scale, weight, nullptr, y + static_cast<std::int64_t>(row) * width);
}

/// Calls `use` with the number of pieces that a row of `width` takes, at least.
template <typename Use>
void withPieces(int width, Use use) {
    if (width <= 4 * 4 * kWarp) {
        use(std::integral_constant<int, 4>());
    } else if (width <= 8 * 4 * kWarp) {
        use(std::integral_constant<int, 8>());
    } else {
        use(std::integral_constant<int, kWidestNorm / (4 * kWarp)>());
    }
}

} // namespace

template <typename T>
void layerNorm(const float* x, const float* weight, const float* bias, float epsilon, int rows,
               int width, int groups, T* y, cudaStream_t stream) {
    withPieces(width, [&](auto pieces) {
        launch(layerNormKernel<T, pieces>, blocksFor(rows, kRows), dim3(kWarp, kRows), stream, x,
               weight, bias, epsilon, rows, width, groups, y);
    });
}

template <typename T>
void rmsNorm(const float* x, const float* weight, float epsilon, int rows, int width, T* y,
             cudaStream_t stream) {
    withPieces(width, [&](auto pieces) {
        launch(rmsNormKernel<T, pieces>, blocksFor(rows, kRows), dim3(kWarp, kRows), stream, x,
               weight, epsilon, rows, width, y);
    });
}

template void layerNorm(const float*, const float*, const float*, float, int, int, int, float*,
                        cudaStream_t);
template void layerNorm(const float*, const float*, const float*, float, int, int, int, Bf16*,
                        cudaStream_t);
template void layerNorm(const float*, const float*, const float*, float, int, int, int, Fp16*,
                        cudaStream_t);
template void rmsNorm(const float*, const float*, float, int, int, float*, cudaStream_t);
template void rmsNorm(const float*, const float*, float, int, int, Bf16*, cudaStream_t);
template void rmsNorm(const float*, const float*, float, int, int, Fp16*, cudaStream_t);

} // namespace gambade::cuda
