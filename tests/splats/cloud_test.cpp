#include "splats/cloud.h"

#include "sample_clouds.h"

#include <array>
#include <catch2/catch.hpp>
#include <glm/gtc/quaternion.hpp>
#include <glm/mat3x3.hpp>
#include <random>

using namespace gambade;

namespace {

/// The basis of Kerbl et al. 2023 (forward.cu of its rasterizer gives the same order and signs), in
/// double.
std::array<double, 16> shBasis(const glm::dvec3& d) {
    const double x = d.x;
    const double y = d.y;
    const double z = d.z;
    return {0.28209479177387814,
            -0.4886025119029199 * y,
            0.4886025119029199 * z,
            -0.4886025119029199 * x,
            1.0925484305920792 * x * y,
            -1.0925484305920792 * y * z,
            0.31539156525252005 * (2 * z * z - x * x - y * y),
            -1.0925484305920792 * x * z,
            0.5462742152960396 * (x * x - y * y),
            -0.5900435899266435 * y * (3 * x * x - y * y),
            2.890611442640554 * x * y * z,
            -0.4570457994644658 * y * (4 * z * z - x * x - y * y),
            0.3731763325901154 * z * (2 * z * z - 3 * x * x - 3 * y * y),
            -0.4570457994644658 * x * (4 * z * z - x * x - y * y),
            1.445305721320277 * z * (x * x - y * y),
            -0.5900435899266435 * x * (x * x - 3 * y * y)};
}

glm::dvec3 colorSeenAlong(const GaussianCloud& cloud, std::size_t index, const glm::dvec3& d) {
    const std::array<double, 16> basis = shBasis(d);
    const std::size_t coefficients = shCoefficientCount(cloud.shDegree);
    glm::dvec3 color(0.5);
    for (std::size_t k = 0; k < coefficients; ++k) {
        color += basis[k] * glm::dvec3(cloud.sh[index * coefficients + k]);
    }
    return color;
}

glm::dmat3 covariance(const GaussianCloud& cloud, std::size_t index) {
    glm::dmat3 axes = glm::mat3_cast(glm::normalize(glm::dquat(cloud.rotations[index])));
    for (int axis = 0; axis < 3; ++axis) {
        axes[axis] *= static_cast<double>(cloud.scales[index][axis]);
    }
    return axes * glm::transpose(axes);
}

double largestDifference(const glm::dmat3& a, const glm::dmat3& b) {
    double largest = 0.0;
    for (int column = 0; column < 3; ++column) {
        for (int row = 0; row < 3; ++row) {
            largest = std::max(largest, std::abs(a[column][row] - b[column][row]));
        }
    }
    return largest;
}

} // namespace

TEST_CASE("a half turn turns positions, shapes and view-dependent colours") {
    const bool aboutZ = GENERATE(true, false);
    const double y = aboutZ ? -1 : 1;
    const glm::dmat3 turn(-1, 0, 0, 0, y, 0, 0, 0, -y);
    const int degree = GENERATE(0, 1, 2, 3);
    const GaussianCloud before = test::makeRandomCloud(50, degree, 1);
    GaussianCloud after = before;
    aboutZ ? rotateHalfTurnAboutZ(after) : rotateHalfTurnAboutY(after);

    std::mt19937 generator(2);
    std::normal_distribution<double> normal;
    double colorError = 0.0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK(glm::dvec3(after.positions[i]) == turn * glm::dvec3(before.positions[i]));
        CHECK(largestDifference(covariance(after, i),
                                turn * covariance(before, i) * glm::transpose(turn)) < 1e-12);
        for (int n = 0; n < 20; ++n) {
            const glm::dvec3 direction =
                glm::normalize(glm::dvec3(normal(generator), normal(generator), normal(generator)));
            colorError =
                std::max(colorError, glm::length(colorSeenAlong(after, i, turn * direction) -
                                                 colorSeenAlong(before, i, direction)));
        }
    }
    CHECK(colorError < 1e-12);
}

TEST_CASE("two half turns give the cloud back, quaternions negated") {
    const GaussianCloud before = test::makeRandomCloud(20, 3, 3);
    GaussianCloud after = before;
    rotateHalfTurnAboutZ(after);
    rotateHalfTurnAboutZ(after);
    CHECK(after.positions == before.positions);
    CHECK(after.sh == before.sh);
    for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK(after.rotations[i] == -before.rotations[i]);
    }
}

TEST_CASE("a resized cloud has zeros and identity rotations of every length") {
    GaussianCloud cloud;
    cloud.resize(3, 2);
    CHECK(cloud.size() == 3);
    CHECK(cloud.opacities == std::vector<float>(3, 0.0f));
    CHECK(cloud.sh == std::vector<glm::vec3>(27, glm::vec3(0.0f)));
    CHECK(cloud.rotations == std::vector<glm::quat>(3, glm::quat(1.0f, 0.0f, 0.0f, 0.0f)));
}

TEST_CASE("a slice holds the splats of its range") {
    GaussianCloud cloud = test::makeRandomCloud(10, 1, 4);
    cloud.antialiased = true;
    const GaussianCloud part = slice(cloud, 3, 7);
    REQUIRE(part.size() == 4);
    CHECK(part.shDegree == 1);
    CHECK(part.antialiased);
    CHECK(part.positions[0] == cloud.positions[3]);
    CHECK(part.opacities[3] == cloud.opacities[6]);
    CHECK(part.scales[1] == cloud.scales[4]);
    CHECK(part.rotations[2] == cloud.rotations[5]);
    CHECK(part.sh == std::vector<glm::vec3>(cloud.sh.begin() + 12, cloud.sh.begin() + 28));
}
