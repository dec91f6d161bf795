#pragma once

#include "splats/gpu_cloud.h"

namespace gambade::gui::test {

/// Counts how often it is asked for its values, and has none to give.
class AskedCloud : public GpuCloud {
public:
    std::size_t size() const override { return 0; }
    GaussianCloud copy() const override { return {}; }
    bool fillBuffers(unsigned int splats, unsigned int colors) const override {
        times += splats != 0 && colors != 0 && splats != colors ? 1 : 0;
        return false;
    }
    mutable int times = 0;
};

} // namespace gambade::gui::test
