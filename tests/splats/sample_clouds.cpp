#include "sample_clouds.h"

#include <cmath>
#include <random>

namespace gambade::test {

GaussianCloud makeRandomCloud(std::size_t count, int shDegree, std::uint32_t seed) {
    std::mt19937 generator(seed);
    std::uniform_real_distribution<float> unit(-1.0f, 1.0f);
    std::normal_distribution<float> normal;
    const auto random = [&] { return unit(generator); };

    GaussianCloud cloud;
    cloud.resize(count, shDegree);
    for (std::size_t i = 0; i < count; ++i) {
        cloud.positions[i] = {random(), random(), random()};
        cloud.opacities[i] = 0.5f + 0.49f * random();
        cloud.scales[i] = 0.03f * glm::vec3(std::exp(2.3f * random()), std::exp(2.3f * random()),
                                            std::exp(2.3f * random()));
        cloud.rotations[i] = glm::normalize(
            glm::quat(normal(generator), normal(generator), normal(generator), normal(generator)));
    }
    for (glm::vec3& coefficient : cloud.sh) {
        coefficient = {random(), random(), random()};
    }
    return cloud;
}

} // namespace gambade::test
