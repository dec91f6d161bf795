#pragma once

// What the forward and backward passes of the selective scan share (Mamba, arXiv 2312.00752,
// section 3; our state matrix is fixed: A_n = -(n+1), the S4D-real initialisation).
//
// A picture's sequence is cut into chunks of kChunk tokens. One pass runs each chunk from a zero
// state, a short pass carries the states over the chunks, and a last pass runs each chunk again
// from its true state. Because A_n = -(n+1), all 16 decays of a step are powers of
// exp(-delta) = sigmoid(-x), and a chunk's decay is exp(A_n · sum of delta).

#include "device_math.h"

namespace gambade {

constexpr int kStates = 16;        ///< N, states a channel
constexpr int kProjected = 32;     ///< columns of B and C together
constexpr int kChunk = 128;        ///< tokens a chunk
constexpr int kInterval = 8;       ///< tokens between the states kept for the backward pass
constexpr int kBlockThreads = 128; ///< threads a block of every scan kernel

/// Sizes of one scan; rows of all token tensors are batch-major: row = batch · length + token.
struct ScanSizes {
    std::int64_t length;   ///< tokens a sequence (L)
    std::int64_t channels; ///< D, a multiple of 32
    std::int64_t rank;     ///< R: a row of `projections` is R + B[16] + C[16] columns

    __host__ __device__ std::int64_t chunks() const { return (length + kChunk - 1) / kChunk; }
    __host__ __device__ std::int64_t intervals() const {
        return (length + kInterval - 1) / kInterval;
    }
};

/// Whether the kernels take these sizes: whole warps of channels, and a grid CUDA can launch.
inline bool scanTakes(const ScanSizes& sizes, std::int64_t batch) {
    constexpr std::int64_t kMaxGrid = 65535;
    return sizes.length > 0 && sizes.chunks() <= kMaxGrid && batch > 0 && batch <= kMaxGrid &&
           sizes.channels > 0 && sizes.channels % 32 == 0 && sizes.rank >= 0;
}

/// One chunk of one sequence, as the block that works on it sees it.
struct Chunk {
    std::int64_t firstRow; ///< row of its first token in the token tensors
    std::int64_t index;    ///< batch · chunks + chunk
    int tokens;            ///< tokens in it: kChunk, fewer in the last one

    __device__ explicit Chunk(const ScanSizes& sizes) {
        const std::int64_t firstToken = static_cast<std::int64_t>(blockIdx.y) * kChunk;
        const std::int64_t left = sizes.length - firstToken;
        firstRow = blockIdx.z * sizes.length + firstToken;
        index = static_cast<std::int64_t>(blockIdx.z) * sizes.chunks() + blockIdx.y;
        tokens = left < kChunk ? static_cast<int>(left) : kChunk;
    }
    /// The token, or the last one for a token past the end: loads need no branch that way.
    __device__ int readable(int token) const { return min(token, tokens - 1); }
};

/// The discretised step of one channel and token.
struct Step {
    float delta; ///< softplus(x)
    float decay; ///< exp(-delta); state n decays by its (n+1)-th power
};

/// The step for the pre-activation x; a token past the end changes nothing.
__device__ inline Step makeStep(float x, bool valid) {
    const float w = exponential(x);
    const float decay = reciprocal(1.0f + w);
    const float direct = logarithm(1.0f + w);
    const float series = w * (1.0f - w * (0.5f - w * (1.0f / 3.0f)));
    // The logarithm has lost its digits for small w, and w overflows for large x.
    const float delta = w < 0.01f ? series : (x > 20.0f ? x : direct);
    return {valid ? delta : 0.0f, valid ? decay : 1.0f};
}

/// Copies 16 columns of `projections`, from `column`, for a chunk's tokens to shared memory.
/// Rows past the end become zero. The caller synchronises.
__device__ inline void stageColumns(float (&rows)[kChunk][kStates], const Bf16* projections,
                                    const Chunk& chunk, std::int64_t rowSize, std::int64_t column) {
    constexpr int kTokensAtOnce = kBlockThreads / kStates;
    const int state = threadIdx.x % kStates;
    const int firstToken = threadIdx.x / kStates;
    const Bf16* place = projections + chunk.firstRow * rowSize + column + state;
#pragma unroll
    for (int i = 0; i < kChunk / kTokensAtOnce; ++i) {
        const int token = firstToken + i * kTokensAtOnce;
        const float value = toFloat(place[chunk.readable(token) * rowSize]);
        rows[token][state] = token < chunk.tokens ? value : 0.0f;
    }
}

__device__ inline void loadRow(float (&values)[kStates], const float (&row)[kStates]) {
#pragma unroll
    for (int group = 0; group < 4; ++group) {
        const float4 four = reinterpret_cast<const float4*>(row)[group];
        values[4 * group] = four.x;
        values[4 * group + 1] = four.y;
        values[4 * group + 2] = four.z;
        values[4 * group + 3] = four.w;
    }
}

/// The decays of states 4·group .. 4·group + 3, stepped through the groups in order: a short
/// dependency chain and 15 products for 16 powers.
struct DecayPowers {
    float power[4];
    float fourth;

    __device__ explicit DecayPowers(float decay) {
        const float square = decay * decay;
        fourth = square * square;
        power[0] = decay;
        power[1] = square;
        power[2] = square * decay;
        power[3] = fourth;
    }
    __device__ void next() {
#pragma unroll
        for (float& value : power) {
            value *= fourth;
        }
    }
};

/// h <- decay · h + input · B for the 16 states of a channel; input = delta · u.
__device__ inline void advance(float (&state)[kStates], float decay, float input,
                               const float (&inputRow)[kStates]) {
    DecayPowers decays(decay);
#pragma unroll
    for (int group = 0; group < 4; ++group) {
#pragma unroll
        for (int k = 0; k < 4; ++k) {
            const int n = 4 * group + k;
            state[n] = fmaf(decays.power[k], state[n], input * inputRow[n]);
        }
        if (group < 3) {
            decays.next();
        }
    }
}

} // namespace gambade
