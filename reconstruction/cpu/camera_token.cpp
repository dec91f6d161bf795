#include "reconstruction/cpu/camera_token.h"

#include "reconstruction/ops.h"

#include <algorithm>
#include <array>

namespace gambade::cpu {

CameraToken::CameraToken(const TensorSource& source, Context& context) : m_config(source.config) {
    const auto kept = [&](const std::string& name) { return context.copy(source.expand(name)); };
    const auto linear = [&](const std::string& name) {
        return Linear{kept(name + ".weight"), kept(name + ".bias")};
    };
    if (m_config.sequence.cameraToken) {
        m_first = linear("model.transformer.camera_mlp.0");
        m_second = linear("model.transformer.camera_mlp.2");
        m_unknown = kept("model.transformer.unknown_camera");
        m_hidden = context.allocate(static_cast<std::size_t>(m_config.sequence.cameraWidth));
        m_token = context.allocate(static_cast<std::size_t>(m_config.sequence.cameraWidth));
    }
    if (m_config.sequence.poseHead) {
        m_poseNormWeight = kept("model.pose_head.norm.weight");
        m_poseNormBias = kept("model.pose_head.norm.bias");
        m_poseFirst = linear("model.pose_head.0");
        const LayerWeights outputs = poseOutputs(source);
        m_poseOutputs = {context.copy(outputs.weight), context.copy(outputs.bias)};
        m_summary = context.allocate(2 * static_cast<std::size_t>(m_config.tokenizer.width));
        m_poseHidden = context.allocate(static_cast<std::size_t>(m_config.tokenizer.width));
    }
}

CameraToken::Pose CameraToken::estimatePose(const float* imageTokens) {
    if (!m_config.sequence.poseHead) {
        return {};
    }
    const int width = m_config.tokenizer.width;
    const int patches = m_config.tokenizer.outputTokens() - 1;
    float* summary = m_summary.data();
    std::copy_n(imageTokens, width, summary);
    for (int channel = 0; channel < width; ++channel) {
        double sum = 0;
        for (int patch = 1; patch <= patches; ++patch) {
            sum += imageTokens[patch * width + channel];
        }
        summary[width + channel] = static_cast<float>(sum / patches);
    }
    layerNorm(summary, m_poseNormWeight.data(), m_poseNormBias.data(), kSequenceEpsilon, 1,
              2 * width, summary);
    affineRow(m_poseFirst.weight.data(), m_poseFirst.bias.data(), summary, width, 2 * width,
              m_poseHidden.data());
    gelu(m_poseHidden.data(), static_cast<std::size_t>(width));
    std::array<float, 2> outputs{};
    affineRow(m_poseOutputs.weight.data(), m_poseOutputs.bias.data(), m_poseHidden.data(),
              static_cast<int>(m_poseOutputs.bias.size()), width, outputs.data());
    Pose pose;
    pose.elevationDegrees =
        std::clamp(outputs[0] * kElevationUnit, -kElevationLimit, kElevationLimit);
    if (m_config.sequence.fieldOfViewHead) {
        pose.fovYDegrees = fieldOfViewOf(outputs[1]);
    }
    return pose;
}

const float* CameraToken::embed(const SourceCamera& camera, bool known) {
    const int width = m_config.sequence.cameraWidth;
    const auto input = camera.tokenInput();
    affineRow(m_first.weight.data(), m_first.bias.data(), input.data(), width,
              static_cast<int>(input.size()), m_hidden.data());
    silu(m_hidden.data(), m_hidden.size());
    affineRow(m_second.weight.data(), m_second.bias.data(), m_hidden.data(), width, width,
              m_token.data());
    if (!known) {
        add(m_token.data(), m_unknown.data(), m_token.size());
    }
    return m_token.data();
}

} // namespace gambade::cpu
