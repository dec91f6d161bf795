// Selective scan in three passes over chunks of kChunk rows: what every chunk adds to the state,
// the states carried over the chunks, then every chunk from its true state. A chunk's decay needs
// only the sum of its Δ. A thread owns two adjacent channels with all their states in registers.

#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/ops.h"
#include "reconstruction/cuda/values.h"
#include "training/kernels/selective_scan.h"

namespace gambade::cuda {

namespace {

static_assert(kStates == kStateSize);

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

/// One channel's states, and its decays unless they are −(n+1).
template <bool kUnitDecay>
struct Channel {
    float state[kStates] = {};
    float decay[kUnitDecay ? 1 : kStates] = {};

    /// Adds `input` of a row that lies `since` Δ before the end.
    __device__ void add(float since, float input, const float (&inputRow)[kStates]) {
        if constexpr (kUnitDecay) {
            const float first = exp2f(-kLog2E * since);
            const float second = first * first;
            const float fourth = second * second;
            float share[4] = {input * first, input * second, 0, 0};
            share[2] = share[0] * second;
            share[3] = share[1] * second;
#pragma unroll
            for (int n = 0; n < kStates; ++n) {
                state[n] = fmaf(share[n % 4], inputRow[n], state[n]);
                if (n < kStates - 4) {
                    share[n % 4] *= fourth;
                }
            }
        } else {
#pragma unroll
            for (int n = 0; n < kStates; ++n) {
                const float share = exp2f(since * decay[n]) * input;
                state[n] = fmaf(share, inputRow[n], state[n]);
            }
        }
    }

    __device__ void step(float delta, float input, const float (&inputRow)[kStates]) {
        if constexpr (kUnitDecay) {
            advance(state, exp2f(-kLog2E * delta), input, inputRow);
        } else {
#pragma unroll
            for (int n = 0; n < kStates; ++n) {
                state[n] = fmaf(exp2f(delta * decay[n]), state[n], input * inputRow[n]);
            }
        }
    }

    /// `sum` and what the states show.
    __device__ float readOut(float sum, const float (&outputRow)[kStates]) const {
        float other = outputRow[1] * state[1];
        sum = fmaf(outputRow[0], state[0], sum);
#pragma unroll
        for (int n = 2; n < kStates; n += 2) {
            sum = fmaf(outputRow[n], state[n], sum);
            other = fmaf(outputRow[n + 1], state[n + 1], other);
        }
        return sum + other;
    }
};

/// Loads one value per state of two adjacent channels.
__device__ void loadStates(const float* place, int channels, float (&first)[kStates],
                           float (&second)[kStates]) {
#pragma unroll
    for (int n = 0; n < kStates; ++n) {
        const float2 two = loadTwo(place + n * channels);
        first[n] = two.x;
        second[n] = two.y;
    }
}

constexpr int kOwn = 2; // adjacent channels a thread
constexpr int kWarpChannels = kOwn * kWarp;
constexpr int kBlockChannels = kOwn * kBlockThreads;
constexpr int kBlockWarps = kBlockThreads / kWarp;
constexpr int kStages = 2; // in flight at a time

/// Rows on their way through shared memory: copied there while earlier ones are at work, which
/// registers are not enough for. Each warp has its own channels and waits for nobody.
/// @tparam kArrays u and delta, and the gate where there is output
template <typename T, int kArrays>
struct Stage {
    static constexpr int kRows = 16 / sizeof(T);
    T values[kArrays][kBlockWarps][kRows][kWarpChannels];
};

/// A block's chunk and a thread's channels in it.
template <typename T, int kArrays>
struct Strip {
    using Rows = Stage<T, kArrays>;
    static constexpr int kRows = Rows::kRows;
    static constexpr int kPiece = 16 / sizeof(T); // values that a thread copies at once
    static constexpr int kPieces = kWarpChannels / kPiece;
    static constexpr int kAtOnce = kWarp / kPieces; // rows
    const Scan<T>& scan;
    Chunk chunk;
    int channel; ///< this thread's first
    int warp, lane;
    const T* sources[3]; ///< u, delta and gate: what this thread copies of the first rows
    int copied;          ///< the rows that it copies begin before this one

