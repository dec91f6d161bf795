#pragma once

#include "reconstruction/cpu/gemm.h"
#include "reconstruction/network.h"

#include <memory>

namespace gambade::cpu {

/// The vision transformer (network.md §2; arXiv 2304.07193, registers 2309.16588).
class Tokenizer {
public:
    Tokenizer(const TensorSource& source, Context& context);

    /// @param picture [3 × imageSize²], plain [0,1]
    /// @param clock within the tokenizer's stage
    void run(const float* picture, StageClock& clock);

    /// [outputTokens × width]: CLS, then the patches; padded to at least `kPadding` further rows.
    const float* tokens() const { return m_output.data(); }

    /// Rows past the end of tokens() that may be read.
    static constexpr int kPadding = 64;

private:
    struct Layer {
        Buffer norm1Weight, norm1Bias, norm2Weight, norm2Bias;
        std::unique_ptr<Gemm> qkv, projection, expand, contract;
    };
    struct Scratch {
        Buffer normal, wide, scores;
    };

    void embed(const float* picture);
    void attend(const Layer& layer);
    void transform(const Layer& layer);

    NetworkConfig::Tokenizer m_config;
    Context& m_context;
    int m_tokens;    ///< with registers
    int m_blockRows; ///< rows that one task works on
    int m_blocks;

    std::unique_ptr<Gemm> m_patchEmbedding;
    Buffer m_prefix;    ///< CLS with its position, then the registers
    Buffer m_positions; ///< [patches × width]
    std::vector<Layer> m_layers;
    Buffer m_normWeight, m_normBias;
    std::unique_ptr<MatrixProduct> m_scores, m_weighted;

    Buffer m_x;        ///< [padded tokens × width]
    Buffer m_qkv;      ///< [padded tokens × 3·width]
    Buffer m_attended; ///< [padded tokens × width]
    Buffer m_output;
    std::vector<Scratch> m_scratch;
};

} // namespace gambade::cpu
