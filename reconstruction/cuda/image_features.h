#pragma once

#include "reconstruction/cuda/gemm.h"
#include "reconstruction/network.h"

#include <optional>

namespace gambade::cuda {

/// What the tokenizer sees, where it sees it (cpu/image_features.h): patch tokens → features of
/// every scan order, which scanOrders adds to the Gaussian tokens.
template <typename T>
class ImageFeatures {
public:
    /// Holds nothing for networks without them, and does nothing then.
    ImageFeatures(const TensorSource& source, Context& context);

    /// Room for one picture's features; none where the network has none.
    Array<float> makeFeatures(Context& context) const;

    /// @param imageTokens [tokenizer.outputTokens() × tokenizer.width]
    void run(const Lane& lane, const T* imageTokens, Array<float>& features) const;

    /// As scanOrders takes them.
    GridFeatures onGrid(const Array<float>& features) const;

private:
    NetworkConfig m_config;
    Array<T> m_weight;
    Array<float> m_bias;
    std::optional<Product<T, float>> m_product;
};

} // namespace gambade::cuda
