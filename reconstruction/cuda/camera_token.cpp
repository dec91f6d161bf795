#include "reconstruction/cuda/camera_token.h"

#include <cstddef>

namespace gambade::cuda {

template <typename T>
CameraToken<T>::CameraToken(const TensorSource& source, Context& context)
    : m_config(source.config) {
    const auto kept = [&](const std::string& name) {
        return context.copy<float>(source.expand(name));
    };
    const auto linear = [&](const std::string& name) {
        return Linear{kept(name + ".weight"), kept(name + ".bias")};
    };
    if (m_config.sequence.cameraToken) {
        const auto width = static_cast<std::size_t>(m_config.sequence.cameraWidth);
        m_first = linear("model.transformer.camera_mlp.0");
        m_second = linear("model.transformer.camera_mlp.2");
        m_unknown = kept("model.transformer.unknown_camera");
        m_hidden = context.allocate<float>(width);
        m_token = context.allocate<float>(width);
    }
    if (m_config.sequence.poseHead) {
        const auto width = static_cast<std::size_t>(m_config.tokenizer.width);
        m_poseNormWeight = kept("model.pose_head.norm.weight");
        m_poseNormBias = kept("model.pose_head.norm.bias");
        m_poseFirst = linear("model.pose_head.0");
        const LayerWeights outputs = poseOutputs(source);
        m_poseOutputs = {context.copy<float>(outputs.weight), context.copy<float>(outputs.bias)};
        m_summary = context.allocate<float>(2 * width);
        m_poseHidden = context.allocate<float>(width);
        m_poseOutput = context.allocate<float>(2);
    }
}

template <typename T>
void CameraToken<T>::estimatePose(const Lane& lane, const T* imageTokens) {
    const int width = m_config.tokenizer.width;
    float* summary = m_summary.data();
    summariseTokens(imageTokens, m_config.tokenizer.outputTokens(), width, summary, lane.stream);
    layerNorm(summary, m_poseNormWeight.data(), m_poseNormBias.data(), kSequenceEpsilon, 1,
              2 * width, 1, summary, lane.stream);
    affineRow(m_poseFirst.weight.data(), m_poseFirst.bias.data(), summary, width, 2 * width,
              m_poseHidden.data(), lane.stream);
    gelu(m_poseHidden.data(), m_poseHidden.size(), lane.stream);
    affineRow(m_poseOutputs.weight.data(), m_poseOutputs.bias.data(), m_poseHidden.data(),
              static_cast<int>(m_poseOutputs.bias.size()), width, m_poseOutput.data(), lane.stream);
}

template <typename T>
void CameraToken<T>::embed(const Lane& lane, const DeviceCamera* camera) {
    const int width = m_config.sequence.cameraWidth;
    // The address of a member in device memory, which the host only reckons with.
    const auto* input = reinterpret_cast<const float*>(reinterpret_cast<const std::byte*>(camera) +
                                                       offsetof(DeviceCamera, tokenInput));
    affineRow(m_first.weight.data(), m_first.bias.data(), input, width, 16, m_hidden.data(),
              lane.stream);
    silu(m_hidden.data(), m_hidden.size(), lane.stream);
    affineRow(m_second.weight.data(), m_second.bias.data(), m_hidden.data(), width, width,
              m_token.data(), lane.stream);
    addUnknownCamera(camera, m_unknown.data(), width, m_token.data(), lane.stream);
}

template class CameraToken<float>;
template class CameraToken<Bf16>;
template class CameraToken<Fp16>;

} // namespace gambade::cuda
