#pragma once

#include "reconstruction/cuda/camera.h"
#include "reconstruction/cuda/context.h"
#include "reconstruction/network.h"

namespace gambade::cuda {

/// The camera as the network sees it: the token's hidden vector (network.md §7) and, where the
/// model can, its pose read off the picture.
template <typename T>
class CameraToken {
public:
    CameraToken(const TensorSource& source, Context& context);

    /// Runs the pose head. @param imageTokens [tokenizer.outputTokens() × tokenizer.width]
    void estimatePose(const Lane& lane, const T* imageTokens);

    /// [2], for aimCamera: the elevation and, where the model can read it, the field of view. Null
    /// where the model has no pose head.
    const float* poseOutput() const { return m_poseOutput.data(); }

    /// Makes the token before the blocks' own layers. @pre the model has one
    void embed(const Lane& lane, const DeviceCamera* camera);

    /// [cameraWidth]
    const float* token() const { return m_token.data(); }

private:
    struct Linear {
        Array<float> weight, bias;
    };

    NetworkConfig m_config;
    Linear m_first, m_second;
    Array<float> m_unknown;
    Array<float> m_poseNormWeight, m_poseNormBias;
    Linear m_poseFirst, m_poseOutputs;
    Array<float> m_hidden, m_token;
    Array<float> m_summary, m_poseHidden, m_poseOutput;
};

} // namespace gambade::cuda
