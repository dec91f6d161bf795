#include "splats/cloud.h"

#include <algorithm>
#include <type_traits>

namespace gambade {

void GaussianCloud::resize(std::size_t count, int degree) {
    positions.resize(count, glm::vec3(0.0f));
    opacities.resize(count, 0.0f);
    scales.resize(count, glm::vec3(0.0f));
    rotations.resize(count, glm::quat(1.0f, 0.0f, 0.0f, 0.0f));
    shDegree = degree;
    sh.resize(count * shCoefficientCount(degree), glm::vec3(0.0f));
}

bool isProvenanceKey(std::string_view key) {
    const auto isControl = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
    return !key.empty() && key.find(": ") == key.npos && std::ranges::none_of(key, isControl);
}

GaussianCloud slice(const GaussianCloud& cloud, std::size_t begin, std::size_t end) {
    const auto part = [begin, end](const auto& values, std::size_t perSplat) {
        return std::remove_cvref_t<decltype(values)>(
            values.begin() + static_cast<std::ptrdiff_t>(begin * perSplat),
            values.begin() + static_cast<std::ptrdiff_t>(end * perSplat));
    };
    GaussianCloud result;
    result.positions = part(cloud.positions, 1);
    result.opacities = part(cloud.opacities, 1);
    result.scales = part(cloud.scales, 1);
    result.rotations = part(cloud.rotations, 1);
    result.shDegree = cloud.shDegree;
    result.sh = part(cloud.sh, shCoefficientCount(cloud.shDegree));
    result.antialiased = cloud.antialiased;
    result.provenance = cloud.provenance;
    return result;
}

GaussianCloud gather(const GaussianCloud& cloud, std::span<const std::size_t> indices) {
    const std::size_t coefficients = shCoefficientCount(cloud.shDegree);
    GaussianCloud block;
    block.resize(indices.size(), cloud.shDegree);
    for (std::size_t i = 0; i < indices.size(); ++i) {
        const std::size_t from = indices[i];
        block.positions[i] = cloud.positions[from];
        block.opacities[i] = cloud.opacities[from];
        block.scales[i] = cloud.scales[from];
        block.rotations[i] = cloud.rotations[from];
        std::copy_n(cloud.sh.data() + from * coefficients, coefficients,
                    block.sh.data() + i * coefficients);
    }
    return block;
}

void rotateHalfTurnAboutZ(GaussianCloud& cloud) {
    for (glm::vec3& position : cloud.positions) {
        position = {-position.x, -position.y, position.z};
    }
    // The half turn is the quaternion k, and k·(w + xi + yj + zk) = −z − yi + xj + wk.
    for (glm::quat& q : cloud.rotations) {
        q = glm::quat(-q.z, -q.y, q.x, q.w);
    }
    // Basis function k = l² + l + m gets the sign (−1)^m; l² + l is even, so that is (−1)^k.
    const std::size_t perSplat = shCoefficientCount(cloud.shDegree);
    for (std::size_t first = 0; first < cloud.sh.size(); first += perSplat) {
        for (std::size_t k = 1; k < perSplat; k += 2) {
            cloud.sh[first + k] = -cloud.sh[first + k];
        }
    }
}

void rotateHalfTurnAboutY(GaussianCloud& cloud) {
    for (glm::vec3& position : cloud.positions) {
        position = {-position.x, position.y, -position.z};
    }
    // The half turn is the quaternion j, and j·(w + xi + yj + zk) = −y + zi + wj − xk.
    for (glm::quat& q : cloud.rotations) {
        q = glm::quat(-q.y, q.z, q.w, -q.x);
    }
    // Function (l, m) is of degree l in x, y, z together and odd in y where m < 0, so that
    // negating x and z gives it the sign (−1)^l, once more negated where m < 0.
    const std::size_t perSplat = shCoefficientCount(cloud.shDegree);
    for (std::size_t first = 0; first < cloud.sh.size(); first += perSplat) {
        for (int l = 1; l <= cloud.shDegree; ++l) {
            for (int m = -l; m <= l; ++m) {
                if ((l % 2 == 1) != (m < 0)) {
                    glm::vec3& coefficient =
                        cloud.sh[first + static_cast<std::size_t>(l * l + l + m)];
                    coefficient = -coefficient;
                }
            }
        }
    }
}

} // namespace gambade
