// Softmax attention without a score matrix in memory (arXiv 2205.14135): a warp per 16 queries
// walks the keys in tiles, products on the matrix units, running maximum and sum in registers.

#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/ops.h"
#include "reconstruction/cuda/values.h"

namespace gambade::cuda {

namespace {

constexpr int kWarps = 4;
constexpr int kThreads = kWarps * kWarp;
constexpr int kWarpQueries = 16;
constexpr int kQueries = kWarps * kWarpQueries;
constexpr int kKeys = 64;               // a tile
constexpr int kSteps = kHeadWidth / 16; // matrix instructions along a head
constexpr int kKeySteps = kKeys / 16;
constexpr int kColumns = 8; // of a matrix instruction's result
constexpr int kKeyTiles = kKeys / kColumns;
constexpr int kValueTiles = kHeadWidth / kColumns;
constexpr int kPitch = kHeadWidth + 8; // shifts rows by four banks: pairs meet no conflict
static_assert(kKeys == kHeadWidth, "both tiles have the same pitch");

/// 1/√64 · log2(e): scores as powers of two.
constexpr float kScoreScale = 0.125F * 1.44269504F;

/// Rows of keys and of values; rows past the end are zeros.
struct Tile {
    std::uint16_t keys[kKeys][kPitch];
    std::uint16_t values[kKeys][kPitch];
};

/// Starts the copies; waitForCopies() and a barrier end them.
template <typename T>
__device__ void loadTile(Tile& tile, const T* keys, const T* values, int first, int tokens,
                         int stride) {
    constexpr int kPiece = 8; // values in 16 bytes
    constexpr int kPieces = kKeys * kHeadWidth / kPiece;
#pragma unroll
    for (int i = static_cast<int>(threadIdx.x); i < kPieces; i += kThreads) {
        const int key = i / (kHeadWidth / kPiece);
        const int at = i % (kHeadWidth / kPiece) * kPiece;
        const bool valid = first + key < tokens;
        const std::int64_t place = static_cast<std::int64_t>(valid ? first + key : 0) * stride + at;
        copyAsync(&tile.keys[key][at], keys + place, valid);
        copyAsync(&tile.values[key][at], values + place, valid);
    }
}

/// Four 8×8 matrices, each lane naming a row of one: lanes 8i … 8i + 7 those of matrix i. A lane
/// gets the pair at row lane / 4, columns 2·(lane % 4) of each.
__device__ void loadMatrices(std::uint32_t (&pairs)[4], const std::uint16_t* row) {
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
                 : "=r"(pairs[0]), "=r"(pairs[1]), "=r"(pairs[2]), "=r"(pairs[3])
                 : "r"(static_cast<std::uint32_t>(__cvta_generic_to_shared(row)))
                 : "memory");
}

/// The same of the transposed matrices.
__device__ void loadTransposed(std::uint32_t (&pairs)[4], const std::uint16_t* row) {
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0, %1, %2, %3}, [%4];"
                 : "=r"(pairs[0]), "=r"(pairs[1]), "=r"(pairs[2]), "=r"(pairs[3])
                 : "r"(static_cast<std::uint32_t>(__cvta_generic_to_shared(row)))
                 : "memory");
}

__device__ float quadMaximum(float value) {
    value = fmaxf(value, __shfl_xor_sync(~0U, value, 1));
    return fmaxf(value, __shfl_xor_sync(~0U, value, 2));
}

__device__ float quadSum(float value) {
    value += __shfl_xor_sync(~0U, value, 1);
    return value + __shfl_xor_sync(~0U, value, 2);
}

/// A thread holds values of two rows, its lane's group of four and the one eight below.
struct Rows {
    float upper;
    float lower;
};

/// The part of a tile's scores that a thread holds becomes weights against the running maximum.
__device__ void softmaxStep(float (&scores)[kKeyTiles][4], Rows& maximum, Rows& sum,
                            float (&out)[kValueTiles][4]) {
    Rows next = maximum;
#pragma unroll
    for (auto& score : scores) {
        next.upper = fmaxf(next.upper, fmaxf(score[0], score[1]));
        next.lower = fmaxf(next.lower, fmaxf(score[2], score[3]));
    }
    next.upper = quadMaximum(next.upper);
    next.lower = quadMaximum(next.lower);
    const Rows rescale = {exp2f((maximum.upper - next.upper) * kScoreScale),
                          exp2f((maximum.lower - next.lower) * kScoreScale)};
    maximum = next;
    sum.upper *= rescale.upper;
    sum.lower *= rescale.lower;
#pragma unroll
    for (auto& value : out) {
        value[0] *= rescale.upper;
        value[1] *= rescale.upper;
        value[2] *= rescale.lower;
        value[3] *= rescale.lower;
    }
#pragma unroll
    for (auto& score : scores) {
#pragma unroll
        for (int i = 0; i < 4; ++i) {
            const float largest = i < 2 ? next.upper : next.lower;
            score[i] = exp2f((score[i] - largest) * kScoreScale);
            (i < 2 ? sum.upper : sum.lower) += score[i];
        }
    }
}

