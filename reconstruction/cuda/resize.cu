// Bilinear resize: a thread per target pixel.

#include "reconstruction/cuda/between.h"
#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/ops.h"

#include <cuda_runtime.h>

namespace gambade::cuda {

namespace {

constexpr int kThreads = 256;

__device__ float mix(const float* line, const Between& across) {
    return (1 - across.weight) * line[across.first] + across.weight * line[across.second];
}

__global__ void __launch_bounds__(kThreads)
    resizeKernel(const float* source, int sourceSize, int size, float* target, int count) {
    const int i = static_cast<int>(blockIdx.x) * kThreads + static_cast<int>(threadIdx.x);
    if (i >= count) {
        return;
    }
    const int plane = i / (size * size);
    const Between vertical(i / size % size, sourceSize, size);
    const Between across(i % size, sourceSize, size);
    const float* lines = source + static_cast<std::int64_t>(plane) * sourceSize * sourceSize;
    const float upper = mix(lines + static_cast<std::int64_t>(vertical.first) * sourceSize, across);
    const float lower =
        mix(lines + static_cast<std::int64_t>(vertical.second) * sourceSize, across);
    target[i] = (1 - vertical.weight) * upper + vertical.weight * lower;
}

} // namespace

void resizeBilinear(const float* source, int sourceSize, int planes, int size, float* target,
                    cudaStream_t stream) {
    const int count = planes * size * size;
    launch(resizeKernel, blocksFor(count, kThreads), dim3(kThreads), stream, source, sourceSize,
           size, target, count);
}

} // namespace gambade::cuda
