#include "random_clouds.h"
#include "splat_renderer/cloud_extent.h"
#include "splats/error.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <glm/geometric.hpp>
#include <limits>

using namespace gambade;
using namespace gambade::test;

namespace {

std::size_t centersWithin(const GaussianCloud& cloud, const Ball& ball) {
    return static_cast<std::size_t>(std::ranges::count_if(cloud.positions, [&](const auto& p) {
        return glm::distance(glm::dvec3(p), ball.center) <= ball.radius;
    }));
}

} // namespace

TEST_CASE("an extent holds all splats, most of them closely, and stands on the floor") {
    GaussianCloud cloud = makeRandomCloud({.count = 2000});
    const CloudExtent before = measureExtent(cloud);
    CHECK(before.all.radius >= before.most.radius);
    CHECK(centersWithin(cloud, before.all) == 2000);
    CHECK(centersWithin(cloud, before.most) == Approx(1960).margin(2)); // 98 of 100
    CHECK(before.floor.height == floorGridUnder(cloud).height);

    for (std::size_t i = 0; i < 4; ++i) {
        cloud.positions[i] = {0.0f, 0.0f, 50.0f}; // strays
    }
    const CloudExtent after = measureExtent(cloud);
    CHECK(after.all.radius > 20.0);
    CHECK(after.most.radius < 1.2 * before.most.radius);
}

TEST_CASE("an extent leaves out what is nowhere, and is a point where there is nothing") {
    GaussianCloud cloud = makeRandomCloud({.count = 100});
    const CloudExtent before = measureExtent(cloud);
    GaussianCloud broken = cloud;
    broken.resize(102, cloud.shDegree);
    broken.positions[100] = glm::vec3(std::numeric_limits<float>::quiet_NaN());
    broken.positions[101] = glm::vec3(std::numeric_limits<float>::infinity());
    const CloudExtent after = measureExtent(broken);
    CHECK(after.all.radius == before.all.radius);
    CHECK(after.most.radius == before.most.radius);
    CHECK(after.most.center == before.most.center);

    const CloudExtent nothing = measureExtent(GaussianCloud());
    CHECK(nothing.all.radius == 0.0);
    CHECK(nothing.most.radius == 0.0);
    cloud.scales.pop_back();
    CHECK_THROWS_AS(measureExtent(cloud), Error);
}
