#include "reconstruction/cuda/check.h"

#include "splats/error.h"

#include <fmt/format.h>

namespace gambade::cuda {

void check(cudaError_t error, const char* action) {
    if (error == cudaSuccess) {
        return;
    }
    if (error == cudaErrorMemoryAllocation) {
        throw Error(ErrorKind::kDevice,
                    fmt::format("GPU memory ran out while {}; close other programs that use the "
                                "GPU, or choose the CPU",
                                action));
    }
    throw Error(ErrorKind::kDevice, fmt::format("the GPU failed while {} ({}); start again, or "
                                                "choose the CPU",
                                                action, cudaGetErrorString(error)));
}

} // namespace gambade::cuda
