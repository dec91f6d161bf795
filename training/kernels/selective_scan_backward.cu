// Selective scan, backward, the last pass (selective_scan_adjoints.cu has the first): recomputes
// the states h from the forward pass's checkpoints, continues the adjoints g and r, and turns both
// into the gradients. With dy the gradient of C·h + skip·u:
//   d(delta·u) = sum_n g_n·B_n,  d(delta) = u·d(delta·u) - sum_n (n+1)·r_n·h_{t-1,n},
//   dB_n = sum_channels g_n·delta·u,  dC_n = sum_channels dy·h_n.

#include "lane_sums.h"
#include "launch.h"
#include "selective_scan.h"

namespace gambade {
namespace {

constexpr int kWarps = kBlockThreads / 32;
constexpr int kPairs = kStates / 2; // a channel's states as bf16 pairs

/// What one warp copies ahead for kInterval tokens of its 32 channels.
struct __align__(16) WarpTile {
    Bf16 u[kInterval][32];
    Bf16 dt[kInterval][32];
    Bf16 z[kInterval][32];
    Bf16 dOutput[kInterval][32];
    std::uint32_t states[32][kPairs]; ///< before the first token
};

struct GradientInputs {
    const Bf16* u;           ///< [batch, length, D]
    const Bf16* dt;          ///< [batch, length, D]
    const Bf16* projections; ///< [batch, length, R + 32]
    const Bf16* xz;          ///< [batch, length, 2D], z in the second half
    const Bf16* dOutput;     ///< [batch, length, D]
    const float* bias;       ///< [D]
    const float* skip;       ///< [D]
    const Bf16* checkpoints; ///< [batch, intervals, D, 16]
    const float* adjoints;   ///< [batch, chunks, 16, D]: r that enters each chunk from its right
};

struct GradientOutputs {
    Bf16* du;                ///< [batch, length, D], the scan's part
    Bf16* ddt;               ///< [batch, length, D]
    Bf16* dxz;               ///< [batch, length, 2D]; the second half is written
    float* dProjectionParts; ///< [batch, length, channel blocks, 32]
    float* parameterParts;   ///< [batch, chunks, 2, D]: d(bias), d(skip)
};

/// Starts the copies of one interval's values to a warp's tile; 16 bytes a lane and tensor.
__device__ inline void copyTile(WarpTile& tile, const GradientInputs& in, const Chunk& chunk,
                                const ScanSizes& sizes, std::int64_t warpChannel, int start,
                                int lane) {
    const int token = lane / 4;
    const int piece = lane % 4 * 8;
    const bool valid = start + token < chunk.tokens;
    const std::int64_t row = chunk.firstRow + (valid ? start + token : 0);
    const std::int64_t at = row * sizes.channels + warpChannel + piece;
    copyAsync(&tile.u[token][piece], in.u + at, valid);
    copyAsync(&tile.dt[token][piece], in.dt + at, valid);
    copyAsync(&tile.dOutput[token][piece], in.dOutput + at, valid);
    // Row r of xz starts at 2·D·r, of the others at D·r; z is D further.
    copyAsync(&tile.z[token][piece], in.xz + at + (row + 1) * sizes.channels, valid);
    const std::int64_t interval =
        blockIdx.z * sizes.intervals() +
        (static_cast<std::int64_t>(blockIdx.y) * kChunk + start) / kInterval;
    const Bf16* states = in.checkpoints + (interval * sizes.channels + warpChannel) * kStates;
    auto* place = reinterpret_cast<uint4*>(&tile.states[0][0]);
    copyAsync(place + lane, reinterpret_cast<const uint4*>(states) + lane, true);
    copyAsync(place + 32 + lane, reinterpret_cast<const uint4*>(states) + 32 + lane, true);
}

/// Writes a tile whose u, dt and z have been replaced by their gradients.
__device__ inline void storeTile(const WarpTile& tile, const GradientOutputs& out,
                                 const Chunk& chunk, const ScanSizes& sizes,
                                 std::int64_t warpChannel, int start, int lane) {
    const int token = lane / 4;
    const int piece = lane % 4 * 8;
    if (start + token < chunk.tokens) {
        const std::int64_t row = chunk.firstRow + start + token;
        const std::int64_t at = row * sizes.channels + warpChannel + piece;
        const auto copy = [](Bf16* place, const Bf16* values) {
            *reinterpret_cast<uint4*>(place) = *reinterpret_cast<const uint4*>(values);
        };
        copy(out.du + at, &tile.u[token][piece]);
        copy(out.ddt + at, &tile.dt[token][piece]);
        copy(out.dxz + at + (row + 1) * sizes.channels, &tile.z[token][piece]);
    }
}

__device__ inline void packStates(std::uint32_t (&pairs)[kPairs], const float (&state)[kStates]) {
#pragma unroll
    for (int pair = 0; pair < kPairs; ++pair) {
        pairs[pair] = packPair(state[2 * pair], state[2 * pair + 1]);
    }
}

__device__ inline float elementOf(const std::uint32_t (&pairs)[kPairs], int n) {
    return n % 2 == 0 ? lowHalf(pairs[n / 2]) : highHalf(pairs[n / 2]);
}

/// Sums over a channel's states that one token's step back yields.
struct StepBack {
    float output;       ///< C·h
    float inputAdjoint; ///< sum of g·B
    float decayAdjoint; ///< sum of (n+1)·r·h_{t-1}
};

/// One token against time: advances `adjoint` (r), and adds this lane's dB and dC to the sums.
/// `state`: h_t; `previous`: h_{t-1}; input = delta·u.
__device__ inline StepBack stepBack(float (&adjoint)[kStates], const std::uint32_t (&state)[kPairs],
                                    const std::uint32_t (&previous)[kPairs], float decay, float dy,
                                    float input, const float* inputRow, const float* outputRow,
                                    const LaneSums& laneSums, float (&dInput)[4],
                                    float (&dOutput)[4]) {
    const std::uint32_t dyPair = packPair(dy, dy);
    const std::uint32_t inputPair = packPair(input, input);
    DecayPowers decays(decay);
    StepBack sums[2] = {};
#pragma unroll
    for (int group = 0; group < 4; ++group) {
        const float4 fourB = reinterpret_cast<const float4*>(inputRow)[group];
        const float4 fourC = reinterpret_cast<const float4*>(outputRow)[group];
        const float b[4] = {fourB.x, fourB.y, fourB.z, fourB.w};
        const float c[4] = {fourC.x, fourC.y, fourC.z, fourC.w};
        float g[4];
#pragma unroll
        for (int k = 0; k < 4; ++k) {
            const int n = 4 * group + k;
            StepBack& sum = sums[k % 2];
            g[k] = fmaf(c[k], dy, adjoint[n]);
            adjoint[n] = decays.power[k] * g[k];
            sum.output = fmaf(c[k], elementOf(state, n), sum.output);
            sum.inputAdjoint = fmaf(b[k], g[k], sum.inputAdjoint);
            sum.decayAdjoint = fmaf(static_cast<float>(n + 1), adjoint[n] * elementOf(previous, n),
                                    sum.decayAdjoint);
        }
        laneSums.add(dInput, group, multiplyPairs(packPair(g[0], g[1]), inputPair),
                     multiplyPairs(packPair(g[2], g[3]), inputPair));
        laneSums.add(dOutput, group, multiplyPairs(state[2 * group], dyPair),
                     multiplyPairs(state[2 * group + 1], dyPair));
        if (group < 3) {
            decays.next();
        }
    }
    return {sums[0].output + sums[1].output, sums[0].inputAdjoint + sums[1].inputAdjoint,
            sums[0].decayAdjoint + sums[1].decayAdjoint};
}

/// The last pass; a thread owns one channel of one chunk, a block 128 channels.
__global__ void __launch_bounds__(kBlockThreads, 3)
    scanGradient(GradientInputs in, GradientOutputs out, ScanSizes sizes) {
    __shared__ __align__(16) float inputRows[kChunk][kStates];
    __shared__ __align__(16) float outputRows[kChunk][kStates];
    __shared__ WarpTile tiles[2][kWarps];
    __shared__ float warpSums[2][kWarps][kInterval][kProjected];
    const Chunk chunk(sizes);
    const std::int64_t rowSize = sizes.rank + kProjected;
    stageColumns(inputRows, in.projections, chunk, rowSize, sizes.rank);
    stageColumns(outputRows, in.projections, chunk, rowSize, sizes.rank + kStates);
    __syncthreads();

    const std::int64_t channels = sizes.channels;
    const std::int64_t blockChannel = static_cast<std::int64_t>(blockIdx.x) * kBlockThreads;
    const int lane = threadIdx.x % 32;
    const int warp = threadIdx.x / 32;
    const int usedWarps =
        static_cast<int>(min((channels - blockChannel) / 32, static_cast<std::int64_t>(kWarps)));
    // Spare warps of the last block repeat its last warp's work and write the same values; only
    // the sums over channels leave them out.
    const std::int64_t warpChannel = blockChannel + min(warp, usedWarps - 1) * 32;
    const std::int64_t channel = warpChannel + lane;
    const int intervals = (chunk.tokens + kInterval - 1) / kInterval;
    const LaneSums laneSums(lane);
    const float bias = in.bias[channel];
    const float skip = in.skip[channel];
    float adjoint[kStates];
#pragma unroll
    for (int n = 0; n < kStates; ++n) {
        adjoint[n] = in.adjoints[(chunk.index * kStates + n) * channels + channel];
    }
    copyTile(tiles[(intervals - 1) % 2][warp], in, chunk, sizes, warpChannel,
             (intervals - 1) * kInterval, lane);
    float dBias = 0.0f;
    float dSkip = 0.0f;
    for (int interval = intervals - 1; interval >= 0; --interval) {
        const int start = interval * kInterval;
        const int buffer = interval % 2;
        WarpTile& tile = tiles[buffer][warp];
        waitForCopies();
        __syncwarp();
        if (interval > 0) {
            copyTile(tiles[1 - buffer][warp], in, chunk, sizes, warpChannel, start - kInterval,
                     lane);
        }
        // Forward through the interval: history[i] is the state before token i.
        std::uint32_t history[kInterval + 1][kPairs];
        float delta[kInterval];
        float state[kStates];
#pragma unroll
        for (int half = 0; half < 2; ++half) {
            const uint4 four = reinterpret_cast<const uint4*>(tile.states[lane])[half];
            history[0][4 * half] = four.x;
            history[0][4 * half + 1] = four.y;
            history[0][4 * half + 2] = four.z;
            history[0][4 * half + 3] = four.w;
        }
#pragma unroll
        for (int n = 0; n < kStates; ++n) {
            state[n] = elementOf(history[0], n);
        }
#pragma unroll
        for (int i = 0; i < kInterval; ++i) {
            const bool valid = start + i < chunk.tokens;
            const Step step = makeStep(toFloat(tile.dt[i][lane]) + bias, valid);
            delta[i] = step.delta;
            float row[kStates];
            loadRow(row, inputRows[start + i]);
            advance(state, step.decay, step.delta * toFloat(tile.u[i][lane]), row);
            packStates(history[i + 1], state);
        }
#pragma unroll
        for (int i = kInterval - 1; i >= 0; --i) {
            // Not step.decay: the compiler would keep all its powers from the way forward.
            const float decay = exponential(-delta[i]);
            const float u = toFloat(tile.u[i][lane]);
            const float z = toFloat(tile.z[i][lane]);
            const float dOutput = toFloat(tile.dOutput[i][lane]);
            const float gate = sigmoid(z);
            const float dy = dOutput * z * gate;
            float dInputSums[4] = {};
            float dOutputSums[4] = {};
            const StepBack sums = stepBack(
                adjoint, history[i + 1], history[i], decay, dy, delta[i] * u, inputRows[start + i],
                outputRows[start + i], laneSums, dInputSums, dOutputSums);
            warpSums[buffer][warp][i][LaneSums::place(lane)] =
                LaneSums::finish(dInputSums, dOutputSums, lane);
            // softplus' = sigmoid(x) = 1 - exp(-delta), by its series where that cancels.
            const float slope =
                delta[i] < 0.01f ? delta[i] * (1.0f - 0.5f * delta[i]) : 1.0f - decay;
            const float ddt = slope * fmaf(u, sums.inputAdjoint, -sums.decayAdjoint);
            dBias += ddt;
            dSkip = fmaf(dy, u, dSkip);
            tile.u[i][lane] = toBf16(fmaf(delta[i], sums.inputAdjoint, skip * dy));
            tile.dt[i][lane] = toBf16(ddt);
            tile.z[i][lane] = toBf16(dOutput * fmaf(skip, u, sums.output) * siluSlope(z, gate));
        }
        __syncwarp();
        storeTile(tile, out, chunk, sizes, warpChannel, start, lane);
        // Two buffers of sums: one barrier an interval keeps readers and writers apart.
        __syncthreads();
        for (int entry = threadIdx.x; entry < kInterval * kProjected; entry += kBlockThreads) {
            const int token = entry / kProjected;
            const int column = entry % kProjected;
            float sum = 0.0f;
            for (int w = 0; w < usedWarps; ++w) {
                sum += warpSums[buffer][w][token][column];
            }
            if (start + token < chunk.tokens) {
                const std::int64_t row = chunk.firstRow + start + token;
                out.dProjectionParts[(row * gridDim.x + blockIdx.x) * kProjected + column] = sum;
            }
        }
    }
    float* parts = out.parameterParts + chunk.index * 2 * channels + channel;
    parts[0] = dBias;
    parts[channels] = dSkip;
}

/// dProjections[row, R + column] = sum of the channel blocks' parts; one thread an element.
__global__ void __launch_bounds__(256)
    scanSumParts(const float* parts, Bf16* dProjections, std::int64_t rows, std::int64_t blocks,
                 std::int64_t rank) {
    const std::int64_t index = static_cast<std::int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
    const std::int64_t row = index / kProjected;
    const std::int64_t column = index % kProjected;
    if (row >= rows) {
        return;
    }
    float sum = 0.0f;
    for (std::int64_t block = 0; block < blocks; ++block) {
        sum += parts[(row * blocks + block) * kProjected + column];
    }
    dProjections[row * (rank + kProjected) + rank + column] = toBf16(sum);
}

} // namespace
} // namespace gambade

