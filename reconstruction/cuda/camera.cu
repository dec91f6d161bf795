// The camera: its pose from the pose head's output, its rays, its token's input.

#include "reconstruction/cuda/camera_rays.h"
#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/values.h"

namespace gambade::cuda {

namespace {

constexpr int kThreads = 128;
constexpr double kPi = 3.14159265358979323846;

__global__ void aimKernel(const CameraRequest* request, const float* poseOutput, PoseScale scale,
                          DeviceCamera* camera) {
    double elevation = request->elevationDegrees;
    if (!request->elevationKnown) {
        elevation = poseOutput == nullptr
                        ? 0.0
                        : fmin(fmax(poseOutput[0] * scale.unit, -scale.limit), scale.limit);
    }
    if (poseOutput != nullptr) {
        camera->fieldOfView = poseOutput[1];
    }
    const double sine = sin(elevation * kPi / 180);
    const double cosine = cos(elevation * kPi / 180);
    const double halfExtent = tan(request->fovYDegrees * kPi / 180 / 2);
    const double radius = request->radius;
    camera->elevationDegrees = elevation;
    camera->sine = sine;
    camera->cosine = cosine;
    camera->halfExtent = halfExtent;
    camera->radius = radius;
    camera->unknownShare = request->elevationKnown ? 0.0F : 1.0F;
    // Camera-to-world 3×4 row by row, then fx, fy, cx, cy.
    const double focal = 0.5 / halfExtent;
    const double input[16] = {
        1,     0,     0,   0,  0, cosine, sine, radius * sine, 0, -sine, cosine, radius * cosine,
        focal, focal, 0.5, 0.5};
    for (int i = 0; i < 16; ++i) {
        camera->tokenInput[i] = static_cast<float>(input[i]);
    }
}

__global__ void __launch_bounds__(kThreads)
    unknownKernel(const DeviceCamera* camera, const float* unknown, int count, float* x) {
    const int i = static_cast<int>(blockIdx.x) * kThreads + static_cast<int>(threadIdx.x);
    if (i < count) {
        x[i] = fmaf(camera->unknownShare, unknown[i], x[i]);
    }
}

/// A warp per channel.
template <typename T>
__global__ void __launch_bounds__(kThreads)
    summaryKernel(const T* tokens, int count, int width, float* summary) {
    const int channel =
        (static_cast<int>(blockIdx.x) * kThreads + static_cast<int>(threadIdx.x)) / kWarp;
    const int lane = static_cast<int>(threadIdx.x) % kWarp;
    if (channel >= width) {
        return;
    }
    float sum = 0;
    for (int token = 1 + lane; token < count; token += kWarp) {
        sum += load(tokens + static_cast<std::int64_t>(token) * width + channel);
    }
    sum = warpSum(sum);
    if (lane == 0) {
        summary[channel] = load(tokens + channel);
        summary[width + channel] = sum / static_cast<float>(count - 1);
    }
}

__global__ void __launch_bounds__(kThreads)
    rayKernel(const DeviceCamera* camera, int size, int patchSize, float* rows) {
    const int pixel = static_cast<int>(blockIdx.x) * kThreads + static_cast<int>(threadIdx.x);
    if (pixel >= size * size) {
        return;
    }
    const int x = pixel % size;
    const int y = pixel / size;
    const DeviceRay ray = rayAt(*camera, size, x, y);
    const double* o = ray.origin;
    const double* d = ray.direction;
    const double plucker[6] = {o[1] * d[2] - o[2] * d[1],
                               o[2] * d[0] - o[0] * d[2],
                               o[0] * d[1] - o[1] * d[0],
                               d[0],
                               d[1],
                               d[2]};
    const int pixels = patchSize * patchSize;
    const int patch = y / patchSize * (size / patchSize) + x / patchSize;
    const int inPatch = y % patchSize * patchSize + x % patchSize;
    float* row = rows + static_cast<std::int64_t>(patch) * 6 * pixels + inPatch;
    for (int channel = 0; channel < 6; ++channel) {
        row[channel * pixels] = static_cast<float>(plucker[channel]);
    }
}

} // namespace

void aimCamera(const CameraRequest* request, const float* poseOutput, PoseScale scale,
               DeviceCamera* camera, cudaStream_t stream) {
    launch(aimKernel, dim3(1), dim3(1), stream, request, poseOutput, scale, camera);
}

void addUnknownCamera(const DeviceCamera* camera, const float* unknown, int count, float* x,
                      cudaStream_t stream) {
    launch(unknownKernel, blocksFor(count, kThreads), dim3(kThreads), stream, camera, unknown,
           count, x);
}

template <typename T>
void summariseTokens(const T* tokens, int count, int width, float* summary, cudaStream_t stream) {
    launch(summaryKernel<T>, blocksFor(width, kThreads / kWarp), dim3(kThreads), stream, tokens,
           count, width, summary);
}

void rayPatches(const DeviceCamera* camera, int size, int patchSize, float* rows,
                cudaStream_t stream) {
    launch(rayKernel, blocksFor(static_cast<std::int64_t>(size) * size, kThreads), dim3(kThreads),
           stream, camera, size, patchSize, rows);
}

template void summariseTokens(const float*, int, int, float*, cudaStream_t);
template void summariseTokens(const Bf16*, int, int, float*, cudaStream_t);
template void summariseTokens(const Fp16*, int, int, float*, cudaStream_t);

} // namespace gambade::cuda
