#include "splats/morton_order.h"

#include <algorithm>
#include <cfloat>
#include <cstdint>
#include <glm/common.hpp>
#include <numeric>

namespace gambade {

std::vector<std::size_t> mortonOrder(const GaussianCloud& cloud) {
    constexpr int kBits = 10;
    glm::vec3 minimum(FLT_MAX);
    glm::vec3 maximum(-FLT_MAX);
    for (const glm::vec3& position : cloud.positions) {
        minimum = glm::min(minimum, position);
        maximum = glm::max(maximum, position);
    }
    const glm::dvec3 extent = glm::dvec3(maximum) - glm::dvec3(minimum);
    const auto codeOf = [&](const glm::vec3& position) {
        std::uint32_t code = 0;
        for (glm::length_t axis = 0; axis < 3; ++axis) {
            const double t =
                extent[axis] > 0.0
                    ? (static_cast<double>(position[axis]) - static_cast<double>(minimum[axis])) /
                          extent[axis]
                    : 0.0;
            const auto step = static_cast<std::uint32_t>(t * ((1 << kBits) - 1));
            for (int bit = 0; bit < kBits; ++bit) {
                code |= (step >> bit & 1) << (3 * bit + axis);
            }
        }
        return code;
    };
    std::vector<std::uint32_t> codes(cloud.size());
    std::transform(cloud.positions.begin(), cloud.positions.end(), codes.begin(), codeOf);
    std::vector<std::size_t> order(cloud.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&codes](std::size_t a, std::size_t b) { return codes[a] < codes[b]; });
    return order;
}

} // namespace gambade