template <typename T>
__global__ void __launch_bounds__(kThreads)
    attentionKernel(const T* qkv, int tokens, int heads, T* y) {
    __shared__ __align__(16) Tile tiles[2]; // one is used while the other is filled
    const int lane = static_cast<int>(threadIdx.x) % kWarp;
    const int group = lane / 4;
    const int pair = lane % 4 * 2;
    const int width = heads * kHeadWidth;
    const int stride = 3 * width;
    const T* queries = qkv + static_cast<int>(blockIdx.y) * kHeadWidth;
    const int upper = static_cast<int>(blockIdx.x) * kQueries +
                      static_cast<int>(threadIdx.x) / kWarp * kWarpQueries + group;
    const int lower = upper + kWarpQueries / 2;

    std::uint32_t query[kSteps][4];
    // Queries past the end repeat the last one; their results are not stored.
    const T* upperRow = queries + static_cast<std::int64_t>(min(upper, tokens - 1)) * stride;
    const T* lowerRow = queries + static_cast<std::int64_t>(min(lower, tokens - 1)) * stride;
#pragma unroll
    for (int step = 0; step < kSteps; ++step) {
        query[step][0] = loadPacked(upperRow + step * 16 + pair);
        query[step][1] = loadPacked(lowerRow + step * 16 + pair);
        query[step][2] = loadPacked(upperRow + step * 16 + 8 + pair);
        query[step][3] = loadPacked(lowerRow + step * 16 + 8 + pair);
    }
    Rows maximum = {-INFINITY, -INFINITY};
    Rows sum = {0, 0};
    float out[kValueTiles][4] = {};
    const int matrix = lane / kColumns;
    const int matrixRow = lane % kColumns;
    loadTile(tiles[0], queries + width, queries + 2 * width, 0, tokens, stride);
    for (int first = 0; first < tokens; first += kKeys) {
        const Tile& tile = tiles[first / kKeys % 2];
        waitForCopies();
        __syncthreads();
        if (first + kKeys < tokens) {
            loadTile(tiles[(first / kKeys + 1) % 2], queries + width, queries + 2 * width,
                     first + kKeys, tokens, stride);
        }
        float scores[kKeyTiles][4] = {};
#pragma unroll
        for (int t = 0; t < kKeyTiles; ++t) {
#pragma unroll
            for (int step = 0; step < kSteps; step += 2) {
                std::uint32_t key[4];
                loadMatrices(key, &tile.keys[t * kColumns + matrixRow][step * 16 + matrix * 8]);
                multiplyTiles<T>(scores[t], query[step][0], query[step][1], query[step][2],
                                 query[step][3], key[0], key[1]);
                multiplyTiles<T>(scores[t], query[step + 1][0], query[step + 1][1],
                                 query[step + 1][2], query[step + 1][3], key[2], key[3]);
            }
#pragma unroll
            for (int i = 0; i < 4; ++i) {
                const bool valid = first + t * kColumns + pair + i % 2 < tokens;
                scores[t][i] = valid ? scores[t][i] : -INFINITY;
            }
        }
        softmaxStep(scores, maximum, sum, out);
#pragma unroll
        for (int step = 0; step < kKeySteps; ++step) {
            const float(&left)[4] = scores[2 * step];
            const float(&right)[4] = scores[2 * step + 1];
            const std::uint32_t a0 = packTwo<T>({left[0], left[1]});
            const std::uint32_t a1 = packTwo<T>({left[2], left[3]});
            const std::uint32_t a2 = packTwo<T>({right[0], right[1]});
            const std::uint32_t a3 = packTwo<T>({right[2], right[3]});
#pragma unroll
            for (int t = 0; t < kValueTiles; t += 2) {
                std::uint32_t value[4];
                loadTransposed(value, &tile.values[step * 16 + matrix % 2 * 8 + matrixRow]
                                                  [(t + matrix / 2) * kColumns]);
                multiplyTiles<T>(out[t], a0, a1, a2, a3, value[0], value[1]);
                multiplyTiles<T>(out[t + 1], a0, a1, a2, a3, value[2], value[3]);
            }
        }
    }
    const Rows share = {1 / quadSum(sum.upper), 1 / quadSum(sum.lower)};
    T* target = y + static_cast<int>(blockIdx.y) * kHeadWidth + pair;
#pragma unroll
    for (int t = 0; t < kValueTiles; ++t) {
        if (upper < tokens) {
            storeTwo(target + static_cast<std::int64_t>(upper) * width + t * kColumns,
                     {out[t][0] * share.upper, out[t][1] * share.upper});
        }
        if (lower < tokens) {
            storeTwo(target + static_cast<std::int64_t>(lower) * width + t * kColumns,
                     {out[t][2] * share.lower, out[t][3] * share.lower});
        }
    }
}

} // namespace

template <typename T>
void attention(const T* qkv, int tokens, int heads, T* y, cudaStream_t stream) {
    const dim3 grid(static_cast<unsigned>(ceilDiv(tokens, kQueries)), static_cast<unsigned>(heads));
    launch(attentionKernel<T>, grid, dim3(kThreads), stream, qkv, tokens, heads, y);
}

template void attention(const Bf16*, int, int, Bf16*, cudaStream_t);
template void attention(const Fp16*, int, int, Fp16*, cudaStream_t);

} // namespace gambade::cuda
