#pragma once

#include "reconstruction/cuda/camera.h"
#include "reconstruction/cuda/gemm.h"
#include "reconstruction/network.h"

namespace gambade::cuda {

/// Picture and rays → stem tokens → Gaussian tokens in their four scan orders (network.md §3).
/// What the rays and the bias contribute is kept per camera, in fp32; a picture adds its colours.
template <typename T>
class Stem {
public:
    Stem(const TensorSource& source, Context& context);

    /// Makes the rays' contribution.
    void setCamera(const Lane& lane, const DeviceCamera* camera);

    /// Makes the stem tokens. @param picture [3 × imageSize²] in [0,1] @pre setCamera
    void run(const Lane& lane, const float* picture);
    /// The stem tokens in their four scan orders, with the learned table and the features.
    /// @param tokens [gaussianCount × sequence width]
    void place(const Lane& lane, const GridFeatures& features, float* tokens) const;

    /// Of the last run: [grid² × width], before scan orders and table.
    const float* stemTokens() const { return m_tokens.data(); }

private:
    NetworkConfig::Stem m_config;
    int m_width;
    int m_colourLength; ///< padded
    ColourScale m_colours;

    Array<T> m_colourWeight;
    Array<float> m_rayWeight, m_bias;
    Array<T> m_table; ///< learned, [gaussianCount × width]

    Product<T, float> m_colourProduct;
    Product<float, float> m_rayProduct;

    Array<T> m_patches;       ///< [grid² × colourLength]
    Array<float> m_rays;      ///< [grid² × 6·patchSize²]
    Array<float> m_rayTokens; ///< [grid² × width]
    Array<float> m_tokens;
};

} // namespace gambade::cuda
