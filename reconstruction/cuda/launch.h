#pragma once

#include "reconstruction/cuda/check.h"
#include "training/kernels/launch.h"

namespace gambade::cuda {

/// Queues `kernel` on `stream`. @throws Error(kDevice)
template <typename... Parameters, typename... Arguments>
void launch(void (*kernel)(Parameters...), dim3 grid, dim3 block, cudaStream_t stream,
            Arguments... arguments) {
    check(static_cast<cudaError_t>(gambade::launch(kernel, grid, block, stream, arguments...)),
          "starting an operation");
}

/// As many blocks of `size` threads as give every element of `count` one thread.
inline dim3 blocksFor(std::int64_t count, std::int64_t size) {
    return dim3(static_cast<unsigned>(ceilDiv(count, size)));
}

} // namespace gambade::cuda
