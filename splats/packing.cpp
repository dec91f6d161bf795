#include "splats/packing.h"

#include "splats/log.h"

namespace gambade {
namespace {

/// 0 for a finite value, else NaN: sums of it tell whether all values are finite.
float judge(float value) {
    return 0.0f * value;
}
float judge(const glm::vec3& v) {
    return judge(v.x) + judge(v.y) + judge(v.z);
}

} // namespace

glm::quat unitRotation(const glm::quat& rotation) {
    const glm::dquat q(rotation);
    const double length = glm::length(q);
    if (!std::isfinite(length) || length == 0.0) {
        return {1.0f, 0.0f, 0.0f, 0.0f};
    }
    return glm::quat(q / length);
}

std::size_t largestComponent(const std::array<float, 4>& vector) {
    const auto* largest = std::max_element(
        vector.begin(), vector.end(), [](float a, float b) { return std::abs(a) < std::abs(b); });
    return static_cast<std::size_t>(largest - vector.begin());
}

void completeUnitVector(std::array<float, 4>& vector, std::size_t leftOut) {
    vector[leftOut] = 0.0f;
    float sum = 0.0f;
    for (const float component : vector) {
        sum += component * component;
    }
    vector[leftOut] = std::sqrt(std::max(0.0f, 1.0f - sum));
}

std::optional<int> shDegreeOfRest(std::size_t count) {
    for (int degree = 0; degree <= kMaxShDegree; ++degree) {
        if (count == 3 * (shCoefficientCount(degree) - 1)) {
            return degree;
        }
    }
    return std::nullopt;
}

void dropNonFinite(GaussianCloud& cloud) {
    const std::size_t coefficients = shCoefficientCount(cloud.shDegree);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        const glm::vec3* sh = cloud.sh.data() + i * coefficients;
        float sum = judge(cloud.positions[i]) + judge(cloud.scales[i]) + judge(cloud.opacities[i]);
        for (std::size_t k = 0; k < coefficients; ++k) {
            sum += judge(sh[k]);
        }
        if (std::isnan(sum)) {
            continue;
        }
        if (kept < i) {
            cloud.positions[kept] = cloud.positions[i];
            cloud.scales[kept] = cloud.scales[i];
            cloud.opacities[kept] = cloud.opacities[i];
            cloud.rotations[kept] = cloud.rotations[i];
            std::copy_n(sh, coefficients, cloud.sh.data() + kept * coefficients);
        }
        ++kept;
    }
    if (kept < cloud.size()) {
        log(LogLevel::kWarning, "{} of {} splats left out: their values are not finite",
            cloud.size() - kept, cloud.size());
        cloud.resize(kept, cloud.shDegree);
    }
}

} // namespace gambade
