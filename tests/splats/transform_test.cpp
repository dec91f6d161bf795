#include "splats/transform.h"

#include "same_bits.h"
#include "sample_clouds.h"
#include "splats/sh.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <random>

using namespace gambade;
using namespace gambade::test;

namespace {

/// R · S² · Rᵀ, written out.
glm::dmat3 covariance(const GaussianCloud& cloud, std::size_t splat) {
    const glm::dmat3 axes = glm::mat3_cast(glm::normalize(glm::dquat(cloud.rotations[splat])));
    glm::dmat3 sum(0.0);
    for (glm::length_t axis = 0; axis < 3; ++axis) {
        const double deviation = cloud.scales[splat][axis];
        sum += deviation * deviation * glm::outerProduct(axes[axis], axes[axis]);
    }
    return sum;
}

double largest(const glm::dmat3& matrix) {
    double most = 0;
    for (glm::length_t i = 0; i < 3; ++i) {
        for (glm::length_t j = 0; j < 3; ++j) {
            most = std::max(most, std::abs(matrix[i][j]));
        }
    }
    return most;
}

glm::dmat3 turn(double degrees, const glm::dvec3& axis) {
    return glm::mat3_cast(glm::angleAxis(degrees * std::acos(-1.0) / 180, glm::normalize(axis)));
}

glm::dmat3 diagonal(double x, double y, double z) {
    return {{x, 0, 0}, {0, y, 0}, {0, 0, z}};
}

std::vector<glm::dvec3> someDirections() {
    std::mt19937 random(3);
    std::normal_distribution<double> normal;
    std::vector<glm::dvec3> directions;
    for (int i = 0; i < 20; ++i) {
        directions.push_back(
            glm::normalize(glm::dvec3(normal(random), normal(random), normal(random))));
    }
    return directions;
}

/// The colours seen along directions of `before` are those along the turned ones of `after`.
double colorDifference(const GaussianCloud& before, const GaussianCloud& after,
                       const glm::dmat3& turned) {
    const std::size_t count = shCoefficientCount(before.shDegree);
    double worst = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        for (const glm::dvec3& direction : someDirections()) {
            const glm::vec3 difference =
                evaluateSh(&before.sh[i * count], before.shDegree, direction) -
                evaluateSh(&after.sh[i * count], after.shDegree, turned * direction);
            worst = std::max(worst, static_cast<double>(glm::length(difference)));
        }
    }
    return worst;
}

} // namespace

TEST_CASE("centres and ellipsoids are moved as solids, by any affine map") {
    const GaussianCloud before = makeRandomCloud(200, 0, 5);
    const AffineMap map{GENERATE(turn(70, {1, 2, 3}), turn(-120, {0, 1, 0}) * 2.5,
                                 turn(40, {1, 0, 1}) * diagonal(1, -1, 1), diagonal(3, 1, 0.2),
                                 turn(30, {1, 1, 0}) * diagonal(2, 1, 0.5) * turn(50, {0, 1, 1}),
                                 glm::dmat3(1, 0.5, 0, 0, 1, 0, 0.25, 0, 1), -glm::dmat3(1.0)),
                        {1, -2, 3}};
    GaussianCloud after = before;
    transform(after, map);
    for (std::size_t i = 0; i < before.size(); ++i) {
        const glm::dvec3 centre = map.linear * glm::dvec3(before.positions[i]) + map.translation;
        CHECK(glm::distance(glm::dvec3(after.positions[i]), centre) < 1e-6);
        const glm::dmat3 expected = map.linear * covariance(before, i) * glm::transpose(map.linear);
        // Deviations and quaternions are floats: each rounding, of 6e-8, counts twice in a square.
        CHECK(largest(covariance(after, i) - expected) < 3e-6 * largest(expected));
        CHECK(glm::length(after.rotations[i]) == Approx(1));
    }
    CHECK(after.opacities == before.opacities);
    CHECK(after.sh == before.sh); // of degree 0: the same from everywhere
}

TEST_CASE("colours by direction turn along") {
    const int degree = GENERATE(1, 2, 3);
    const GaussianCloud before = makeRandomCloud(20, degree, 9);
    const auto moved = [&](const glm::dmat3& linear) {
        GaussianCloud after = before;
        transform(after, {linear, {0, 0, 5}});
        return after;
    };
    const glm::dmat3 turned = turn(100, {3, -1, 2});
    CHECK(colorDifference(before, moved(turned), turned) < 1e-5);
    CHECK(colorDifference(before, moved(turned * 0.1), turned) < 1e-5);
    CHECK(colorDifference(before, before, turned) > 0.5); // else this would show nothing
    const glm::dmat3 mirrored = turned * diagonal(1, 1, -1);
    CHECK(colorDifference(before, moved(mirrored), mirrored) < 1e-5);
    // What only stretches, turns nothing; the rotation in between is found again.
    CHECK(colorDifference(before, moved(diagonal(4, 1, 0.5)), glm::dmat3(1.0)) < 1e-5);
    CHECK(colorDifference(before, moved(turned * diagonal(4, 1, 0.5)), turned) < 1e-5);
}

TEST_CASE("what a map does not turn keeps its bits") {
    const GaussianCloud before = makeRandomCloud(50, 3, 13);
    const auto moved = [&](const glm::dmat3& linear) {
        GaussianCloud after = before;
        transform(after, {linear, {1, -2, 3}});
        return after;
    };
    for (const double scale : {1.0, 2.0, 0.1, 1e-3, 700.7}) {
        const GaussianCloud after = moved(diagonal(scale, scale, scale));
        CHECK(sameBits(after.sh, before.sh));
        CHECK(sameBits(after.rotations, before.rotations));
        CHECK(sameBits(after.scales, before.scales) == (scale == 1.0));
    }
    CHECK(sameBits(moved(diagonal(4, 1, 0.3)).sh, before.sh));
    // A turn back and forth leaves roundings of doubles.
    const glm::dmat3 back = turn(-33, {1, 2, 3}) * (turn(33, {1, 2, 3}) * 0.7);
    CHECK(sameBits(moved(back).sh, before.sh));
    CHECK(sameBits(moved(back).rotations, before.rotations));
    // A turn that floats can tell is done; so is a mirroring.
    CHECK_FALSE(sameBits(moved(turn(1e-3, {0, 1, 0})).sh, before.sh));
    CHECK_FALSE(sameBits(moved(turn(1e-3, {0, 1, 0})).rotations, before.rotations));
    CHECK_FALSE(sameBits(moved(-glm::dmat3(1.0)).sh, before.sh));
}

TEST_CASE("what a map flattens stays a splat") {
    GaussianCloud cloud = makeRandomCloud(50, 3, 11);
    const auto map = GENERATE(diagonal(1, 0, 1), diagonal(0, 0, 0));
    transform(cloud, {map, {1, 1, 1}});
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        CHECK(cloud.positions[i].y == 1.0f);
        CHECK(std::min({cloud.scales[i].x, cloud.scales[i].y, cloud.scales[i].z}) > 0.0f);
        CHECK(glm::length(cloud.rotations[i]) == Approx(1));
    }
    for (const glm::vec3& coefficient : cloud.sh) {
        CHECK(std::isfinite(coefficient.x + coefficient.y + coefficient.z));
    }
}
