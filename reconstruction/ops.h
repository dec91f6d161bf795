#pragma once

#include <cstddef>

namespace gambade {

/// The operations of the network, knowing nothing of it. All arrays are fp32 and row-major; rows
/// are tokens unless said otherwise. Twins for another device stand in a namespace of their own
/// under the same names.
///
/// Those of `cpu` run on the calling thread on a block of rows (or channels) and may be called from
/// several threads for different blocks. Their bits depend on nothing but their arguments and the
/// instruction set.
namespace cpu {

/// y = (x − mean) / √(variance + epsilon) · weight + bias per row; [rows × width]. y may be x.
void layerNorm(const float* x, const float* weight, const float* bias, float epsilon, int rows,
               int width, float* y);

/// y = x / √(mean(x²) + epsilon) · weight per row (arXiv 1910.07467). y may be x.
void rmsNorm(const float* x, const float* weight, float epsilon, int rows, int width, float* y);

/// x += y
void add(float* x, const float* y, std::size_t count);

/// x += Σ weights[i] · rows[i] for four rows.
void addWeighted(float* x, const float* const (&rows)[4], const float (&weights)[4],
                 std::size_t count);

/// x · Φ(x), exact (not the tanh form), in place.
void gelu(float* x, std::size_t count);

/// x · sigmoid(x), in place.
void silu(float* x, std::size_t count);

/// Softmax of scale · x over each row, in place.
void softmaxRows(float* x, int rows, int columns, float scale);

/// SiLU of a causal depthwise convolution.
/// @param x [(taps − 1 + rows) × channels]: the rows before the block, then the block
/// @param weights [taps × channels], the last tap on the row itself
/// @param y [rows × channels]
void convolveSilu(const float* x, const float* weights, const float* bias, int taps, int rows,
                  int channels, float* y);

/// Selective scan of Mamba-1 (arXiv 2312.00752, §3) works on groups of this many channels.
inline constexpr int kScanGroup = 16;

/// Per-channel parameters of a scan. Arrays over channels and states are laid out
/// [channel group][state][kScanGroup], padded with zeros.
struct ScanParameters {
    int channels = 0;
    int stateSize = 0;
    const float* deltaBias = nullptr; ///< [channels]
    /// A · log2(e), grouped; null: A is −(n+1) for state n in all channels, and powers of one
    /// exponential serve all states.
    const float* decay = nullptr;
    const float* skip = nullptr; ///< D, [channels]
};

/// A block of rows of a scan, [rows × channels] each unless said otherwise.
struct ScanRows {
    int rows = 0;
    const float* u = nullptr;     ///< the sequence
    const float* delta = nullptr; ///< before bias and softplus
    const float* bc = nullptr;    ///< B, then C: [rows × 2·stateSize]
    const float* gate = nullptr;  ///< z; null: only the state is wanted
    float* y = nullptr;           ///< may be u; unused without gate
};

/// Floats of a scan's state or grouped parameter.
constexpr std::size_t scanStateLength(int channels, int stateSize) {
    return static_cast<std::size_t>((channels + kScanGroup - 1) / kScanGroup) *
           static_cast<std::size_t>(stateSize * kScanGroup);
}

/// h ← exp(Δ·A)·h + Δ·B·u, y = (C·h + D·u) · SiLU(z), Δ = softplus(delta + bias), for the channels
/// of one group through all rows.
/// @param state grouped, [scanStateLength]; read, and left as after the last row
void selectiveScan(const ScanParameters& parameters, const ScanRows& rows, int group, float* state);

/// y = W·x + b for one row. @param weights [outputs × inputs]
void affineRow(const float* weights, const float* bias, const float* x, int outputs, int inputs,
               float* y);

/// Bilinear resize of square planes: half-pixel centres, clamped at the edges, no antialias.
void resizeBilinear(const float* source, int sourceSize, int planes, int size, float* target);

/// The two source cells that the middle of a cell lies between when an axis of `sourceSize` cells
/// is resized to `size`; at the edges they are the same.
struct Between {
    int first;
    int second;
    float weight; ///< of the second
};
Between between(int index, int sourceSize, int size);

/// "AVX-512", "AVX2", …: what the vector operations run with here.
const char* instructionSet();

} // namespace cpu

} // namespace gambade
