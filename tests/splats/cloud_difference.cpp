#include "cloud_difference.h"

#include <catch2/catch.hpp>
#include <cmath>

namespace gambade::test {

Difference compare(const GaussianCloud& a, const GaussianCloud& b) {
    REQUIRE(a.size() == b.size());
    Difference d;
    const auto raise = [](double& largest, double value) { largest = std::max(largest, value); };
    for (std::size_t i = 0; i < a.size(); ++i) {
        const glm::dquat turn = glm::normalize(glm::dquat(a.rotations[i])) *
                                glm::conjugate(glm::normalize(glm::dquat(b.rotations[i])));
        raise(d.degrees,
              2.0 * 57.29577951308232 *
                  std::atan2(glm::length(glm::dvec3(turn.x, turn.y, turn.z)), std::abs(turn.w)));
        raise(d.opacity, std::abs(a.opacities[i] - b.opacities[i]));
        for (int axis = 0; axis < 3; ++axis) {
            raise(d.position, std::abs(a.positions[i][axis] - b.positions[i][axis]));
            raise(d.lnScale, std::abs(std::log(a.scales[i][axis] / b.scales[i][axis])));
            raise(d.color, std::abs(a.baseColor(i)[axis] - b.baseColor(i)[axis]));
        }
    }
    if (a.shDegree == b.shDegree) {
        const std::size_t coefficients = shCoefficientCount(a.shDegree);
        for (std::size_t i = 0; i < a.sh.size(); ++i) {
            if (i % coefficients != 0) {
                raise(d.sh, glm::length(a.sh[i] - b.sh[i]));
            }
        }
    }
    return d;
}

} // namespace gambade::test
