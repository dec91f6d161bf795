#include "random_clouds.h"

#include <cmath>
#include <glm/vec4.hpp>
#include <limits>
#include <random>

namespace gambade::test {

namespace {

/// std::mt19937 is the same everywhere, the standard distributions are not.
class Random {
public:
    explicit Random(std::uint32_t seed) : m_engine(seed) {}

    double uniform(double from, double to) {
        return from + (to - from) * (static_cast<double>(m_engine()) / 4294967296.0);
    }
    float logUniform(double from, double to) {
        return static_cast<float>(std::exp(uniform(std::log(from), std::log(to))));
    }
    glm::vec3 inCube(double half) {
        const double x = uniform(-half, half);
        const double y = uniform(-half, half);
        return {x, y, uniform(-half, half)};
    }
    glm::quat rotation() {
        const glm::vec3 axis = inCube(1.0);
        return glm::normalize(glm::quat(static_cast<float>(uniform(-1.0, 1.0)), axis));
    }

private:
    std::mt19937 m_engine;
};

/// Appends one splat, everything but place and shape at random.
void append(GaussianCloud& cloud, Random& random, const glm::vec3& position,
            const glm::vec3& scale) {
    const std::size_t i = cloud.size();
    cloud.resize(i + 1, cloud.shDegree);
    cloud.positions[i] = position;
    cloud.scales[i] = scale;
    cloud.rotations[i] = random.rotation();
    cloud.opacities[i] = static_cast<float>(random.uniform(0.02, 1.0));
    const std::size_t coefficients = shCoefficientCount(cloud.shDegree);
    for (std::size_t k = i * coefficients; k < (i + 1) * coefficients; ++k) {
        cloud.sh[k] = random.inCube(0.3);
    }
    cloud.setBaseColor(i, 0.5f + random.inCube(0.5));
}

} // namespace

GaussianCloud makeRandomCloud(const RandomCloud& parameters) {
    GaussianCloud cloud;
    cloud.resize(0, parameters.shDegree);
    Random random(parameters.seed);
    for (std::size_t i = 0; i < parameters.count; ++i) {
        const glm::vec3 position = random.inCube(parameters.extent);
        const float x = random.logUniform(parameters.smallestScale, parameters.largestScale);
        const float y = random.logUniform(parameters.smallestScale, parameters.largestScale);
        const float z = random.logUniform(parameters.smallestScale, parameters.largestScale);
        append(cloud, random, position, {x, y, z});
    }
    return cloud;
}

void addExtremeSplats(GaussianCloud& cloud, std::uint32_t seed) {
    Random random(seed);
    for (int i = 0; i < 8; ++i) {
        append(cloud, random, random.inCube(0.5), {2.0f, 3.0f, 1.0f});    // the whole picture
        append(cloud, random, random.inCube(0.5), {4.0f, 1e-4f, 1e-4f});  // needle
        append(cloud, random, random.inCube(0.5), {0.3f, 0.2f, 0.0f});    // disc
        append(cloud, random, random.inCube(0.5), {1e-6f, 1e-6f, 1e-6f}); // point
        append(cloud, random, random.inCube(0.5), {1e-30f, 1e-30f, 1e-30f});
        append(cloud, random, {0.1f, 0.1f, 4.0f}, {0.5f, 0.5f, 0.5f}); // behind
        append(cloud, random, {0.0f, 0.0f, 1.31f + 0.005f * static_cast<float>(i - 4)},
               {0.01f, 0.01f, 0.01f}); // on both sides of the near plane of a camera at 1.5
        append(cloud, random, {2.0f, 0.5f, 1.0f}, {0.4f, 0.1f, 0.4f});    // beyond the clamp
        append(cloud, random, {1e30f, 0.0f, -1e30f}, {1.0f, 1.0f, 1.0f}); // beyond any picture
        cloud.opacities.back() = 1.0f;
    }
    append(cloud, random, {0.0f, 0.0f, 0.0f}, {1e15f, 1e15f, 1e15f});
    cloud.opacities.back() = 0.1f;
    append(cloud, random, {0.1f, 0.0f, 0.0f}, {0.1f, 0.02f, 0.1f});
    cloud.rotations.back() *= 7.0f;
}

void addBrokenSplats(GaussianCloud& cloud) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    Random random(99);
    const auto good = [&]() {
        append(cloud, random, {0.0f, 0.0f, 0.1f}, {0.1f, 0.1f, 0.1f});
        cloud.opacities.back() = 0.9f;
        return cloud.size() - 1;
    };
    for (const float bad : {nan, infinity, -infinity}) {
        cloud.positions[good()].x = bad;
        cloud.positions[good()].z = bad;
        cloud.scales[good()].y = bad;
        cloud.opacities[good()] = bad;
        cloud.rotations[good()].w = bad;
        good();
        cloud.sh.back().g = bad;
    }
    cloud.scales[good()].z = -0.1f;
    cloud.scales[good()] = glm::vec3(0.0f);
    cloud.rotations[good()] = glm::quat(0.0f, 0.0f, 0.0f, 0.0f);
    cloud.opacities[good()] = -0.5f;
    cloud.opacities[good()] = 0.0f;
}

} // namespace gambade::test
