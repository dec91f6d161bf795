// Selective scan in three passes over chunks of kChunk rows: every chunk from a zero state, the
// states carried over the chunks, every chunk again from its true state. A chunk's decay needs only
// the sum of its Δ. A thread owns two adjacent channels with all their states in registers; the
// steps that training has too are shared with it (training/kernels/selective_scan.h).

#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/ops.h"
#include "reconstruction/cuda/values.h"
#include "training/kernels/selective_scan.h"

namespace gambade::cuda {

namespace {

static_assert(kStates == kStateSize);

constexpr int kBlockChannels = 2 * kBlockThreads;
constexpr float kLog2E = 1.44269504F;

std::int64_t chunksOf(int rows) {
    return ceilDiv(rows, kChunk);
}

/// Where the working memory's parts begin.
struct Work {
    float* states;    ///< [batch × chunks × kStates × channels]
    float* deltaSums; ///< [batch × chunks × channels]

    template <typename T>
    explicit Work(const Scan<T>& scan)
        : states(scan.work),
          deltaSums(scan.work + scan.batch * chunksOf(scan.rows) * kStates * scan.channels) {}
};

/// 16 columns of a chunk's rows of B and C to shared memory, zeros past the end.
template <typename T>
__device__ void stageRows(float (&rows)[kChunk][kStates], const T* columns, const Chunk& chunk,
                          int stride) {
    const int state = static_cast<int>(threadIdx.x) % kStates;
    const T* place = columns + chunk.firstRow * stride + state;
#pragma unroll
    for (int token = static_cast<int>(threadIdx.x) / kStates; token < kChunk;
         token += kBlockThreads / kStates) {
        const float value = load(place + static_cast<std::int64_t>(chunk.readable(token)) * stride);
        rows[token][state] = token < chunk.tokens ? value : 0.0F;
    }
}

/// One channel's states and what moves them on.
template <bool kUnitDecay>
struct Channel {
    float state[kStates];
    float decay[kUnitDecay ? 1 : kStates];

    __device__ void step(float delta, float u, const float (&inputRow)[kStates]) {
        if constexpr (kUnitDecay) {
            advance(state, exp2f(-kLog2E * delta), delta * u, inputRow);
        } else {
#pragma unroll
            for (int n = 0; n < kStates; ++n) {
                state[n] = fmaf(exp2f(delta * decay[n]), state[n], delta * u * inputRow[n]);
            }
        }
    }

