// Head outputs → Gaussians: a thread each, in the accurate functions, as there are few.

#include "reconstruction/cuda/camera_rays.h"
#include "reconstruction/cuda/decode.h"
#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/scan_orders.h"

namespace gambade::cuda {

namespace {

constexpr int kThreads = 128;
constexpr int kRowLength = 14;

__device__ float accurateSigmoid(float x) {
    return 1 / (1 + expf(-x));
}

__device__ float accurateSoftplus(float x) {
    return fmaxf(x, 0.0F) + log1pf(expf(-fabsf(x)));
}

/// Expectation of linspace(−extent, extent, bins) under L2-normalised weights.
__device__ float binPosition(const float* logits, int bins, float extent) {
    float squares = 0;
    float sum = 0;
    for (int i = 0; i < bins; ++i) {
        const float at =
            bins > 1 ? extent * (2 * static_cast<float>(i) / static_cast<float>(bins - 1) - 1)
                     : -extent;
        squares = fmaf(logits[i], logits[i], squares);
        sum = fmaf(at, logits[i], sum);
    }
    return sum / fmaxf(sqrtf(squares), 1e-12F);
}

__device__ void rayPosition(const float* heads, const DecodeSettings& settings,
                            const DeviceCamera& camera, int gaussian, float* position) {
    const int grid = settings.grid;
    const int order = gaussian / (grid * grid);
    const int token = stemTokenAt(gaussian, grid);
    const DeviceRay ray = rayAt(camera, grid, token % grid, token / grid);
    const double depth = camera.radius - static_cast<double>(settings.rayOffsets[order]) +
                         static_cast<double>(settings.rayDepthRange * tanhf(heads[0]));
    for (int axis = 0; axis < 3; ++axis) {
        const float jitter = settings.rayJitterRange * tanhf(heads[1 + axis]);
        position[axis] =
            static_cast<float>(ray.origin[axis] + ray.direction[axis] * depth + jitter);
    }
}

/// Unit quaternion w x y z; the identity where all four are zero.
__device__ void normaliseRotation(const float* values, float* rotation) {
    float largest = 0; // taken out, so that no square overflows or vanishes
    for (int i = 0; i < 4; ++i) {
        largest = fmaxf(largest, fabsf(values[i]));
    }
    float squares = 0;
    for (int i = 0; i < 4; ++i) {
        const float value = largest > 0 ? values[i] / largest : (i == 0 ? 1.0F : 0.0F);
        rotation[i] = value;
        squares = fmaf(value, value, squares);
    }
    for (int i = 0; i < 4; ++i) {
        rotation[i] /= sqrtf(squares);
    }
}

__global__ void __launch_bounds__(kThreads)
    decodeKernel(const float* heads, DecodeSettings settings, const DeviceCamera* camera, int count,
                 float* rows) {
    const int gaussian = static_cast<int>(blockIdx.x) * kThreads + static_cast<int>(threadIdx.x);
    if (gaussian >= count) {
        return;
    }
    const float* said = heads + static_cast<std::int64_t>(gaussian) * settings.rowStride;
    float* row = rows + static_cast<std::int64_t>(gaussian) * kRowLength;
    if (settings.ray) {
        rayPosition(said, settings, *camera, gaussian, row);
    } else {
        for (int axis = 0; axis < 3; ++axis) {
            row[axis] = binPosition(said + axis * settings.bins, settings.bins, settings.binExtent);
        }
    }
    const float* opacity = said + (settings.ray ? 4 : 3 * settings.bins);
    const float* scale = opacity + 1;
    const float* colour = scale + 3;
    row[3] = accurateSigmoid(*opacity);
    for (int i = 0; i < 3; ++i) {
        row[4 + i] = settings.scaleFactor * accurateSoftplus(scale[i]);
        row[11 + i] = accurateSigmoid(colour[i]);
    }
    const float identity[4] = {1, 0, 0, 0};
    normaliseRotation(settings.freeRotation ? colour + 3 : identity, row + 7);
}

} // namespace

void decodeHeads(const float* heads, const DecodeSettings& settings, const DeviceCamera* camera,
                 float* rows, cudaStream_t stream) {
    const int count = 4 * settings.grid * settings.grid;
    launch(decodeKernel, blocksFor(count, kThreads), dim3(kThreads), stream, heads, settings,
           camera, count, rows);
}

} // namespace gambade::cuda
