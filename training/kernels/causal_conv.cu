// Causal depthwise convolution of width 4 with bias and SiLU over the first half of xz:
//   p_t = bias + sum_k w_k·x_{t-3+k},  u_t = silu(p_t),  x before the sequence is 0.
// A thread owns four adjacent channels (8-byte loads) and walks a strip of tokens with the last
// rows of x, and in the backward pass of dp, in registers.

#include "device_math.h"
#include "launch.h"

namespace gambade {
namespace {

constexpr int kTaps = 4;
constexpr int kVector = 4; // channels a thread
constexpr int kStrip = 32; // tokens a thread
constexpr int kStrips = 4; // strips a block
constexpr int kBlockTokens = kStrip * kStrips;
constexpr int kBlockGroups = 32; // threads across the channels
constexpr int kBlockChannels = kVector * kBlockGroups;
constexpr int kSums = kTaps + 1; // weight gradients and the bias's

struct Row {
    float value[kVector];
};

__device__ inline Row loadRow(const Bf16* place, bool valid) {
    const uint2 pairs = valid ? *reinterpret_cast<const uint2*>(place) : uint2{0, 0};
    return {{lowHalf(pairs.x), highHalf(pairs.x), lowHalf(pairs.y), highHalf(pairs.y)}};
}

__device__ inline void storeRow(Bf16* place, const Row& row) {
    *reinterpret_cast<uint2*>(place) = {packPair(row.value[0], row.value[1]),
                                        packPair(row.value[2], row.value[3])};
}

/// The taps and bias of a thread's channels.
struct Filter {
    float weight[kVector][kTaps];
    float bias[kVector];

    __device__ Filter(const float* weights, const float* biases, std::int64_t channel) {
#pragma unroll
        for (int c = 0; c < kVector; ++c) {
#pragma unroll
            for (int k = 0; k < kTaps; ++k) {
                weight[c][k] = weights[(channel + c) * kTaps + k];
            }
            bias[c] = biases[channel + c];
        }
    }

    /// p of channel c from x_{t-3} .. x_t.
    __device__ float apply(const Row (&window)[kTaps], int c) const {
        float sum = bias[c];
#pragma unroll
        for (int k = 0; k < kTaps; ++k) {
            sum = fmaf(weight[c][k], window[k].value[c], sum);
        }
        return sum;
    }
};

/// Shifts the window by one token.
__device__ inline void push(Row (&window)[kTaps], const Row& next) {
#pragma unroll
    for (int k = 0; k + 1 < kTaps; ++k) {
        window[k] = window[k + 1];
    }
    window[kTaps - 1] = next;
}

/// What a thread works on.
struct Strip {
    std::int64_t channel;
    std::int64_t begin; ///< its first token
    std::int64_t batch;

