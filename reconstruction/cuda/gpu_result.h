#pragma once

#include "reconstruction/cuda/context.h"
#include "splats/gpu_cloud.h"

namespace gambade::cuda {

/// Memory for one picture's visible Gaussians. @throws Error(kDevice)
struct ResultMemory {
    /// @param count of all Gaussians
    explicit ResultMemory(int count);

    Array<float> values; ///< as gatherVisible() leaves them
    Array<int> visible;  ///< one
};

/// The visible Gaussians of one picture. They outlive the engine's next pictures, and the engine:
/// their memory is theirs until the result goes.
class GpuResult : public GpuCloud {
public:
    /// Waits for what `stream` has to do.
    /// @param memory no other result's
    /// @param rows [count × NetworkOutput::kRowLength], on the GPU that the thread speaks to
    /// @throws Error(kDevice)
    GpuResult(std::shared_ptr<ResultMemory> memory, const float* rows, int count, int gpu,
              cudaStream_t stream);

    std::size_t size() const override { return m_size; }
    GaussianCloud copy() const override;
    bool fillBuffers(unsigned int splats, unsigned int colors) const override;

    std::size_t bytes() const { return m_memory->values.size() * sizeof(float); }

private:
    int m_gpu;
    std::shared_ptr<ResultMemory> m_memory;
    std::size_t m_size = 0;
};

} // namespace gambade::cuda
