// Causal depthwise convolution with SiLU. A thread owns four adjacent channels and walks a strip
// of rows with the last ones in registers.

#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/ops.h"
#include "reconstruction/cuda/values.h"

namespace gambade::cuda {

namespace {

constexpr int kThreads = 128;
constexpr int kStrip = kMostConvolutionRows / 65535; // rows a thread
constexpr int kAtOnce = 8; // of them loaded before any is used, to hide the latency

template <typename T>
__global__ void __launch_bounds__(kThreads)
    convolveKernel(ConvolutionRows<T> in, const float* weights, const float* bias, T* y) {
    const int channel =
        4 * (static_cast<int>(blockIdx.x) * kThreads + static_cast<int>(threadIdx.x));
    if (channel >= in.channels) {
        return;
    }
    const std::int64_t batch = blockIdx.z;
    const int begin = static_cast<int>(blockIdx.y) * kStrip;
    const T* x = in.x + batch * in.rows * in.rowStride + channel;
    T* out = y + batch * in.rows * in.channels + channel;
    float4 weight[kTaps];
#pragma unroll
    for (int tap = 0; tap < kTaps; ++tap) {
        weight[tap] = loadFour(weights + (batch * kTaps + tap) * in.channels + channel);
    }
    const float4 offset = loadFour(bias + batch * in.channels + channel);

    // The last rows before those at hand, then these.
    Four<T> window[kTaps - 1 + kAtOnce];
#pragma unroll
    for (int i = 0; i < kTaps - 1; ++i) {
        const int row = begin - (kTaps - 1) + i;
        window[i] = row >= 0 ? Four<T>(x + static_cast<std::int64_t>(row) * in.rowStride)
                    : in.tail != nullptr
                        ? Four<T>(in.tail + (kTaps - 1 + row) * in.channels + channel)
                        : Four<T>();
    }
    const int end = min(begin + kStrip, in.rows);
    for (int first = begin; first < end; first += kAtOnce) {
#pragma unroll
        for (int i = 0; i < kAtOnce; ++i) {
            const int row = min(first + i, in.rows - 1);
            window[kTaps - 1 + i] = Four<T>(x + static_cast<std::int64_t>(row) * in.rowStride);
        }
#pragma unroll
        for (int i = 0; i < kAtOnce; ++i) {
            float4 sum = offset;
#pragma unroll
            for (int tap = 0; tap < kTaps; ++tap) {
                const float4 value = window[i + tap].values();
                sum.x = fmaf(weight[tap].x, value.x, sum.x);
                sum.y = fmaf(weight[tap].y, value.y, sum.y);
                sum.z = fmaf(weight[tap].z, value.z, sum.z);
                sum.w = fmaf(weight[tap].w, value.w, sum.w);
            }
            if (first + i < end) {
                storeFour(out + static_cast<std::int64_t>(first + i) * in.channels,
                          {sum.x * sigmoid(sum.x), sum.y * sigmoid(sum.y), sum.z * sigmoid(sum.z),
                           sum.w * sigmoid(sum.w)});
            }
        }
#pragma unroll
        for (int i = 0; i < kTaps - 1; ++i) {
            window[i] = window[kAtOnce + i];
        }
    }
}

} // namespace

template <typename T>
void convolveSilu(const ConvolutionRows<T>& rows, const float* weights, const float* bias, T* y,
                  cudaStream_t stream) {
    const dim3 grid(static_cast<unsigned>(ceilDiv(rows.channels, 4 * kThreads)),
                    static_cast<unsigned>(ceilDiv(rows.rows, kStrip)),
                    static_cast<unsigned>(rows.batch));
    launch(convolveKernel<T>, grid, dim3(kThreads), stream, rows, weights, bias, y);
}

template void convolveSilu(const ConvolutionRows<float>&, const float*, const float*, float*,
                           cudaStream_t);
template void convolveSilu(const ConvolutionRows<Bf16>&, const float*, const float*, Bf16*,
                           cudaStream_t);
template void convolveSilu(const ConvolutionRows<Fp16>&, const float*, const float*, Fp16*,
                           cudaStream_t);

} // namespace gambade::cuda