    __device__ explicit Strip(const Scan<T>& theScan)
        : scan(theScan), chunk(ScanSizes{scan.rows, scan.channels, 0}),
          channel(static_cast<int>(blockIdx.x) * kBlockChannels +
                  kOwn * static_cast<int>(threadIdx.x)),
          warp(static_cast<int>(threadIdx.x) / kWarp), lane(static_cast<int>(threadIdx.x) % kWarp) {
        const int from = static_cast<int>(blockIdx.x) * kBlockChannels + warp * kWarpChannels +
                         lane % kPieces * kPiece;
        const int row = lane / kPieces;
        copied = from < scan.channels ? chunk.tokens - row : 0;
        const std::int64_t at = copied > 0 ? chunk.firstRow + row : 0;
        const int column = copied > 0 ? from : 0;
        sources[0] = scan.u + at * scan.channels + column;
        sources[1] = scan.delta + at * scan.channels + column;
        sources[2] = scan.gate + at * scan.gateStride + column;
    }
    __device__ bool mine() const { return channel < scan.channels; }
    /// Where this sequence's parameters begin, in channels.
    __device__ std::int64_t parameters() const {
        return static_cast<std::int64_t>(blockIdx.z) * scan.channels;
    }
    /// Of this thread in the chunk's states.
    __device__ std::int64_t states() const {
        return chunk.index * kStates * scan.channels + channel;
    }

    /// Starts the copies of the rows from `start` on; zeros past the end.
    __device__ void copy(int start, Rows& stage) const {
#pragma unroll
        for (int first = 0; first < kRows; first += kAtOnce) {
            const bool valid = start >= 0 && start + first < copied;
            const int row = valid ? start + first : 0;
#pragma unroll
            for (int array = 0; array < kArrays; ++array) {
                const int stride = array < 2 ? scan.channels : scan.gateStride;
                copyAsync(
                    &stage.values[array][warp][first + lane / kPieces][lane % kPieces * kPiece],
                    sources[array] + row * stride, valid);
            }
        }
        asm volatile("cp.async.commit_group;" ::: "memory");
    }
    /// Waits for all copies but those last started.
    __device__ static void awaitCopies() {
        asm volatile("cp.async.wait_group %0;" ::"n"(kStages - 1) : "memory");
        __syncwarp();
    }
    __device__ float2 value(const Rows& stage, int array, int row) const {
        return loadTwo(&stage.values[array][warp][row][kOwn * lane]);
    }

    /// 16 columns of the chunk's rows of B and C to shared memory; zeros past the end.
    __device__ void stageRows(const T* columns, float (&rows)[kChunk][kStates]) const {
        constexpr int kRowPieces = kStates / 4;
#pragma unroll
        for (int i = 0; i < kChunk * kRowPieces; i += kBlockThreads) {
            const int at = i + static_cast<int>(threadIdx.x);
            const int token = at / kRowPieces;
            const int column = at % kRowPieces * 4;
            const float4 values = loadFour(
                columns + (chunk.firstRow + chunk.readable(token)) * scan.bcStride + column);
            storeFour(&rows[token][column], token < chunk.tokens ? values : float4{0, 0, 0, 0});
        }
    }

