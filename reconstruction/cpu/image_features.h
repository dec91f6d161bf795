#pragma once

#include "reconstruction/cpu/gemm.h"
#include "reconstruction/network.h"

#include <memory>

namespace gambade::cpu {

/// What the tokenizer sees, where it sees it: patch tokens → features of every scan order, resized
/// bilinearly from the patch grid to the stem's and added to the Gaussian tokens. So a token need
/// not find its place of the picture in the prefix's state, 16,384 rows later.
class ImageFeatures {
public:
    /// Holds nothing for networks without them, and does nothing then.
    ImageFeatures(const TensorSource& source, Context& context);

    /// Makes the features. @param imageTokens as Sequence::runPrefixes() takes them
    void run(const float* imageTokens);
    /// @param tokens [gaussianCount × sequence width], in their scan orders
    void addTo(float* tokens) const;

private:
    void addAt(int gaussian, float* token) const;

    NetworkConfig m_config;
    Context& m_context;
    std::unique_ptr<Gemm> m_affine;
    Buffer m_features; ///< [padded patches × scan orders × sequence width]
};

} // namespace gambade::cpu
