#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <cstdint>

namespace gambade {

using Bf16 = std::uint16_t; ///< the bits of a bf16 value

namespace cuda {

/// The bits of an IEEE value of 16 bits: a sign, 5 of the exponent, 10 behind the point; infinite
/// beyond 65504.
struct Fp16 {
    std::uint16_t bits;
};

/// Twins of reconstruction/ops.h on the GPU, and what only the GPU does as an operation of its own.
/// All pointers are device memory, aligned to 16 bytes; arrays are row-major. `T` is float,
/// Bf16 or Fp16: how activations are stored; arithmetic and sums are fp32. Widths and channels are
/// multiples of 8 unless said otherwise. Everything is queued on the stream.
/// @throws Error(kDevice) where an operation cannot be queued

/// Columns that normalisations take at most.
inline constexpr int kWidestNorm = 4096;

/// y = (x − mean) / √(variance + epsilon) · weight + bias per row of [rows × width].
/// With several groups, row r belongs to group r % groups, is scaled by that group's row of weight
/// and bias [groups × width], and is written to y[groups × rows/groups × width].
template <typename T>
void layerNorm(const float* x, const float* weight, const float* bias, float epsilon, int rows,
               int width, int groups, T* y, cudaStream_t stream);

/// y = x / √(mean(x²) + epsilon) · weight per row (arXiv 1910.07467).
template <typename T>
void rmsNorm(const float* x, const float* weight, float epsilon, int rows, int width, T* y,
             cudaStream_t stream);

/// x · Φ(x), exact (not the tanh form), in place. Any count.
template <typename T>
void gelu(T* x, std::size_t count, cudaStream_t stream);

/// x · sigmoid(x), in place. Any count.
template <typename T>
void silu(T* x, std::size_t count, cudaStream_t stream);

/// Softmax of scale · x over the first `columns` of each row, in place; any number of columns.
void softmaxRows(float* x, int rows, int columns, int rowStride, float scale, cudaStream_t stream);

/// Softmax attention of all heads, head width 64 (arXiv 2205.14135): y = softmax(q·kᵀ / 8)·v. Not
/// in fp32.
/// @param qkv [tokens × 3·heads·64]: queries, keys, values @param y [tokens × heads·64]
template <typename T>
void attention(const T* qkv, int tokens, int heads, T* y, cudaStream_t stream);

inline constexpr int kHeadWidth = 64;
inline constexpr int kTaps = 4;
/// Rows of a convolution at most: a grid has at most 65535 blocks along its second axis.
inline constexpr int kMostConvolutionRows = 65535 * 16;

/// Rows that a convolution runs over; `batch` of them, each with its own weights.
template <typename T>
struct ConvolutionRows {
    int rows = 0;
    int channels = 0;
    int batch = 1;
    const T* x = nullptr; ///< [batch × rows × rowStride], the first `channels` of each row
    int rowStride = 0;
    const T* tail = nullptr; ///< [kTaps − 1 × channels] before the first row; null: zeros
};

/// SiLU of a causal depthwise convolution of kTaps taps.
/// @param weights [batch × kTaps × channels], the last tap on the row itself
/// @param bias [batch × channels] @param y [batch × rows × channels]
template <typename T>
void convolveSilu(const ConvolutionRows<T>& rows, const float* weights, const float* bias, T* y,
                  cudaStream_t stream);

inline constexpr int kHighestRank = 64; ///< of a Δ projection

/// Columns that the weights of `projectDelta` are padded to, with zeros.
constexpr int paddedRank(int rank) {
    return (rank + 15) / 16 * 16;
}

/// Δ = softplus(low · Wᵀ + bias).
/// @param low [batch × rows × lowStride], the first `rank` of each row; the next ones, up to
///        paddedRank, are read and meet zeros
/// @param weights [batch × channels × paddedRank(rank)] @param bias [batch × channels]
/// @param delta [batch × rows × channels]
template <typename T>
void projectDelta(const T* low, int lowStride, const T* weights, const float* bias, int rows,
                  int channels, int rank, int batch, T* delta, cudaStream_t stream);

inline constexpr int kStateSize = 16;

/// A selective scan of Mamba-1 (arXiv 2312.00752, §3) over `batch` sequences, each with its own
/// parameters. States are [batch × kStateSize × channels].
template <typename T>
struct Scan {
    int rows = 0;
    int channels = 0;
    int batch = 1;
    const T* u = nullptr;     ///< [batch × rows × channels]
    const T* delta = nullptr; ///< softplus applied, [batch × rows × channels]
    const T* bc = nullptr;    ///< B, then C: [batch × rows × bcStride]
    int bcStride = 0;
    const T* gate = nullptr; ///< z, rows of gateStride; null: only the state is wanted
    int gateStride = 0;
    /// A · log2(e), laid out as states; null: A is −(n+1) for state n in all channels, and powers
    /// of one exponential serve all states.
    const float* decay = nullptr;
    const float* skip = nullptr;    ///< D, [batch × channels]; unused without gate
    const float* initial = nullptr; ///< state before the first row; null: zeros
    float* last = nullptr;          ///< state after the last row; null: not wanted
    T* y = nullptr;                 ///< [batch × rows × channels]; may be u; unused without gate
    float* work = nullptr;          ///< scanWork(rows, channels, batch) floats
};

/// Floats of a scan's working memory.
std::size_t scanWork(int rows, int channels, int batch);

/// h ← exp(Δ·A)·h + Δ·B·u, y = (C·h + D·u) · SiLU(z).
template <typename T>
void selectiveScan(const Scan<T>& scan, cudaStream_t stream);

/// y = W·x + b for one vector, any sizes. @param weights [outputs × inputs]
void affineRow(const float* weights, const float* bias, const float* x, int outputs, int inputs,
               float* y, cudaStream_t stream);

/// Bilinear resize of square planes: half-pixel centres, clamped at the edges, no antialias.
void resizeBilinear(const float* source, int sourceSize, int planes, int size, float* target,
                    cudaStream_t stream);

/// How a picture's colours enter: (colour − mean) / deviation.
struct ColourScale {
    float mean[3] = {0, 0, 0};
    float deviation[3] = {1, 1, 1};
};

/// One row per square patch of a picture, [channel][y][x], zeros behind.
/// @param picture [3 × size²] @param rows [patches × rowLength]
template <typename T>
void colourPatches(const float* picture, int size, int patchSize, const ColourScale& scale,
                   int rowLength, T* rows, cudaStream_t stream);

/// Features that every scan order has of its own on a grid of another size; resized to the stem's
/// like a picture.
struct GridFeatures {
    const float* values = nullptr; ///< [grid² × 4 × width]; null: there are none
    int grid = 0;
};

/// tokens[g] = stem[stemTokenOf(g)] + table[g] (network.h), plus the features of g's order at the
/// stem token's place: stem tokens in their four scan orders.
/// @param stem [grid² × width] @param table, tokens [4·grid² × width]
template <typename T>
void scanOrders(const float* stem, const T* table, const GridFeatures& features, int grid,
                int width, float* tokens, cudaStream_t stream);

} // namespace cuda

} // namespace gambade
