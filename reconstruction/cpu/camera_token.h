#pragma once

#include "reconstruction/cpu/context.h"
#include "reconstruction/network.h"

namespace gambade::cpu {

/// The camera as the network sees it: the token's hidden vector (network.md §7) and, where the
/// model can, its pose read off the picture.
class CameraToken {
public:
    CameraToken(const TensorSource& source, Context& context);

    struct Pose {
        double elevationDegrees = 0; ///< above the horizon; 0 where the model has no pose head
        std::optional<double> fovYDegrees; ///< vertical; none where it has no head for it
    };
    /// @param imageTokens [tokenizer.outputTokens() × tokenizer.width]
    Pose estimatePose(const float* imageTokens);

    /// The token before the blocks' own layers, [cameraWidth].
    /// @param known whether the elevation was given, not estimated
    const float* embed(const SourceCamera& camera, bool known);

private:
    struct Linear {
        Buffer weight, bias;
    };

    NetworkConfig m_config;
    Linear m_first, m_second;
    Buffer m_unknown;
    Buffer m_poseNormWeight, m_poseNormBias;
    Linear m_poseFirst, m_poseOutputs;
    Buffer m_hidden, m_token;
    Buffer m_summary, m_poseHidden;
};

} // namespace gambade::cpu
