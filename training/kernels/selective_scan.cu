// Selective scan, forward (selective_scan.h has the method; network.md, section 4, the formula):
//   delta = softplus(dt + bias), h_t = exp(delta·A)·h_{t-1} + delta·B·u,
//   y = (C·h + skip·u)·silu(z)
// A thread owns two adjacent channels with all their states in registers: pair loads, and every
// row of B and C read from shared memory serves two channels.

#include "launch.h"
#include "selective_scan.h"

namespace gambade {
namespace {

constexpr int kBlockChannels = 2 * kBlockThreads;

dim3 scanGrid(const ScanSizes& sizes, std::int64_t batch) {
    return dim3(ceilDiv(sizes.channels, kBlockChannels), sizes.chunks(), batch);
}

/// Runs every chunk from a zero state.
/// In: u, dt [batch, length, D], projections [batch, length, R+32], bias [D].
/// Out: states [batch, chunks, 16, D] after the chunk, deltaSums [batch, chunks, D].
__global__ void __launch_bounds__(kBlockThreads)
    scanLocalStates(const Bf16* u, const Bf16* dt, const Bf16* projections, const float* bias,
                    float* states, float* deltaSums, ScanSizes sizes) {
    __shared__ __align__(16) float inputRows[kChunk][kStates];
    const Chunk chunk(sizes);
    stageColumns(inputRows, projections, chunk, sizes.rank + kProjected, sizes.rank);
    __syncthreads();

    const std::int64_t channels = sizes.channels;
    const std::int64_t channel = blockIdx.x * kBlockChannels + 2 * threadIdx.x;
    if (channel >= channels) {
        return;
    }
    const std::int64_t offset = chunk.firstRow * channels + channel;
    const float2 biases = *reinterpret_cast<const float2*>(bias + channel);
    float first[kStates] = {};
    float second[kStates] = {};
    float2 sums = {0.0f, 0.0f};
    for (int start = 0; start < chunk.tokens; start += kInterval) {
        std::uint32_t uPairs[kInterval];
        std::uint32_t dtPairs[kInterval];
#pragma unroll
        for (int i = 0; i < kInterval; ++i) {
            const std::int64_t step = chunk.readable(start + i) * channels;
            uPairs[i] = loadPair(u + offset + step);
            dtPairs[i] = loadPair(dt + offset + step);
        }
#pragma unroll
        for (int i = 0; i < kInterval; ++i) {
            const bool valid = start + i < chunk.tokens;
            float inputRow[kStates];
            loadRow(inputRow, inputRows[start + i]);
            const Step a = makeStep(lowHalf(dtPairs[i]) + biases.x, valid);
            const Step b = makeStep(highHalf(dtPairs[i]) + biases.y, valid);
            advance(first, a.decay, a.delta * lowHalf(uPairs[i]), inputRow);
            advance(second, b.decay, b.delta * highHalf(uPairs[i]), inputRow);
            sums.x += a.delta;
            sums.y += b.delta;
        }
    }
    float* stateRow = states + chunk.index * kStates * channels + channel;
#pragma unroll
    for (int n = 0; n < kStates; ++n) {
        *reinterpret_cast<float2*>(stateRow + n * channels) = {first[n], second[n]};
    }
    *reinterpret_cast<float2*>(deltaSums + chunk.index * channels + channel) = sums;
}

/// Carries states over the chunks, in place: each chunk's own result is replaced by the state it
/// starts from. Forward in time, or backward for the adjoint states. One thread a state.
__global__ void __launch_bounds__(256)
    scanCarry(float* states, const float* deltaSums, std::int64_t chunks, std::int64_t channels,
              bool backward) {
    constexpr int kAhead = 8; // chunks loaded together, to hide the latency
    const std::int64_t lane = static_cast<std::int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
    if (lane >= kStates * channels) {
        return;
    }
    const float rate = -static_cast<float>(lane / channels + 1);
    const std::int64_t firstChunk = blockIdx.y * chunks;
    float* chunkStates = states + firstChunk * kStates * channels + lane;
    const float* chunkSums = deltaSums + firstChunk * channels + lane % channels;
    float carried = 0.0f;
    for (std::int64_t base = 0; base < chunks; base += kAhead) {
        float local[kAhead];
        float sum[kAhead];
#pragma unroll
        for (int i = 0; i < kAhead; ++i) {
            const std::int64_t chunk = backward ? chunks - 1 - base - i : base + i;
            if (base + i < chunks) {
                local[i] = chunkStates[chunk * kStates * channels];
                sum[i] = chunkSums[chunk * channels];
            }
        }
#pragma unroll
        for (int i = 0; i < kAhead; ++i) {
            const std::int64_t chunk = backward ? chunks - 1 - base - i : base + i;
            if (base + i < chunks) {
                chunkStates[chunk * kStates * channels] = carried;
                carried = fmaf(exponential(rate * sum[i]), carried, local[i]);
            }
        }
    }
}

/// C·h of one channel.
__device__ inline float readOut(const float (&state)[kStates], const float (&outputRow)[kStates]) {
    float sums[4] = {};
#pragma unroll
    for (int n = 0; n < kStates; ++n) {
        sums[n % 4] = fmaf(outputRow[n], state[n], sums[n % 4]);
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

__device__ inline void storeCheckpoint(Bf16* place, const float (&state)[kStates]) {
#pragma unroll
    for (int half = 0; half < 2; ++half) {
        const float* s = state + 8 * half;
        reinterpret_cast<uint4*>(place)[half] = {packPair(s[0], s[1]), packPair(s[2], s[3]),
                                                 packPair(s[4], s[5]), packPair(s[6], s[7])};
    }
}

/// Runs every chunk from its true state and writes the gated output.
/// In: as scanLocalStates; xz [batch, length, 2D] for z; skip [D]; states: where chunks start.
/// Out: y [batch, length, D]; checkpoints [batch, intervals, D, 16], the bf16 states before every
/// kInterval-th token, or null.
__global__ void __launch_bounds__(kBlockThreads)
    scanOutput(const Bf16* u, const Bf16* dt, const Bf16* projections, const Bf16* xz,
               const float* bias, const float* skip, const float* states, Bf16* y,
               Bf16* checkpoints, ScanSizes sizes) {
    __shared__ __align__(16) float inputRows[kChunk][kStates];
    __shared__ __align__(16) float outputRows[kChunk][kStates];
    const Chunk chunk(sizes);
    const std::int64_t rowSize = sizes.rank + kProjected;
    stageColumns(inputRows, projections, chunk, rowSize, sizes.rank);
    stageColumns(outputRows, projections, chunk, rowSize, sizes.rank + kStates);
    __syncthreads();

    const std::int64_t channels = sizes.channels;
    const std::int64_t channel = blockIdx.x * kBlockChannels + 2 * threadIdx.x;
    if (channel >= channels) {
        return;
    }
    const std::int64_t offset = chunk.firstRow * channels + channel;
    const Bf16* z = xz + chunk.firstRow * 2 * channels + channels + channel;
    const std::int64_t firstInterval =
        blockIdx.z * sizes.intervals() + static_cast<std::int64_t>(blockIdx.y) * kChunk / kInterval;
    const float2 biases = *reinterpret_cast<const float2*>(bias + channel);
    const float2 skips = *reinterpret_cast<const float2*>(skip + channel);
    const float* stateRow = states + chunk.index * kStates * channels + channel;
    float first[kStates];
    float second[kStates];
#pragma unroll
    for (int n = 0; n < kStates; ++n) {
        const float2 pair = *reinterpret_cast<const float2*>(stateRow + n * channels);
        first[n] = pair.x;
        second[n] = pair.y;
    }
    for (int start = 0; start < chunk.tokens; start += kInterval) {
        std::uint32_t uPairs[kInterval];
        std::uint32_t dtPairs[kInterval];
        std::uint32_t zPairs[kInterval];
#pragma unroll
        for (int i = 0; i < kInterval; ++i) {
            const std::int64_t step = chunk.readable(start + i) * channels;
            uPairs[i] = loadPair(u + offset + step);
            dtPairs[i] = loadPair(dt + offset + step);
            zPairs[i] = loadPair(z + 2 * step);
        }
        if (checkpoints != nullptr) {
            const std::int64_t interval = firstInterval + start / kInterval;
            Bf16* place = checkpoints + (interval * channels + channel) * kStates;
            storeCheckpoint(place, first);
            storeCheckpoint(place + kStates, second);
        }
#pragma unroll
        for (int i = 0; i < kInterval; ++i) {
            const bool valid = start + i < chunk.tokens;
            float row[kStates];
            loadRow(row, inputRows[start + i]);
            const float2 inputs = {lowHalf(uPairs[i]), highHalf(uPairs[i])};
            const Step a = makeStep(lowHalf(dtPairs[i]) + biases.x, valid);
            const Step b = makeStep(highHalf(dtPairs[i]) + biases.y, valid);
            advance(first, a.decay, a.delta * inputs.x, row);
            advance(second, b.decay, b.delta * inputs.y, row);
            loadRow(row, outputRows[start + i]);
            const float2 gates = {lowHalf(zPairs[i]), highHalf(zPairs[i])};
            const float low = fmaf(skips.x, inputs.x, readOut(first, row));
            const float high = fmaf(skips.y, inputs.y, readOut(second, row));
            if (valid) {
                *reinterpret_cast<std::uint32_t*>(y + offset + (start + i) * channels) =
                    packPair(low * gates.x * sigmoid(gates.x), high * gates.y * sigmoid(gates.y));
            }
        }
    }
}

} // namespace
} // namespace gambade

using gambade::Bf16;
using gambade::ScanSizes;

/// Tokens a chunk: states and deltaSums have ceil(length / this) rows a picture.
GAMBADE_EXPORT int gambade_scan_chunk_tokens() {
    return gambade::kChunk;
}

/// Tokens between checkpoints: ceil(length / this) a picture.
GAMBADE_EXPORT int gambade_scan_checkpoint_tokens() {
    return gambade::kInterval;
}

/// scanLocalStates: see there.
GAMBADE_EXPORT int gambade_scan_local_states(const Bf16* u, const Bf16* dt, const Bf16* projections,
                                             const float* bias, float* states, float* deltaSums,
                                             std::int64_t batch, std::int64_t length,
                                             std::int64_t channels, std::int64_t rank,
                                             cudaStream_t stream) {
    const ScanSizes sizes{length, channels, rank};
    if (!gambade::scanTakes(sizes, batch)) {
        return cudaErrorInvalidValue;
    }
    return gambade::launch(gambade::scanLocalStates, gambade::scanGrid(sizes, batch),
                           dim3(gambade::kBlockThreads), stream, u, dt, projections, bias, states,
                           deltaSums, sizes);
}

/// scanCarry over states [batch, chunks, 16, D]; backward is 0 or 1.
GAMBADE_EXPORT int gambade_scan_carry(float* states, const float* deltaSums, std::int64_t batch,
                                      std::int64_t length, std::int64_t channels,
                                      std::int64_t backward, cudaStream_t stream) {
    const ScanSizes sizes{length, channels, 0};
    if (!gambade::scanTakes(sizes, batch)) {
        return cudaErrorInvalidValue;
    }
    constexpr int kThreads = 256;
    const dim3 grid(gambade::ceilDiv(gambade::kStates * channels, kThreads), batch);
    return gambade::launch(gambade::scanCarry, grid, dim3(kThreads), stream, states, deltaSums,
                           sizes.chunks(), channels, backward != 0);
}

/// scanOutput: see there.
GAMBADE_EXPORT int gambade_scan_output(const Bf16* u, const Bf16* dt, const Bf16* projections,
                                       const Bf16* xz, const float* bias, const float* skip,
                                       const float* states, Bf16* y, Bf16* checkpoints,
                                       std::int64_t batch, std::int64_t length,
                                       std::int64_t channels, std::int64_t rank,
                                       cudaStream_t stream) {
    const ScanSizes sizes{length, channels, rank};
    if (!gambade::scanTakes(sizes, batch)) {
        return cudaErrorInvalidValue;
    }
    return gambade::launch(gambade::scanOutput, gambade::scanGrid(sizes, batch),
                           dim3(gambade::kBlockThreads), stream, u, dt, projections, xz, bias, skip,
                           states, y, checkpoints, sizes);
}
