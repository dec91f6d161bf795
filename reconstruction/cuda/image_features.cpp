#include "reconstruction/cuda/image_features.h"

#include "reconstruction/cuda/sizes.h"

namespace gambade::cuda {

namespace {

int patchesOf(const NetworkConfig& config) {
    return config.tokenizer.outputTokens() - 1;
}

int featuresOf(const NetworkConfig& config) {
    return NetworkConfig::kScanOrders * config.sequence.width;
}

GemmShape shapeOf(const NetworkConfig& config) {
    return biased(GemmShape::linear(patchesOf(config), featuresOf(config), config.tokenizer.width));
}

} // namespace

template <typename T>
ImageFeatures<T>::ImageFeatures(const TensorSource& source, Context& context)
    : m_config(source.config) {
    if (m_config.sequence.imageFeatures) {
        m_weight = context.copy<T>(source.expand("model.transformer.image_affine.weight"));
        m_bias = context.copy<float>(source.expand("model.transformer.image_affine.bias"));
        m_product.emplace(context, shapeOf(m_config));
    }
}

template <typename T>
Array<float> ImageFeatures<T>::makeFeatures(Context& context) const {
    if (!m_product) {
        return {};
    }
    return context.allocate<float>(area(patchesOf(m_config), featuresOf(m_config)));
}

template <typename T>
void ImageFeatures<T>::run(const Lane& lane, const T* imageTokens, Array<float>& features) const {
    if (m_product) {
        m_product->run(lane, imageTokens + m_config.tokenizer.width, m_weight.data(), m_bias.data(),
                       nullptr, features.data());
    }
}

template <typename T>
GridFeatures ImageFeatures<T>::onGrid(const Array<float>& features) const {
    return {features.data(), m_config.tokenizer.patchGrid()};
}

template class ImageFeatures<float>;
template class ImageFeatures<Bf16>;
template class ImageFeatures<Fp16>;

} // namespace gambade::cuda
