#include "reconstruction/cuda/stem.h"

#include "reconstruction/cuda/sizes.h"

#include <algorithm>

namespace gambade::cuda {

namespace {

constexpr int kColours = 3;
constexpr int kRayChannels = kStemChannels - kColours;

int pixelsOf(const NetworkConfig::Stem& stem) {
    return stem.patchSize * stem.patchSize;
}

GemmShape colourShape(const NetworkConfig& config, int length) {
    return accumulated(
        GemmShape::linear(config.stem.grid() * config.stem.grid(), config.sequence.width, length));
}

GemmShape rayShape(const NetworkConfig& config) {
    return biased(GemmShape::linear(config.stem.grid() * config.stem.grid(), config.sequence.width,
                                    kRayChannels * pixelsOf(config.stem)));
}

} // namespace

template <typename T>
Stem<T>::Stem(const TensorSource& source, Context& context)
    : m_config(source.config.stem), m_width(source.config.sequence.width),
      m_colourLength(roundUp(kColours * pixelsOf(m_config), 8)),
      m_colourProduct(context, colourShape(source.config, m_colourLength)),
      m_rayProduct(context, rayShape(source.config)) {
    std::copy_n(kImageMean, kColours, m_colours.mean);
    std::copy_n(kImageDeviation, kColours, m_colours.deviation);

    const auto weight = source.expand("model.stem_layer.weight");
    const auto pixels = static_cast<std::ptrdiff_t>(pixelsOf(m_config));
    std::vector<float> colours(area(m_width, m_colourLength));
    std::vector<float> rays;
    for (std::ptrdiff_t output = 0; output < m_width; ++output) {
        const auto row = weight.begin() + output * kStemChannels * pixels;
        std::copy_n(row, kColours * pixels, colours.begin() + output * m_colourLength);
        rays.insert(rays.end(), row + kColours * pixels, row + kStemChannels * pixels);
    }
    m_colourWeight = context.copy<T>(colours);
    m_rayWeight = context.copy<float>(rays);
    m_bias = context.copy<float>(source.expand("model.stem_layer.bias"));
    m_table = context.copy<T>(source.expand("model.transformer.pos_embed"));

    const int tokens = m_config.grid() * m_config.grid();
    m_patches = context.allocate<T>(area(tokens, m_colourLength));
    m_rays = context.allocate<float>(area(tokens, kRayChannels * pixelsOf(m_config)));
    m_rayTokens = context.allocate<float>(area(tokens, m_width));
    m_tokens = context.allocate<float>(area(tokens, m_width));
}

template <typename T>
void Stem<T>::setCamera(const Lane& lane, const DeviceCamera* camera) {
    rayPatches(camera, m_config.imageSize, m_config.patchSize, m_rays.data(), lane.stream);
    m_rayProduct.run(lane, m_rays.data(), m_rayWeight.data(), m_bias.data(), nullptr,
                     m_rayTokens.data());
}

template <typename T>
void Stem<T>::run(const Lane& lane, const float* picture) {
    colourPatches(picture, m_config.imageSize, m_config.patchSize, m_colours, m_colourLength,
                  m_patches.data(), lane.stream);
    m_colourProduct.run(lane, m_patches.data(), m_colourWeight.data(), nullptr, m_rayTokens.data(),
                        m_tokens.data());
}

template <typename T>
void Stem<T>::place(const Lane& lane, const GridFeatures& features, float* tokens) const {
    scanOrders(m_tokens.data(), m_table.data(), features, m_config.grid(), m_width, tokens,
               lane.stream);
}

template class Stem<float>;
template class Stem<Bf16>;
template class Stem<Fp16>;

} // namespace gambade::cuda
