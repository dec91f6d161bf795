#pragma once

#include "reconstruction/cuda/camera.h"

namespace gambade::cuda {

struct DeviceRay {
    double origin[3];
    double direction[3]; ///< unit length
};

/// The ray through the centre of a cell of a count × count grid: CameraRays::at on the device.
__device__ inline DeviceRay rayAt(const DeviceCamera& camera, int count, int column, int row) {
    const double x = ((column + 0.5) * 2 / count - 1) * camera.halfExtent;
    const double y = (1 - (row + 0.5) * 2 / count) * camera.halfExtent;
    const double scale = 1 / sqrt(x * x + y * y + 1);
    return {{0, camera.radius * camera.sine, camera.radius * camera.cosine},
            {x * scale, (camera.cosine * y - camera.sine) * scale,
             (-camera.sine * y - camera.cosine) * scale}};
}

} // namespace gambade::cuda