    __device__ float readOut(const float (&outputRow)[kStates]) const {
        float sums[4] = {};
#pragma unroll
        for (int n = 0; n < kStates; ++n) {
            sums[n % 4] = fmaf(outputRow[n], state[n], sums[n % 4]);
        }
        return (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }
};

/// Loads one value per state of two adjacent channels.
template <typename First, typename Second>
__device__ void loadStates(const float* place, int channels, First& first, Second& second) {
#pragma unroll
    for (int n = 0; n < kStates; ++n) {
        const float2 two = loadTwo(place + n * channels);
        first[n] = two.x;
        second[n] = two.y;
    }
}

/// Without output: runs a chunk from a zero state; leaves its state and the sum of its Δ.
/// With output: runs it from its true state and writes y.
template <typename T, bool kUnitDecay, bool kOutput>
__global__ void __launch_bounds__(kBlockThreads) scanChunk(Scan<T> scan, Work work) {
    __shared__ __align__(16) float inputRows[kChunk][kStates];
    __shared__ __align__(16) float outputRows[kOutput ? kChunk : 1][kStates];
    const Chunk chunk(ScanSizes{scan.rows, scan.channels, 0});
    stageRows(inputRows, scan.bc, chunk, scan.bcStride);
    if constexpr (kOutput) {
        stageRows(outputRows, scan.bc + kStates, chunk, scan.bcStride);
    }
    __syncthreads();

    const int channels = scan.channels;
    const int channel =
        static_cast<int>(blockIdx.x) * kBlockChannels + 2 * static_cast<int>(threadIdx.x);
    if (channel >= channels) {
        return;
    }
    Channel<kUnitDecay> first = {};
    Channel<kUnitDecay> second = {};
    if constexpr (!kUnitDecay) {
        const std::int64_t set = static_cast<std::int64_t>(blockIdx.z) * kStates * channels;
        loadStates(scan.decay + set + channel, channels, first.decay, second.decay);
    }
    float* states = work.states + chunk.index * kStates * channels + channel;
    float2 skip = {0, 0};
    if constexpr (kOutput) {
        loadStates(states, channels, first.state, second.state);
        skip = loadTwo(scan.skip + static_cast<std::int64_t>(blockIdx.z) * channels + channel);
    }
    const std::int64_t offset = chunk.firstRow * channels + channel;
    float2 deltaSum = {0, 0};
    for (int start = 0; start < chunk.tokens; start += kInterval) {
        float2 u[kInterval];
        float2 delta[kInterval];
        float2 gate[kInterval];
#pragma unroll
        for (int i = 0; i < kInterval; ++i) {
            const std::int64_t token = chunk.readable(start + i);
            u[i] = loadTwo(scan.u + offset + token * channels);
            delta[i] = loadTwo(scan.delta + offset + token * channels);
            if constexpr (kOutput) {
                gate[i] = loadTwo(scan.gate + (chunk.firstRow + token) * scan.gateStride + channel);
            }
        }
#pragma unroll
        for (int i = 0; i < kInterval; ++i) {
            const bool valid = start + i < chunk.tokens;
            const float2 d = valid ? delta[i] : float2{0, 0}; // changes no state
            float row[kStates];
            loadRow(row, inputRows[start + i]);
            first.step(d.x, u[i].x, row);
            second.step(d.y, u[i].y, row);
            if constexpr (kOutput) {
                loadRow(row, outputRows[start + i]);
                const float x = fmaf(skip.x, u[i].x, first.readOut(row));
                const float y = fmaf(skip.y, u[i].y, second.readOut(row));
                if (valid) {
                    storeTwo(
                        scan.y + offset + static_cast<std::int64_t>(start + i) * channels,
                        {x * gate[i].x * sigmoid(gate[i].x), y * gate[i].y * sigmoid(gate[i].y)});
                }
            } else {
                deltaSum.x += d.x;
                deltaSum.y += d.y;
            }
        }
    }
    if constexpr (!kOutput) {
#pragma unroll
        for (int n = 0; n < kStates; ++n) {
            storeTwo(states + n * channels, {first.state[n], second.state[n]});
        }
        storeTwo(work.deltaSums + chunk.index * channels + channel, deltaSum);
    }
}

constexpr int kCarryThreads = 256;

/// Replaces each chunk's own result by the state it starts from. A thread per channel and state.
__global__ void __launch_bounds__(kCarryThreads)
    carryStates(Work work, const float* decay, const float* initial, float* last, int chunks,
                int channels) {
    constexpr int kAhead = 8; // chunks loaded together, to hide the latency
    const int lanes = kStates * channels;
    const int lane = static_cast<int>(blockIdx.x) * kCarryThreads + static_cast<int>(threadIdx.x);
    if (lane >= lanes) {
        return;
    }
    const std::int64_t batch = blockIdx.y;
    const int channel = lane % channels;
    const float rate = decay != nullptr ? decay[batch * lanes + lane]
                                        : -kLog2E * static_cast<float>(lane / channels + 1);
    float* states = work.states + batch * chunks * lanes + lane;
    const float* sums = work.deltaSums + batch * chunks * channels + channel;
    float carried = initial != nullptr ? initial[batch * lanes + lane] : 0.0F;
    for (int base = 0; base < chunks; base += kAhead) {
        float local[kAhead];
        float sum[kAhead];
#pragma unroll
        for (int i = 0; i < kAhead; ++i) {
            const std::int64_t chunk = min(base + i, chunks - 1);
            local[i] = states[chunk * lanes];
            sum[i] = sums[chunk * channels];
        }
#pragma unroll
        for (int i = 0; i < kAhead; ++i) {
            if (base + i < chunks) {
                states[static_cast<std::int64_t>(base + i) * lanes] = carried;
                carried = fmaf(exp2f(rate * sum[i]), carried, local[i]);
            }
        }
    }
    if (last != nullptr) {
        last[batch * lanes + lane] = carried;
    }
}

template <typename T, bool kUnitDecay>
void scanPasses(const Scan<T>& scan, cudaStream_t stream) {
    const Work work(scan);
    const auto chunks = static_cast<unsigned>(chunksOf(scan.rows));
    const auto batch = static_cast<unsigned>(scan.batch);
    const dim3 grid(static_cast<unsigned>(ceilDiv(scan.channels, kBlockChannels)), chunks, batch);
    launch(scanChunk<T, kUnitDecay, false>, grid, dim3(kBlockThreads), stream, scan, work);
    const dim3 carryGrid(
        static_cast<unsigned>(ceilDiv(std::int64_t{kStates} * scan.channels, kCarryThreads)),
        batch);
    launch(carryStates, carryGrid, dim3(kCarryThreads), stream, work, scan.decay, scan.initial,
           scan.last, static_cast<int>(chunks), scan.channels);
    if (scan.gate != nullptr) {
        launch(scanChunk<T, kUnitDecay, true>, grid, dim3(kBlockThreads), stream, scan, work);
    }
}

} // namespace

std::size_t scanWork(int rows, int channels, int batch) {
    return static_cast<std::size_t>(batch * chunksOf(rows) * (kStates + 1) * channels);
}

template <typename T>
void selectiveScan(const Scan<T>& scan, cudaStream_t stream) {
    if (scan.decay != nullptr) {
        scanPasses<T, false>(scan, stream);
    } else {
        scanPasses<T, true>(scan, stream);
    }
}

template void selectiveScan(const Scan<float>&, cudaStream_t);
template void selectiveScan(const Scan<Bf16>&, cudaStream_t);

} // namespace gambade::cuda
