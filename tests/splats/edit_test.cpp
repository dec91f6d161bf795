#include "splats/edit.h"

#include "same_bits.h"
#include "sample_clouds.h"

#include <catch2/catch.hpp>
#include <glm/geometric.hpp>
#include <limits>
#include <random>

using namespace gambade;

namespace {

GaussianCloud cloudOf(const std::vector<glm::vec3>& positions) {
    GaussianCloud cloud;
    cloud.resize(positions.size(), 0);
    cloud.positions = positions;
    return cloud;
}

/// A full ball, evenly strewn at random.
std::vector<glm::vec3> ball(const glm::vec3& center, float radius, int count, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> uniform(-1.0f, 1.0f);
    std::vector<glm::vec3> points;
    while (static_cast<int>(points.size()) < count) {
        const glm::vec3 p(uniform(random), uniform(random), uniform(random));
        if (glm::length(p) <= 1.0f) {
            points.push_back(center + radius * p);
        }
    }
    return points;
}

} // namespace

TEST_CASE("Splats taken out and put back give the same cloud bit for bit") {
    for (int degree = 0; degree <= kMaxShDegree; ++degree) {
        GaussianCloud cloud = gambade::test::makeRandomCloud(53, degree, 11);
        cloud.positions[7].x = std::numeric_limits<float>::quiet_NaN();
        std::mt19937 random(3);
        for (int round = 0; round < 20; ++round) {
            Selection selection(cloud.size());
            for (auto& entry : selection) {
                entry = round == 0 ? 0 : round == 1 ? 1 : random() % 3 == 0;
            }
            const RemovedSplats removed = copySelected(cloud, selection);
            const GaussianCloud rest = without(cloud, removed.indices);
            REQUIRE(removed.splats.size() == selectedCount(selection));
            REQUIRE(rest.size() == cloud.size() - selectedCount(selection));
            std::size_t kept = 0;
            const std::size_t perSplat = shCoefficientCount(degree);
            for (std::size_t i = 0; i < cloud.size(); ++i) {
                if (selection[i] == 0) {
                    REQUIRE(rest.opacities[kept] == cloud.opacities[i]);
                    REQUIRE(rest.sh[kept * perSplat + perSplat - 1] ==
                            cloud.sh[i * perSplat + perSplat - 1]);
                    ++kept;
                }
            }
            REQUIRE(gambade::test::sameBits(withRestored(rest, removed), cloud));
        }
    }
}

TEST_CASE("Splats are selected by box, sphere and opacity") {
    GaussianCloud cloud = cloudOf(ball({0.1f, 0.2f, -0.1f}, 0.6f, 500, 1));
    cloud.positions[3].y = std::numeric_limits<float>::quiet_NaN();
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        cloud.opacities[i] = static_cast<float>(i) / 499.0f;
    }
    const Box box{{-0.2f, 0.0f, -0.3f}, {0.4f, 0.5f, 0.2f}};
    const glm::vec3 center(0.1f, 0.0f, 0.0f);
    const Selection outside = outsideBox(cloud, box);
    const Selection inside = insideSphere(cloud, center, 0.4f);
    const Selection faint = fainterThan(cloud, cloud.opacities[100]);
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        const glm::dvec3 p(cloud.positions[i]);
        bool inBox = true;
        for (int axis = 0; axis < 3; ++axis) {
            inBox = inBox && p[axis] >= box.least[axis] && p[axis] <= box.most[axis];
        }
        REQUIRE(outside[i] == (inBox ? 0 : 1));
        REQUIRE(inside[i] == (glm::distance(p, glm::dvec3(center)) <= 0.4f ? 1 : 0));
        REQUIRE(faint[i] == (i < 100 ? 1 : 0));
    }
    CHECK(outside[3] == 1);
    CHECK(inside[3] == 0);
    CHECK(selectedCount(inside) > 50);
    CHECK(selectedCount(inside) < 450);
    const Box bounds = boundsOf(cloud);
    CHECK(selectedCount(outsideBox(cloud, bounds)) == 1); // the one that is nowhere
}

TEST_CASE("The floaters of a ball with far specks are exactly the specks") {
    std::vector<glm::vec3> points = ball({3.0f, -2.0f, 0.0f}, 0.5f, 4000, 2);
    const std::size_t object = points.size();
    for (const glm::vec3 center : {glm::vec3(4.0f, -2.0f, 0.0f), glm::vec3(3.0f, -1.0f, 0.3f),
                                   glm::vec3(2.2f, -2.5f, 0.0f)}) {
        const auto speck = ball(center, 0.02f, 5, 3);
        points.insert(points.end(), speck.begin(), speck.end());
    }
    points.emplace_back(1e30f, 0.0f, 0.0f);
    points.emplace_back(0.0f, std::numeric_limits<float>::infinity(), 0.0f);
    points.emplace_back(std::numeric_limits<float>::quiet_NaN(), 0.0f, 0.0f);
    const Selection floaters = findFloaters(cloudOf(points));
    for (std::size_t i = 0; i < points.size(); ++i) {
        INFO("splat " << i << " at " << points[i].x << ", " << points[i].y << ", " << points[i].z);
        REQUIRE(floaters[i] == (i < object ? 0 : 1));
    }
}

TEST_CASE("Two objects apart from each other both stay") {
    auto points = ball({0.0f, 0.0f, 0.0f}, 0.5f, 3000, 5);
    const auto second = ball({2.0f, 0.0f, 0.0f}, 0.2f, 200, 6);
    points.insert(points.end(), second.begin(), second.end());
    CHECK(selectedCount(findFloaters(cloudOf(points))) == 0);
}

TEST_CASE("Clouds without a spacing have no floaters") {
    CHECK(findFloaters({}).empty());
    CHECK(selectedCount(findFloaters(cloudOf({{1.0f, 2.0f, 3.0f}}))) == 0);
    CHECK(selectedCount(findFloaters(cloudOf(std::vector<glm::vec3>(50, glm::vec3(0.5f))))) == 0);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    CHECK(selectedCount(findFloaters(cloudOf(std::vector<glm::vec3>(9, glm::vec3(nan))))) == 0);
}

TEST_CASE("The search for floaters can be cancelled") {
    std::stop_source stop;
    stop.request_stop();
    const GaussianCloud cloud = cloudOf(ball(glm::vec3(0.0f), 1.0f, 100, 7));
    CHECK_THROWS_AS(findFloaters(cloud, Progress(nullptr, stop.get_token())), Cancelled);
}