using gambade::Bf16;
using gambade::ScanSizes;

/// Channels a block of the gradient pass: dProjectionParts has ceil(D / this) blocks.
GAMBADE_EXPORT int gambade_scan_block_channels() {
    return gambade::kBlockThreads;
}

/// scanGradient: the tensors of GradientInputs, then of GradientOutputs.
GAMBADE_EXPORT int gambade_scan_gradient(
    const Bf16* u, const Bf16* dt, const Bf16* projections, const Bf16* xz, const Bf16* dOutput,
    const float* bias, const float* skip, const Bf16* checkpoints, const float* adjoints, Bf16* du,
    Bf16* ddt, Bf16* dxz, float* dProjectionParts, float* parameterParts, std::int64_t batch,
    std::int64_t length, std::int64_t channels, std::int64_t rank, cudaStream_t stream) {
    const ScanSizes sizes{length, channels, rank};
    if (!gambade::scanTakes(sizes, batch)) {
        return cudaErrorInvalidValue;
    }
    const gambade::GradientInputs in{u,    dt,   projections, xz,      dOutput,
                                     bias, skip, checkpoints, adjoints};
    const gambade::GradientOutputs out{du, ddt, dxz, dProjectionParts, parameterParts};
    const dim3 grid(gambade::ceilDiv(channels, gambade::kBlockThreads), sizes.chunks(), batch);
    return gambade::launch(gambade::scanGradient, grid, dim3(gambade::kBlockThreads), stream, in,
                           out, sizes);
}

/// Sums dProjectionParts into columns R .. R+31 of dProjections [batch, length, R + 32].
GAMBADE_EXPORT int gambade_scan_sum_parts(const float* parts, Bf16* dProjections,
                                          std::int64_t batch, std::int64_t length,
                                          std::int64_t channels, std::int64_t rank,
                                          cudaStream_t stream) {
    if (!gambade::scanTakes({length, channels, rank}, batch)) {
        return cudaErrorInvalidValue;
    }
    constexpr int kThreads = 256;
    const std::int64_t rows = batch * length;
    const dim3 grid(gambade::ceilDiv(rows * gambade::kProjected, kThreads));
    return gambade::launch(gambade::scanSumParts, grid, dim3(kThreads), stream, parts, dProjections,
                           rows, gambade::ceilDiv(channels, gambade::kBlockThreads), rank);
}
