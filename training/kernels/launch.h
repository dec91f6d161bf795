#pragma once

// Conventions of every entry point in libgambade_training.so (loaded by
// gambade_training/native.py):
//   GAMBADE_EXPORT int gambade_<name>(tensors..., sizes..., cudaStream_t stream)
// Tensors are device pointers into contiguous memory owned by the caller, workspaces included;
// sizes are std::int64_t, numbers float. The work is queued on `stream`. The returned int is a
// cudaError_t: 0, or cudaErrorInvalidValue for sizes the kernel cannot take, or the launch's error.

#include <cuda_runtime.h>

#include <cstdint>

#define GAMBADE_EXPORT extern "C" __attribute__((visibility("default")))

namespace gambade {

/// Blocks of `size` that cover `count` elements.
constexpr std::int64_t ceilDiv(std::int64_t count, std::int64_t size) {
    return (count + size - 1) / size;
}

/// Queues `kernel` on `stream`; returns the launch's cudaError_t as the int an entry point returns.
template <typename... Parameters, typename... Arguments>
int launch(void (*kernel)(Parameters...), dim3 grid, dim3 block, cudaStream_t stream,
           Arguments... arguments) {
    cudaLaunchConfig_t configuration{};
    configuration.gridDim = grid;
    configuration.blockDim = block;
    configuration.stream = stream;
    return cudaLaunchKernelEx(&configuration, kernel, static_cast<Parameters>(arguments)...);
}

} // namespace gambade
