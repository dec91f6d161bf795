#pragma once

#include "reconstruction/cpu/gemm.h"
#include "reconstruction/network.h"

#include <memory>

namespace gambade::cpu {

/// Picture and rays → stem tokens → Gaussian tokens in their four scan orders (network.md §3).
class Stem {
public:
    Stem(const TensorSource& source, Context& context);

    /// @param picture [3 × imageSize²] in [0,1]
    /// @param tokens [gaussianCount × sequence width]
    void run(const float* picture, const SourceCamera& camera, float* tokens);

    /// Of the last run: [grid² × width], before scan orders and table.
    const float* stemTokens() const { return m_tokens.data(); }

private:
    NetworkConfig::Stem m_config;
    Context& m_context;
    int m_width;
    int m_blockRows;
    std::unique_ptr<Gemm> m_convolution;
    Buffer m_table; ///< learned, [gaussianCount × width]
    Buffer m_tokens;
    std::vector<Buffer> m_patches; ///< per thread
};

} // namespace gambade::cpu
