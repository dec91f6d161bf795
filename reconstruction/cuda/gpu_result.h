#pragma once

#include "reconstruction/cuda/context.h"
#include "splats/gpu_cloud.h"

namespace gambade::cuda {

/// The visible Gaussians of one picture, in memory of their own: they outlive the engine's next
/// pictures, and the engine.
class GpuResult : public GpuCloud {
public:
    /// Waits for what `stream` has to do.
    /// @param rows [count × NetworkOutput::kRowLength], on the GPU that the thread speaks to
    /// @throws Error(kDevice)
    GpuResult(const float* rows, int count, int gpu, cudaStream_t stream);

    std::size_t size() const override { return m_size; }
    GaussianCloud copy() const override;
    bool fillBuffers(unsigned int splats, unsigned int colors) const override;

    std::size_t bytes() const { return m_values.size() * sizeof(float); }

private:
    int m_gpu;
    Array<float> m_values; ///< as gatherVisible() leaves them
    std::size_t m_size = 0;
};

} // namespace gambade::cuda
