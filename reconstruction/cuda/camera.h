#pragma once

#include "reconstruction/cuda/ops.h"

namespace gambade::cuda {

/// What one picture's camera is known to be.
struct CameraRequest {
    double elevationDegrees = 0;
    double fovYDegrees = 0;
    double radius = 0;
    bool elevationKnown = true;

    bool operator==(const CameraRequest&) const = default;
};

/// The camera on the device (camera_rays.h): made there, as the elevation may be an estimate that
/// the host has not seen.
struct DeviceCamera {
    double elevationDegrees;
    double sine; ///< of the elevation
    double cosine;
    double halfExtent; ///< tan(fovy / 2)
    double radius;
    float tokenInput[16]; ///< SourceCamera::tokenInput()
    float unknownShare;   ///< 1 where the elevation was not given, else 0
    float fieldOfView;    ///< the pose head's output for it (fieldOfViewOf), where it ran
};

/// Degrees that the pose head's elevation counts in, and the largest it may answer with.
struct PoseScale {
    double unit = 0;
    double limit = 0;
};

/// @param poseOutput [2], the pose head's outputs: the first gives the elevation where it is not
///        known, the second is kept as fieldOfView; null: 0 degrees then, and that one stays
void aimCamera(const CameraRequest* request, const float* poseOutput, PoseScale scale,
               DeviceCamera* camera, cudaStream_t stream);

/// x += camera->unknownShare · unknown
void addUnknownCamera(const DeviceCamera* camera, const float* unknown, int count, float* x,
                      cudaStream_t stream);

/// What the pose head reads: the first token, then the mean of the others.
/// @param tokens [count × width] @param summary [2·width]
template <typename T>
void summariseTokens(const T* tokens, int count, int width, float* summary, cudaStream_t stream);

/// One row per stem patch: o × d and d of every pixel's ray, [6][y][x]; [patches × 6·patchSize²].
void rayPatches(const DeviceCamera* camera, int size, int patchSize, float* rows,
                cudaStream_t stream);

} // namespace gambade::cuda