    template <bool kUnitDecay>
    __device__ void loadDecays(Channel<kUnitDecay>& first, Channel<kUnitDecay>& second) const {
        if constexpr (!kUnitDecay) {
            if (mine()) {
                loadStates(scan.decay + parameters() * kStates + channel, scan.channels,
                           first.decay, second.decay);
            }
        }
    }
};

/// Leaves each chunk's state after a start from zeros, and the sum of its Δ. Rows are taken from
/// the last to the first: what a row adds to the final state depends on the Δ behind it alone.
template <typename T, bool kUnitDecay>
__global__ void __launch_bounds__(kBlockThreads, 4) scanLocally(Scan<T> scan, Work work) {
    using Here = Strip<T, 2>;
    constexpr int kRows = Here::kRows;
    __shared__ __align__(16) float inputRows[kChunk][kStates];
    __shared__ __align__(16) Stage<T, 2> stages[kStages];
    const Here strip(scan);
    int start = (strip.chunk.tokens - 1) / kRows * kRows;
#pragma unroll
    for (int i = 0; i < kStages; ++i) {
        strip.copy(start - i * kRows, stages[i]);
    }
    strip.stageRows(scan.bc, inputRows);
    __syncthreads();
    Channel<kUnitDecay> first;
    Channel<kUnitDecay> second;
    strip.loadDecays(first, second);
    float2 since = {0, 0};
    for (int turn = 0; start >= 0; start -= kRows, turn = (turn + 1) % kStages) {
        Stage<T, 2>& stage = stages[turn];
        Here::awaitCopies();
#pragma unroll
        for (int i = kRows - 1; i >= 0; --i) {
            const float2 x = strip.value(stage, 0, i);
            const float2 d = strip.value(stage, 1, i);
            float row[kStates];
            loadRow(row, inputRows[start + i]);
            first.add(since.x, d.x * x.x, row);
            second.add(since.y, d.y * x.y, row);
            since.x += d.x;
            since.y += d.y;
        }
        __syncwarp();
        strip.copy(start - kStages * kRows, stage);
    }
    if (!strip.mine()) {
        return;
    }
    float* states = work.states + strip.states();
#pragma unroll
    for (int n = 0; n < kStates; ++n) {
        storeTwo(states + n * scan.channels, {first.state[n], second.state[n]});
    }
    storeTwo(work.deltaSums + strip.chunk.index * scan.channels + strip.channel, since);
}

/// Runs each chunk from its true state and writes y.
template <typename T, bool kUnitDecay>
__global__ void __launch_bounds__(kBlockThreads, 4) scanToOutput(Scan<T> scan, Work work) {
    using Here = Strip<T, 3>;
    constexpr int kRows = Here::kRows;
    __shared__ __align__(16) float inputRows[kChunk][kStates];
    __shared__ __align__(16) float outputRows[kChunk][kStates];
    __shared__ __align__(16) Stage<T, 3> stages[kStages];
    const Here strip(scan);
#pragma unroll
    for (int i = 0; i < kStages; ++i) {
        strip.copy(i * kRows, stages[i]);
    }
    strip.stageRows(scan.bc, inputRows);
    strip.stageRows(scan.bc + kStates, outputRows);
    __syncthreads();
    const bool mine = strip.mine();
    Channel<kUnitDecay> first;
    Channel<kUnitDecay> second;
    strip.loadDecays(first, second);
    float2 skip = {0, 0};
    if (mine) {
        loadStates(work.states + strip.states(), scan.channels, first.state, second.state);
        skip = loadTwo(scan.skip + strip.parameters() + strip.channel);
    }
    const int tokens = strip.chunk.tokens;
    T* y = scan.y + strip.chunk.firstRow * scan.channels + strip.channel;
    for (int start = 0, turn = 0; start < tokens; start += kRows, turn = (turn + 1) % kStages) {
        Stage<T, 3>& stage = stages[turn];
        Here::awaitCopies();
#pragma unroll
        for (int i = 0; i < kRows; ++i) {
            const float2 x = strip.value(stage, 0, i);
            const float2 d = strip.value(stage, 1, i); // 0 past the end: changes no state
            float row[kStates];
            loadRow(row, inputRows[start + i]);
            first.step(d.x, d.x * x.x, row);
            second.step(d.y, d.y * x.y, row);
            loadRow(row, outputRows[start + i]);
            const float2 z = strip.value(stage, 2, i);
            const float2 shown = {first.readOut(skip.x * x.x, row) * (z.x * sigmoid(z.x)),
                                  second.readOut(skip.y * x.y, row) * (z.y * sigmoid(z.y))};
            if (mine && start + i < tokens) {
                storeTwo(y, shown);
            }
            y += scan.channels;
        }
        __syncwarp();
        strip.copy(start + kStages * kRows, stage);
    }
}

constexpr int kSegments = 8; // of chunks, a thread each

/// Replaces each chunk's own result by the state it starts from. A lane per channel and state, and
/// a warp per segment of chunks: it joins its chunks, learns from the warps before where it starts,
/// and goes through its chunks again.
/// @tparam kSegmentChunks of a segment, loaded together to hide the latency
template <int kSegmentChunks>
__global__ void __launch_bounds__(kWarp* kSegments)
    carryStates(Work work, const float* decay, const float* initial, float* last, int chunks,
                int channels) {
    __shared__ float ends[kSegments][kWarp];
    __shared__ float totals[kSegments][kWarp];
    const int lanes = kStates * channels;
    const int slot = static_cast<int>(threadIdx.x);
    const int segment = static_cast<int>(threadIdx.y);
    const int wanted = static_cast<int>(blockIdx.x) * kWarp + slot;
    const bool mine = wanted < lanes;
    const int lane = min(wanted, lanes - 1);
    const std::int64_t batch = blockIdx.y;
    const int channel = lane % channels;
    const float rate = decay != nullptr ? decay[batch * lanes + lane]
                                        : -kLog2E * static_cast<float>(lane / channels + 1);
    float* states = work.states + batch * chunks * lanes + lane;
    const float* sums = work.deltaSums + batch * chunks * channels + channel;
    float carried = initial != nullptr ? initial[batch * lanes + lane] : 0.0F;
    for (int base = 0; base < chunks; base += kSegments * kSegmentChunks) {
        const std::int64_t first = base + segment * kSegmentChunks;
        const int left = static_cast<int>(chunks - first); // chunks from there on
        float* ownStates = states + first * lanes;
        const float* ownSums = sums + first * channels;
        float local[kSegmentChunks];
        float sum[kSegmentChunks];
#pragma unroll
        for (int i = 0; i < kSegmentChunks; ++i) {
            local[i] = i < left ? ownStates[i * lanes] : 0.0F;
            sum[i] = i < left ? ownSums[i * channels] : 0.0F;
        }
        float end = 0;
        float total = 0;
#pragma unroll
        for (int i = 0; i < kSegmentChunks; ++i) {
            sum[i] *= rate;
            end = fmaf(exp2f(sum[i]), end, local[i]);
            total += sum[i];
        }
        ends[segment][slot] = end;
        totals[segment][slot] = total;
        __syncthreads();
        float state = carried;
#pragma unroll
        for (int i = 0; i < kSegments; ++i) {
            state = i == segment ? carried : state;
            carried = fmaf(exp2f(totals[i][slot]), carried, ends[i][slot]);
        }
        __syncthreads();
#pragma unroll
        for (int i = 0; i < kSegmentChunks; ++i) {
            if (mine && i < left) {
                ownStates[i * lanes] = state;
                state = fmaf(exp2f(sum[i]), state, local[i]);
            }
        }
    }
    if (last != nullptr && mine && segment == 0) {
        last[batch * lanes + lane] = carried;
    }
}

template <typename T, bool kUnitDecay>
void scanPasses(const Scan<T>& scan, cudaStream_t stream) {
    const Work work(scan);
    const auto chunks = static_cast<unsigned>(chunksOf(scan.rows));
    const auto batch = static_cast<unsigned>(scan.batch);
    const dim3 grid(static_cast<unsigned>(ceilDiv(scan.channels, kBlockChannels)), chunks, batch);
    launch(scanLocally<T, kUnitDecay>, grid, dim3(kBlockThreads), stream, scan, work);
    const dim3 carryGrid(
        static_cast<unsigned>(ceilDiv(std::int64_t{kStates} * scan.channels, kWarp)), batch);
    launch(chunks <= kSegments ? carryStates<1> : carryStates<16>, carryGrid,
           dim3(kWarp, kSegments), stream, work, scan.decay, scan.initial, scan.last,
           static_cast<int>(chunks), scan.channels);
    if (scan.gate != nullptr) {
        launch(scanToOutput<T, kUnitDecay>, grid, dim3(kBlockThreads), stream, scan, work);
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
template void selectiveScan(const Scan<Fp16>&, cudaStream_t);

} // namespace gambade::cuda
