#include "reconstruction/cuda/decoder.h"

#include "reconstruction/cuda/sizes.h"

#include <algorithm>

namespace gambade::cuda {

namespace {

using Position = NetworkConfig::Decoder::Position;
using Rotation = NetworkConfig::Decoder::Rotation;

DecodeSettings settingsOf(const NetworkConfig& config) {
    const auto& decoder = config.decoder;
    DecodeSettings settings;
    settings.grid = config.stem.grid();
    settings.ray = decoder.position == Position::kRay;
    settings.freeRotation = decoder.rotation == Rotation::kFree;
    settings.bins = decoder.bins;
    settings.binExtent = static_cast<float>(decoder.binExtent);
    settings.rayDepthRange = static_cast<float>(decoder.rayDepthRange);
    settings.rayJitterRange = static_cast<float>(decoder.rayJitterRange);
    settings.scaleFactor = static_cast<float>(decoder.scaleFactor);
    std::transform(decoder.rayOffsets.begin(), decoder.rayOffsets.end(), settings.rayOffsets,
                   [](double offset) { return static_cast<float>(offset); });
    const int outputs =
        (settings.ray ? 4 : 3 * settings.bins) + 1 + 3 + 3 + (settings.freeRotation ? 4 : 0);
    settings.rowStride = roundUp(outputs, 8);
    return settings;
}

} // namespace

template <typename T>
Decoder<T>::Decoder(const TensorSource& source, Context& context)
    : m_config(source.config), m_settings(settingsOf(m_config)),
      m_first(context, biased(GemmShape::linear(m_config.gaussianCount(), m_config.decoder.width,
                                                m_config.sequence.width))),
      m_second(context, biased(GemmShape::linear(m_config.gaussianCount(), m_config.decoder.width,
                                                 m_config.decoder.width))),
      m_heads(context, biased(GemmShape::linear(m_config.gaussianCount(), m_settings.rowStride,
                                                m_config.decoder.width))) {
    const int width = m_config.decoder.width;
    LayerWeights heads = decoderHeads(source);
    heads.weight.resize(area(m_settings.rowStride, width));
    heads.bias.resize(static_cast<std::size_t>(m_settings.rowStride));
    m_headWeight = context.copy<T>(heads.weight);
    m_headBias = context.copy<float>(heads.bias);
    const auto layer = [&](const std::string& rest) {
        return context.copy<T>(source.expand("model.decoder.mlp_net.layers." + rest));
    };
    m_firstWeight = layer("0.weight");
    m_firstBias = layer("0.bias");
    m_secondWeight = layer("2.weight");
    m_secondBias = layer("2.bias");
    m_normWeight = context.copy<float>(source.expand("model.transformer.norm_f.weight"));

    const int count = m_config.gaussianCount();
    m_hidden = context.allocate<T>(area(count, width));
    m_features = context.allocate<T>(area(count, width));
    m_headOutputs = context.allocate<float>(area(count, m_settings.rowStride));
    m_rows = context.allocate<float>(area(count, NetworkOutput::kRowLength));
}

template <typename T>
void Decoder<T>::run(const Lane& lane, const float* tokens, T* scratch,
                     const DeviceCamera* camera) {
    rmsNorm(tokens, m_normWeight.data(), kSequenceEpsilon, m_config.gaussianCount(),
            m_config.sequence.width, scratch, lane.stream);
    m_first.run(lane, scratch, m_firstWeight.data(), m_firstBias.data(), nullptr, m_hidden.data());
    silu(m_hidden.data(), m_hidden.size(), lane.stream);
    m_second.run(lane, m_hidden.data(), m_secondWeight.data(), m_secondBias.data(), nullptr,
                 m_features.data());
    silu(m_features.data(), m_features.size(), lane.stream);
    m_heads.run(lane, m_features.data(), m_headWeight.data(), m_headBias.data(), nullptr,
                m_headOutputs.data());
    decodeHeads(m_headOutputs.data(), m_settings, camera, m_rows.data(), lane.stream);
}

template class Decoder<float>;
template class Decoder<Bf16>;
template class Decoder<Fp16>;

} // namespace gambade::cuda
