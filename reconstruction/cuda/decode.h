#pragma once

#include "reconstruction/cuda/camera.h"

namespace gambade::cuda {

/// What the decoder's activations need of the configuration (network.md §5).
struct DecodeSettings {
    int grid = 0;      ///< stem tokens a side; 4·grid² Gaussians
    int rowStride = 0; ///< floats from one Gaussian's head outputs to the next
    bool ray = false;  ///< positions along the camera's rays, else expectations over bins
    int bins = 0;
    float binExtent = 0;
    float rayOffsets[4] = {0, 0, 0, 0};
    float rayDepthRange = 0;
    float rayJitterRange = 0;
    bool freeRotation = false;
    float scaleFactor = 0;
};

/// Head outputs → Gaussians.
/// @param heads [4·grid² × rowStride]: position, opacity, scale, colour, rotation where free
/// @param rows [4·grid² × NetworkOutput::kRowLength]
void decodeHeads(const float* heads, const DecodeSettings& settings, const DeviceCamera* camera,
                 float* rows, cudaStream_t stream);

} // namespace gambade::cuda
