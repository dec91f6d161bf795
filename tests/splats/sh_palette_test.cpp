#include "splats/codebook.h"
#include "splats/sh_palette.h"

#include "sample_clouds.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <glm/geometric.hpp>
#include <map>
#include <random>

using namespace gambade;

namespace {

/// Entry of splat i as its own coefficients, 15 of them.
const glm::vec3* entryOf(const ShPalette& palette, std::size_t i) {
    return palette.entries.data() + std::size_t{15} * palette.labels[i];
}

} // namespace

TEST_CASE("splats whose SH coefficients lie in a few groups share an entry each, their mean") {
    constexpr std::size_t kGroups = 5;
    std::mt19937 generator(3);
    std::uniform_real_distribution<float> noise(-0.01f, 0.01f);
    const GaussianCloud centers = test::makeRandomCloud(kGroups, 3, 1);
    GaussianCloud cloud;
    cloud.resize(1000, 3);
    for (std::size_t i = 0; i < cloud.sh.size(); ++i) {
        cloud.sh[i] = centers.sh[i % (16 * kGroups)] +
                      glm::vec3(noise(generator), noise(generator), noise(generator));
    }
    const ShPalette palette = makeShPalette(cloud, kGroups, {});
    REQUIRE(palette.entries.size() == 15 * kGroups);
    REQUIRE(palette.labels.size() == cloud.size());
    std::map<std::uint16_t, std::size_t> groupOf;
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        REQUIRE(palette.labels[i] < kGroups);
        CHECK(groupOf.try_emplace(palette.labels[i], i % kGroups).first->second == i % kGroups);
    }
    for (std::size_t group = 0; group < kGroups; ++group) {
        for (std::size_t k = 0; k < 15; ++k) {
            glm::dvec3 mean(0.0);
            for (std::size_t i = group; i < cloud.size(); i += kGroups) {
                mean += glm::dvec3(cloud.sh[16 * i + 1 + k]) / 200.0;
            }
            CHECK(glm::distance(glm::dvec3(entryOf(palette, group)[k]), mean) < 1e-6);
        }
    }
}

TEST_CASE("as many different SH coefficients as there are entries are kept as they are") {
    GaussianCloud cloud = test::makeRandomCloud(500, 3, 8);
    for (std::size_t i = 0; i < 16 * 250; ++i) { // each twice
        cloud.sh[16 * 250 + i] = cloud.sh[i];
    }
    const ShPalette palette = makeShPalette(cloud, 250, {});
    CHECK(palette.entries.size() == 15 * 250);
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        CHECK(std::equal(entryOf(palette, i), entryOf(palette, i) + 15,
                         cloud.sh.begin() + static_cast<std::ptrdiff_t>(16 * i + 1)));
    }
}

TEST_CASE("a codebook keeps up to 256 values, and the nearest number stands for each of more") {
    std::mt19937 generator(1);
    std::normal_distribution<float> normal;
    std::vector<float> few(256);
    std::generate(few.begin(), few.end(), [&] { return normal(generator); });
    std::vector<float> repeated = few;
    repeated.insert(repeated.end(), few.begin(), few.end());
    const Codebook exact(repeated);
    for (const float value : few) {
        CHECK(exact.numbers()[exact.indexOf(value)] == value);
    }

    std::vector<float> many(20000);
    std::generate(many.begin(), many.end(), [&] { return normal(generator); });
    const Codebook codebook(many);
    double largest = 0.0;
    for (const float value : many) {
        double least = 1e9;
        for (const float number : codebook.numbers()) {
            least = std::min(least, std::abs(static_cast<double>(number - value)));
        }
        const double error =
            std::abs(static_cast<double>(codebook.numbers()[codebook.indexOf(value)] - value));
        CHECK(error == Approx(least).margin(1e-7));
        largest = std::max(largest, error);
    }
    const auto [low, high] = std::minmax_element(many.begin(), many.end());
    CHECK(largest < 3.0 * static_cast<double>(*high - *low) / 512); // half an even step is 1
}
