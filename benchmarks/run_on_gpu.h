#pragma once

#include "reconstruction/engine.h"
#include "splats/error.h"

#include <cstdio>
#include <fmt/core.h>

namespace gambade {

/// Names the GPU, then measures. Returns the program's exit code: 77 with the reason printed where
/// there is no GPU, 1 with the message of an Error.
template <typename Measure>
int runOnGpu(const Measure& measure) {
    const CudaDevice device = cudaDevice();
    if (!device.usable) {
        constexpr int kSkipped = 77;
        fmt::print("nothing was measured: {}\n", device.reason);
        return kSkipped;
    }
    try {
        fmt::print("{}\n", device.name);
        measure();
    } catch (const Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}

} // namespace gambade
