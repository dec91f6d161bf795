#pragma once

#include "reconstruction/camera_rays.h"

namespace gambade::cpu {

/// One row per square patch of a picture, as a convolution of that kernel and stride sees it:
/// [channel][y][x], ready for a matrix product.

/// @param picture [3 × size²] channel-major
/// @param patch row-major index of the patch @param row [3 · patchSize²]
void colourPatch(const float* picture, int size, int patchSize, int patch, float* row);

/// The stem's: ImageNet-normalised colour, then o × d and d of every pixel's ray.
/// @param row [9 · patchSize²]
void stemPatch(const float* picture, int size, int patchSize, int patch, const CameraRays& rays,
               float* row);

} // namespace gambade::cpu
