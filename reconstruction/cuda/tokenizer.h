#pragma once

#include "reconstruction/cuda/gemm.h"
#include "reconstruction/network.h"

#include <optional>

namespace gambade::cuda {

/// The vision transformer (network.md §2; arXiv 2304.07193, registers 2309.16588): activations in
/// `T`, residual stream in fp32.
template <typename T>
class Tokenizer {
public:
    Tokenizer(const TensorSource& source, Context& context);

    /// @param picture [3 × imageSize²], plain [0,1]
    void run(const Lane& lane, const float* picture);

    /// [outputTokens × width]: CLS, then the patches.
    const T* tokens() const { return m_output.data(); }

private:
    struct Linear {
        Array<T> weight, bias;
    };
    struct FloatLinear { ///< its result is added to the residual stream
        Array<T> weight;
        Array<float> bias;
    };
    struct Layer {
        Array<float> norm1Weight, norm1Bias, norm2Weight, norm2Bias;
        Linear qkv, expand;
        FloatLinear projection, contract;
    };
    /// Attention by products with the scores in memory: for fp32, which the matrix units lack.
    struct PlainAttention {
        PlainAttention(Context& context, int tokens, int heads);
        Product<T, T> scores, weighted;
        Array<T> matrix; ///< [heads × tokens × stride]
        int stride;
    };

    Layer makeLayer(const TensorSource& source, Context& context, int index) const;
    void embed(const Lane& lane, const float* picture);
    void attend(const Lane& lane);

    NetworkConfig::Tokenizer m_config;
    int m_tokens;      ///< with registers
    int m_patchLength; ///< padded

    Array<T> m_patchWeight;
    Array<float> m_start; ///< [tokens × width]: all that does not depend on the picture
    std::vector<Layer> m_layers;
    Array<float> m_normWeight, m_normBias;

    Product<T, float> m_patchProduct;
    Product<T, T> m_qkvProduct;
    Product<T, float> m_projectionProduct;
    Product<T, T> m_expandProduct;
    Product<T, float> m_contractProduct;
    std::optional<PlainAttention> m_plainAttention;

    Array<T> m_patches; ///< [patches × patchLength]
    Array<float> m_x;   ///< [tokens × width]
    Array<T> m_normal;
    Array<T> m_qkv;      ///< [tokens × 3·width]
    Array<T> m_attended; ///< [tokens × width]
    Array<T> m_wide;     ///< [tokens × mlpWidth]
    Array<T> m_output;
};

} // namespace gambade::cuda
