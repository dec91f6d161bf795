#pragma once

#include "reconstruction/cpu/gemm.h"
#include "reconstruction/network.h"

#include <memory>

namespace gambade::cpu {

/// The Mamba blocks (network.md §4; arXiv 2312.00752).
///
/// A block's prefix (camera token, image tokens) does not depend on the Gaussian tokens, and all
/// they need of it is the scan's state and the last rows before the convolution. So the prefixes of
/// all blocks run first, without gate and output.
class Sequence {
public:
    Sequence(const TensorSource& source, Context& context);

    /// Runs every block's prefix and keeps what the Gaussian tokens need of it.
    /// @param imageTokens [tokenizer.outputTokens() × tokenizer.width], kRowBlock − 1 further rows
    ///        readable
    /// @param cameraToken [cameraWidth], or null where the network has none
    void runPrefixes(const float* imageTokens, const float* cameraToken, StageClock& clock);

    /// Runs tokens() through one block, in place: residual += mixer(norm(residual)).
    /// @pre runPrefixes; blocks in order, once each.
    void runBlock(int index, StageClock& clock, const StageObserver& observer);

    /// The Gaussian tokens' residual stream, [gaussianCount × width].
    float* tokens() { return m_residual.data(); }

    /// Rows that one task works on. Fixed, so that results do not depend on the threads.
    static constexpr int kRowBlock = 64;

private:
    struct Block {
        std::unique_ptr<Gemm> imageAffine, inputX, inputGate, toDelta, toBc, delta, output;
        Buffer cameraWeight, cameraBias;
        Buffer normWeight, normBias;
        Buffer convolutionWeight, convolutionBias; ///< weights [taps × inner]
        Buffer deltaBias, skip;
        Buffer decay; ///< as ScanParameters; empty where powers of one exponential serve
        Buffer state; ///< after the prefix, then after the tokens so far
        Buffer tail;  ///< [taps − 1 × inner]: the last rows before the convolution
    };
    struct Scratch {
        Buffer normal, low;
    };

    Block makeBlock(const TensorSource& source, int index);
    void setDecay(Block& block, const TensorSource& source, const std::string& name);
    void mix(Block& block, const float* rows, int count, bool gated);
    void restoreTail(const Block& block);
    void keepTail(Block& block);
    void copyTailForward(int rows);

    NetworkConfig m_config;
    Context& m_context;
    int m_stepRows; ///< rows between barriers: what the buffers hold
    std::vector<Block> m_blocks;

    Buffer m_residual; ///< [Gaussian tokens × width]
    Buffer m_prefix;   ///< [padded prefix × width], one block at a time
    Buffer m_x;        ///< [taps − 1 + step × inner]: before the convolution
    Buffer m_gate;     ///< [step × inner]
    Buffer m_u;        ///< [step × inner]: after the convolution, then the scan's output
    Buffer m_delta;    ///< [step × inner]
    Buffer m_bc;       ///< [step × 2·state]
    Buffer m_hidden;   ///< [step × width]
    std::vector<Scratch> m_scratch;
};

} // namespace gambade::cpu
