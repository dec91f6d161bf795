#pragma once

#include "splats/cloud.h"

namespace gambade {

/// Splats without spherical harmonics beyond the colour, in the memory of the GPU that made them.
/// Does not change; any thread may use it, several at once.
class GpuCloud {
public:
    virtual ~GpuCloud() = default;
    virtual std::size_t size() const = 0;

    /// A copy in the host's memory. @throws Error(kDevice)
    virtual GaussianCloud copy() const = 0;

    /// Fills two buffers of the current OpenGL context, without a way through the host.
    /// @param splats name of one for size() × 11 floats, the arrays one after the other: positions,
    ///        scales, rotations (x y z w), opacities
    /// @param colors name of one for size() × 3 floats: the SH coefficients
    /// @returns false, and nothing is known of what they hold, where the context is another GPU's
    /// or
    ///          the drivers do not share buffers
    virtual bool fillBuffers(unsigned int splats, unsigned int colors) const = 0;
};

} // namespace gambade
