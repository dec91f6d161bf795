#include "splat_renderer/visibility.h"

#include "oracle.h"
#include "random_clouds.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace gambade;
using namespace gambade::test;

namespace {

/// The largest difference, and how many splats differ by more than rounding explains: at a pixel
/// that is just finished, or a splat that just reaches 1/255, single precision may decide the other
/// way.
struct Difference {
    double largest = 0.0;
    double mean = 0.0;
};

Difference compare(const std::vector<double>& expected, const std::vector<float>& actual) {
    REQUIRE(expected.size() == actual.size());
    Difference difference;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const double distance = std::abs(expected[i] - static_cast<double>(actual[i]));
        difference.largest = std::max(difference.largest, distance);
        difference.mean += distance / static_cast<double>(expected.size());
    }
    return difference;
}

} // namespace

TEST_CASE("Shown shares are those of the direct double loop") {
    const auto seed = GENERATE(1u, 2u, 3u);
    GaussianCloud cloud = makeRandomCloud({.count = 400, .seed = seed});
    addBrokenSplats(cloud);
    const Camera camera = orbitCamera(20.0 * seed, 15.0, 1.5);
    const auto expected = shownSharesOracle(cloud, camera, 70, 53);
    const Difference difference = compare(expected, shownShares(cloud, camera, 70, 53));
    CHECK(difference.largest < 1e-2);
    CHECK(difference.mean < 1e-5);
    CHECK(shownShares(cloud, camera, 70, 53, 1) == shownShares(cloud, camera, 70, 53, 2));
}

TEST_CASE("What is behind an opaque wall or the camera is not shown") {
    GaussianCloud cloud;
    cloud.resize(3, 0);
    cloud.positions = {{0.0f, 0.0f, 0.5f}, {0.0f, 0.0f, 0.0f}, {0.0f, 0.0f, 5.0f}};
    cloud.scales = {glm::vec3(2.0f), glm::vec3(0.02f), glm::vec3(0.02f)};
    cloud.opacities = {1.0f, 0.9f, 0.9f};
    const auto shares = shownShares(cloud, orbitCamera(0.0, 0.0, 1.5), 64, 64);
    CHECK(shares[0] == Approx(1.0));
    CHECK(shares[1] == Approx(0.01).epsilon(0.05)); // 0.99 is as opaque as a splat gets
    CHECK(shares[2] == 0.0f);
}
