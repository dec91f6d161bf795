#pragma once

#include "splats/cloud.h"

#include <vector>

namespace gambade::test {

/// The values that GpuCloud::fillBuffers() writes into its first buffer.
inline std::vector<float> splatArrays(const GaussianCloud& cloud) {
    std::vector<float> values;
    for (const auto* array : {&cloud.positions, &cloud.scales}) {
        for (const glm::vec3& entry : *array) {
            values.insert(values.end(), {entry.x, entry.y, entry.z});
        }
    }
    for (const glm::quat& rotation : cloud.rotations) {
        values.insert(values.end(), {rotation.x, rotation.y, rotation.z, rotation.w});
    }
    values.insert(values.end(), cloud.opacities.begin(), cloud.opacities.end());
    return values;
}

/// Into its second.
inline std::vector<float> colorArray(const GaussianCloud& cloud) {
    std::vector<float> values;
    for (const glm::vec3& coefficient : cloud.sh) {
        values.insert(values.end(), {coefficient.r, coefficient.g, coefficient.b});
    }
    return values;
}

} // namespace gambade::test
