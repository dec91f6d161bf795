#include "reconstruction/cpu/patches.h"

#include "reconstruction/network.h"

namespace gambade::cpu {

void colourPatch(const float* picture, int size, int patchSize, int patch, float* row) {
    const int left = patch % (size / patchSize) * patchSize;
    const int top = patch / (size / patchSize) * patchSize;
    for (int channel = 0; channel < 3; ++channel, picture += size * size) {
        for (int y = 0; y < patchSize; ++y) {
            const float* line = picture + (top + y) * size + left;
            row = std::copy(line, line + patchSize, row);
        }
    }
}

void stemPatch(const float* picture, int size, int patchSize, int patch, const CameraRays& rays,
               float* row) {
    const int left = patch % (size / patchSize) * patchSize;
    const int top = patch / (size / patchSize) * patchSize;
    const int pixels = patchSize * patchSize;
    for (int i = 0; i < pixels; ++i) {
        const int x = left + i % patchSize;
        const int y = top + i / patchSize;
        for (int channel = 0; channel < 3; ++channel) {
            const float colour = picture[(channel * size + y) * size + x];
            row[channel * pixels + i] = (colour - kImageMean[channel]) / kImageDeviation[channel];
        }
        const Ray ray = rays.at(x, y);
        const auto& o = ray.origin;
        const auto& d = ray.direction;
        const double plucker[6] = {o[1] * d[2] - o[2] * d[1],
                                   o[2] * d[0] - o[0] * d[2],
                                   o[0] * d[1] - o[1] * d[0],
                                   d[0],
                                   d[1],
                                   d[2]};
        for (int channel = 0; channel < 6; ++channel) {
            row[(3 + channel) * pixels + i] = static_cast<float>(plucker[channel]);
        }
    }
}

} // namespace gambade::cpu
