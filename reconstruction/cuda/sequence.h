#pragma once

#include "reconstruction/cuda/gemm.h"
#include "reconstruction/network.h"

namespace gambade::cuda {

/// What the Gaussian tokens need of every block's prefix.
template <typename T>
struct PrefixEnds {
    Array<float> states; ///< [depth × state × inner], after the prefix
    Array<T> tails;      ///< [depth × taps − 1 × inner]: its last rows before the convolution
};

/// The Mamba blocks (network.md §4; arXiv 2312.00752): activations in `T`, residual stream and
/// states in fp32.
///
/// A block's prefix (camera token, image tokens) does not depend on the Gaussian tokens, and all
/// they need of it is the scan's state and the last rows before the convolution. So the prefixes of
/// all blocks run as one batch, without gate and output.
template <typename T>
class Sequence {
public:
    Sequence(const TensorSource& source, Context& context);

    PrefixEnds<T> makePrefixEnds(Context& context) const;

    /// Runs every block's prefix. May run beside all that follows, of another picture or before the
    /// first mix().
    /// @param imageTokens [tokenizer.outputTokens() × tokenizer.width]
    /// @param cameraToken [cameraWidth], or null where the network has none
    void runPrefixes(const Lane& lane, const T* imageTokens, const float* cameraToken,
                     PrefixEnds<T>& ends);

    /// Runs tokens() through one block: project(), which needs no prefix, then mix().
    /// residual += mixer(norm(residual)). @pre blocks in order, once each
    void project(const Lane& lane, int block);
    void mix(const Lane& lane, int block, const PrefixEnds<T>& ends);

    /// The Gaussian tokens' residual stream, [gaussianCount × width].
    float* tokens() { return m_residual.data(); }
    /// As many values, free between the blocks.
    T* scratch() { return m_normal.data(); }

private:
    /// Weights of all blocks, one behind the other.
    struct Weights {
        Array<T> imageAffine;
        Array<float> imageBias;
        Array<float> cameraAffine, cameraBias; ///< empty without camera token
        Array<float> normWeight, normBias;
        Array<T> input;                            ///< [2·inner × width]: x, then z
        Array<float> convolution, convolutionBias; ///< [taps × inner]
        Array<T> low;                              ///< [rank + 2·state × inner]
        Array<T> delta;                            ///< [inner × paddedRank]
        Array<float> deltaBias, skip;
        Array<float> decay; ///< as Scan; empty where powers of one exponential serve all blocks
        Array<T> output;
    };

    static Weights stackWeights(const TensorSource& source, Context& context);
    std::size_t atBlock(int block, int rows, int columns) const;

    NetworkConfig m_config;
    int m_inner;
    int m_lowWidth; ///< rank + 2·state
    Weights m_weights;

    Product<T, float> m_imageProduct;
    Product<T, T> m_prefixInput, m_prefixLow;
    Product<T, T> m_input, m_low;
    Product<T, float> m_output;

    /// [prefix × depth × width], and once those are normalised the memory of Δ,
    /// [depth × prefix × inner]
    Array<float> m_prefix;
    Array<T> m_prefixNormal; ///< [depth × prefix × width]
    Array<T> m_prefixX;      ///< [depth × prefix × inner]: before the convolution
    Array<T> m_prefixU;      ///< [depth × prefix × inner]: after it
    Array<T> m_prefixLows;   ///< [depth × prefix × rank + 2·state]
    Array<float> m_prefixWork;

    Array<float> m_residual; ///< [Gaussian tokens × width]
    Array<T> m_normal;       ///< [Gaussian tokens × width]
    Array<T> m_xz;           ///< [Gaussian tokens × 2·inner]
    Array<T> m_u;     ///< [Gaussian tokens × inner]: after the convolution, then the scan's output
    Array<T> m_lows;  ///< [Gaussian tokens × rank + 2·state]
    Array<T> m_delta; ///< [Gaussian tokens × inner]
    Array<float> m_scanWork;
};

} // namespace gambade::cuda
