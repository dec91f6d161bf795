// Causal depthwise convolution with SiLU. A thread owns two adjacent channels and walks a strip of
// rows with the last ones in registers.

#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/ops.h"
#include "reconstruction/cuda/values.h"

namespace gambade::cuda {

namespace {

constexpr int kThreads = 128;
constexpr int kStrip = 16; // rows a thread

template <typename T>
__global__ void __launch_bounds__(kThreads)
    convolveKernel(ConvolutionRows<T> in, const float* weights, const float* bias, T* y) {
    const int channel =
        2 * (static_cast<int>(blockIdx.x) * kThreads + static_cast<int>(threadIdx.x));
    if (channel >= in.channels) {
        return;
    }
    const std::int64_t batch = blockIdx.z;
    const int begin = static_cast<int>(blockIdx.y) * kStrip;
    const T* x = in.x + batch * in.rows * in.rowStride + channel;
    T* out = y + batch * in.rows * in.channels + channel;
    float2 weight[kTaps];
#pragma unroll
    for (int tap = 0; tap < kTaps; ++tap) {
        weight[tap] = loadTwo(weights + (batch * kTaps + tap) * in.channels + channel);
    }
    const float2 offset = loadTwo(bias + batch * in.channels + channel);

    float2 window[kTaps] = {};
#pragma unroll
    for (int tap = 1; tap < kTaps; ++tap) {
        const int row = begin - kTaps + tap;
        if (row >= 0) {
            window[tap] = loadTwo(x + static_cast<std::int64_t>(row) * in.rowStride);
        } else if (in.tail != nullptr) {
            window[tap] = loadTwo(in.tail + (kTaps - 1 + row) * in.channels + channel);
        }
    }
    const int end = min(begin + kStrip, in.rows);
    for (int row = begin; row < end; ++row) {
#pragma unroll
        for (int tap = 0; tap + 1 < kTaps; ++tap) {
            window[tap] = window[tap + 1];
        }
        window[kTaps - 1] = loadTwo(x + static_cast<std::int64_t>(row) * in.rowStride);
        float2 sum = offset;
#pragma unroll
        for (int tap = 0; tap < kTaps; ++tap) {
            sum.x = fmaf(weight[tap].x, window[tap].x, sum.x);
            sum.y = fmaf(weight[tap].y, window[tap].y, sum.y);
        }
        storeTwo(out + static_cast<std::int64_t>(row) * in.channels,
                 {sum.x * sigmoid(sum.x), sum.y * sigmoid(sum.y)});
    }
}

} // namespace

template <typename T>
void convolveSilu(const ConvolutionRows<T>& rows, const float* weights, const float* bias, T* y,
                  cudaStream_t stream) {
    const dim3 grid(static_cast<unsigned>(ceilDiv(rows.channels, 2 * kThreads)),
                    static_cast<unsigned>(ceilDiv(rows.rows, kStrip)),
                    static_cast<unsigned>(rows.batch));
    launch(convolveKernel<T>, grid, dim3(kThreads), stream, rows, weights, bias, y);
}

template void convolveSilu(const ConvolutionRows<float>&, const float*, const float*, float*,
                           cudaStream_t);
template void convolveSilu(const ConvolutionRows<Bf16>&, const float*, const float*, Bf16*,
                           cudaStream_t);

} // namespace gambade::cuda
