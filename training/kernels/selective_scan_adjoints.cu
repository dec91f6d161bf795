// Selective scan, backward, the first pass. With dy the gradient of C·h + skip·u, the adjoint of
// h_t is
//   g_t = C_t·dy_t + r_{t+1},  r_t = exp(delta_t·A)·g_t,
// a scan against time, done like the forward one: each chunk from zero here, then scanCarry over
// the chunks, then selective_scan_backward.cu from the true adjoints.

#include "launch.h"
#include "selective_scan.h"

namespace gambade {
namespace {

constexpr int kBlockChannels = 2 * kBlockThreads;

/// r <- decay · (C·dy + r) for the 16 states of a channel.
__device__ inline void retreat(float (&adjoint)[kStates], float decay, float dy,
                               const float (&outputRow)[kStates]) {
    DecayPowers decays(decay);
#pragma unroll
    for (int group = 0; group < 4; ++group) {
#pragma unroll
        for (int k = 0; k < 4; ++k) {
            const int n = 4 * group + k;
            adjoint[n] = decays.power[k] * fmaf(outputRow[n], dy, adjoint[n]);
        }
        if (group < 3) {
            decays.next();
        }
    }
}

/// Runs every chunk against time from a zero adjoint; two channels a thread.
/// In: dt, dOutput [batch, length, D], projections, xz (for z), bias.
/// Out: adjoints [batch, chunks, 16, D]: r of the chunk's first token.
__global__ void __launch_bounds__(kBlockThreads)
    scanLocalAdjoints(const Bf16* dt, const Bf16* dOutput, const Bf16* projections, const Bf16* xz,
                      const float* bias, float* adjoints, ScanSizes sizes) {
    __shared__ __align__(16) float outputRows[kChunk][kStates];
    const Chunk chunk(sizes);
    stageColumns(outputRows, projections, chunk, sizes.rank + kProjected, sizes.rank + kStates);
    __syncthreads();

    const std::int64_t channels = sizes.channels;
    const std::int64_t channel = blockIdx.x * kBlockChannels + 2 * threadIdx.x;
    if (channel >= channels) {
        return;
    }
    const std::int64_t offset = chunk.firstRow * channels + channel;
    const Bf16* z = xz + chunk.firstRow * 2 * channels + channels + channel;
    const float2 biases = *reinterpret_cast<const float2*>(bias + channel);
    float first[kStates] = {};
    float second[kStates] = {};
    for (int start = (chunk.tokens - 1) / kInterval * kInterval; start >= 0; start -= kInterval) {
        std::uint32_t dtPairs[kInterval];
        std::uint32_t dOutputPairs[kInterval];
        std::uint32_t zPairs[kInterval];
#pragma unroll
        for (int i = 0; i < kInterval; ++i) {
            const std::int64_t step = chunk.readable(start + i) * channels;
            dtPairs[i] = loadPair(dt + offset + step);
            dOutputPairs[i] = loadPair(dOutput + offset + step);
            zPairs[i] = loadPair(z + 2 * step);
        }
#pragma unroll
        for (int i = kInterval - 1; i >= 0; --i) {
            const bool valid = start + i < chunk.tokens;
            float row[kStates];
            loadRow(row, outputRows[start + i]);
            const Step a = makeStep(lowHalf(dtPairs[i]) + biases.x, valid);
            const Step b = makeStep(highHalf(dtPairs[i]) + biases.y, valid);
            const float2 gates = {lowHalf(zPairs[i]), highHalf(zPairs[i])};
            const float low = lowHalf(dOutputPairs[i]) * gates.x * sigmoid(gates.x);
            const float high = highHalf(dOutputPairs[i]) * gates.y * sigmoid(gates.y);
            retreat(first, a.decay, valid ? low : 0.0f, row);
            retreat(second, b.decay, valid ? high : 0.0f, row);
        }
    }
    float* adjointRow = adjoints + chunk.index * kStates * channels + channel;
#pragma unroll
    for (int n = 0; n < kStates; ++n) {
        *reinterpret_cast<float2*>(adjointRow + n * channels) = {first[n], second[n]};
    }
}

} // namespace
} // namespace gambade

using gambade::Bf16;
using gambade::ScanSizes;

/// scanLocalAdjoints: see there. gambade_scan_carry with backward = 1 comes next.
GAMBADE_EXPORT int gambade_scan_local_adjoints(const Bf16* dt, const Bf16* dOutput,
                                               const Bf16* projections, const Bf16* xz,
                                               const float* bias, float* adjoints,
                                               std::int64_t batch, std::int64_t length,
                                               std::int64_t channels, std::int64_t rank,
                                               cudaStream_t stream) {
    const ScanSizes sizes{length, channels, rank};
    if (!gambade::scanTakes(sizes, batch)) {
        return cudaErrorInvalidValue;
    }
    const dim3 grid(gambade::ceilDiv(channels, gambade::kBlockChannels), sizes.chunks(), batch);
    return gambade::launch(gambade::scanLocalAdjoints, grid, dim3(gambade::kBlockThreads), stream,
                           dt, dOutput, projections, xz, bias, adjoints, sizes);
}
