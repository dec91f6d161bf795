#pragma once

#include "reconstruction/cuda/decode.h"
#include "reconstruction/cuda/gemm.h"
#include "reconstruction/network.h"

namespace gambade::cuda {

/// Gaussian tokens → Gaussians (network.md §5).
template <typename T>
class Decoder {
public:
    Decoder(const TensorSource& source, Context& context);

    /// @param tokens [gaussianCount × sequence width], the sum of hidden and residual
    /// @param scratch of as many values
    void run(const Lane& lane, const float* tokens, T* scratch, const DeviceCamera* camera);

    /// [gaussianCount × NetworkOutput::kRowLength]
    const float* rows() const { return m_rows.data(); }
    /// [gaussianCount × width]: what the heads read.
    const T* features() const { return m_features.data(); }

private:
    NetworkConfig m_config;
    DecodeSettings m_settings;

    Array<float> m_normWeight;
    Array<T> m_firstWeight, m_firstBias, m_secondWeight, m_secondBias;
    Array<T> m_headWeight; ///< all heads, one after the other, and zeros
    Array<float> m_headBias;
    Product<T, T> m_first, m_second;
    Product<T, float> m_heads;

    Array<T> m_hidden, m_features;
    Array<float> m_headOutputs; ///< [gaussianCount × settings.rowStride]
    Array<float> m_rows;
};

} // namespace gambade::cuda
