#pragma once

#include "reconstruction/cpu/gemm.h"
#include "reconstruction/network.h"

#include <memory>

namespace gambade::cpu {

/// Gaussian tokens → Gaussians (network.md §5).
class Decoder {
public:
    Decoder(const TensorSource& source, Context& context);

    /// @param tokens [gaussianCount × sequence width], the sum of hidden and residual
    /// @param rows [gaussianCount × NetworkOutput::kRowLength]
    void run(const float* tokens, const SourceCamera& camera, float* rows, StageClock& clock,
             const StageObserver& observer);

    /// Rows that one task works on.
    static constexpr int kRowBlock = 64;

private:
    struct Scratch {
        Buffer normal, hidden, heads;
    };

    /// @param heads what the heads say of one token
    void decode(const float* heads, int gaussian, const CameraRays& rays, double radius,
                float* row) const;

    NetworkConfig m_config;
    Context& m_context;
    int m_headOutputs;
    int m_positionOutputs;
    Buffer m_normWeight;
    std::unique_ptr<Gemm> m_first, m_second;
    std::unique_ptr<Gemm> m_heads; ///< all heads, one after the other
    Buffer m_features;             ///< [step × width]
    std::vector<Scratch> m_scratch;
};

} // namespace gambade::cpu