    __device__ Strip()
        : channel(static_cast<std::int64_t>(blockIdx.x) * kBlockChannels + kVector * threadIdx.x),
          begin(static_cast<std::int64_t>(blockIdx.y) * kBlockTokens + kStrip * threadIdx.y),
          batch(blockIdx.z) {}
};

/// A window whose last three rows are the three tokens before `begin`.
__device__ inline void startWindow(Row (&window)[kTaps], const Bf16* x, std::int64_t begin,
                                   std::int64_t rowSize) {
#pragma unroll
    for (int k = 1; k < kTaps; ++k) {
        const std::int64_t token = begin - kTaps + k;
        window[k] = loadRow(x + token * rowSize, token >= 0);
    }
}

/// In: xz [batch, length, 2D], weights [D, 4], biases [D]. Out: u [batch, length, D].
__global__ void __launch_bounds__(kBlockGroups* kStrips)
    convForward(const Bf16* xz, const float* weights, const float* biases, Bf16* u,
                std::int64_t length, std::int64_t channels) {
    const Strip strip;
    if (strip.channel >= channels || strip.begin >= length) {
        return;
    }
    const Filter filter(weights, biases, strip.channel);
    const std::int64_t rowSize = 2 * channels;
    const Bf16* x = xz + strip.batch * length * rowSize + strip.channel;
    Bf16* out = u + strip.batch * length * channels + strip.channel;
    Row window[kTaps];
    startWindow(window, x, strip.begin, rowSize);
#pragma unroll 8
    for (int i = 0; i < kStrip; ++i) {
        const std::int64_t token = strip.begin + i;
        push(window, loadRow(x + token * rowSize, token < length));
        Row result;
#pragma unroll
        for (int c = 0; c < kVector; ++c) {
            const float p = filter.apply(window, c);
            result.value[c] = p * sigmoid(p);
        }
        if (token < length) {
            storeRow(out + token * channels, result);
        }
    }
}

/// In: as convForward, and du [batch, length, D].
/// Out: dxz [batch, length, 2D], its first half; parts [batch, token blocks, 5, D]: the sums over
/// a block's tokens of the gradients of the four taps and the bias.
__global__ void __launch_bounds__(kBlockGroups* kStrips)
    convBackward(const Bf16* xz, const float* weights, const float* biases, const Bf16* du,
                 Bf16* dxz, float* parts, std::int64_t length, std::int64_t channels) {
    __shared__ float stripSums[kStrips][kSums][kBlockChannels];
    const Strip strip;
    float sums[kVector][kSums] = {};
    if (strip.channel < channels && strip.begin < length) {
        const Filter filter(weights, biases, strip.channel);
        const std::int64_t rowSize = 2 * channels;
        const Bf16* x = xz + strip.batch * length * rowSize + strip.channel;
        const Bf16* gradient = du + strip.batch * length * channels + strip.channel;
        Bf16* out = dxz + strip.batch * length * rowSize + strip.channel;
        Row window[kTaps];
        Row dp[kTaps] = {}; // dp_{t-3} .. dp_t
        startWindow(window, x, strip.begin, rowSize);
        // dx_t needs dp up to t + 3, so the walk goes three tokens past the strip.
#pragma unroll 4
        for (int i = 0; i < kStrip + kTaps - 1; ++i) {
            const std::int64_t token = strip.begin + i;
            push(window, loadRow(x + token * rowSize, token < length));
            Row next = loadRow(gradient + token * channels, token < length);
#pragma unroll
            for (int c = 0; c < kVector; ++c) {
                const float p = filter.apply(window, c);
                next.value[c] *= siluSlope(p, sigmoid(p));
            }
            push(dp, next);
            if (i < kStrip) {
#pragma unroll
                for (int c = 0; c < kVector; ++c) {
#pragma unroll
                    for (int k = 0; k < kTaps; ++k) {
                        sums[c][k] = fmaf(next.value[c], window[k].value[c], sums[c][k]);
                    }
                    sums[c][kTaps] += next.value[c];
                }
            }
            const std::int64_t written = token - (kTaps - 1);
            if (written >= strip.begin && written < length) {
                Row result;
#pragma unroll
                for (int c = 0; c < kVector; ++c) {
                    float sum = 0.0f;
#pragma unroll
                    for (int k = 0; k < kTaps; ++k) {
                        // x_t enters p_{t+j} with tap 3 - j.
                        sum = fmaf(filter.weight[c][kTaps - 1 - k], dp[k].value[c], sum);
                    }
                    result.value[c] = sum;
                }
                storeRow(out + written * rowSize, result);
            }
        }
    }
#pragma unroll
    for (int c = 0; c < kVector; ++c) {
#pragma unroll
        for (int s = 0; s < kSums; ++s) {
            stripSums[threadIdx.y][s][kVector * threadIdx.x + c] = sums[c][s];
        }
    }
    __syncthreads();
    const int thread = threadIdx.y * kBlockGroups + threadIdx.x;
    const std::int64_t channel = static_cast<std::int64_t>(blockIdx.x) * kBlockChannels + thread;
    if (channel < channels) {
        const std::int64_t block = static_cast<std::int64_t>(blockIdx.z) * gridDim.y + blockIdx.y;
#pragma unroll
        for (int s = 0; s < kSums; ++s) {
            float sum = 0.0f;
#pragma unroll
            for (int y = 0; y < kStrips; ++y) {
                sum += stripSums[y][s][thread];
            }
            parts[(block * kSums + s) * channels + channel] = sum;
        }
    }
}
static_assert(kBlockGroups * kStrips == kBlockChannels, "one thread sums one channel");

bool convTakes(std::int64_t batch, std::int64_t length, std::int64_t channels) {
    constexpr std::int64_t kMaxGrid = 65535;
    return batch > 0 && batch <= kMaxGrid && length > 0 &&
           ceilDiv(length, kBlockTokens) <= kMaxGrid && channels > 0 && channels % 32 == 0;
}

dim3 convGrid(std::int64_t batch, std::int64_t length, std::int64_t channels) {
    return dim3(ceilDiv(channels, kBlockChannels), ceilDiv(length, kBlockTokens), batch);
}

constexpr dim3 kConvBlock(kBlockGroups, kStrips);

} // namespace
} // namespace gambade

using gambade::Bf16;

/// Tokens a block of the backward pass: parts has ceil(length / this) token blocks a picture.
GAMBADE_EXPORT int gambade_conv_block_tokens() {
    return gambade::kBlockTokens;
}

/// convForward: see there.
GAMBADE_EXPORT int gambade_conv_forward(const Bf16* xz, const float* weights, const float* biases,
                                        Bf16* u, std::int64_t batch, std::int64_t length,
                                        std::int64_t channels, cudaStream_t stream) {
    if (!gambade::convTakes(batch, length, channels)) {
        return cudaErrorInvalidValue;
    }
    return gambade::launch(gambade::convForward, gambade::convGrid(batch, length, channels),
                           gambade::kConvBlock, stream, xz, weights, biases, u, length, channels);
}

/// convBackward: see there.
GAMBADE_EXPORT int gambade_conv_backward(const Bf16* xz, const float* weights, const float* biases,
                                         const Bf16* du, Bf16* dxz, float* parts,
                                         std::int64_t batch, std::int64_t length,
                                         std::int64_t channels, cudaStream_t stream) {
    if (!gambade::convTakes(batch, length, channels)) {
        return cudaErrorInvalidValue;
    }
    return gambade::launch(gambade::convBackward, gambade::convGrid(batch, length, channels),
                           gambade::kConvBlock, stream, xz, weights, biases, du, dxz, parts, length,
                           channels);
}
