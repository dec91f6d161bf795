#include "splats/error.h"
#include "splats/format.h"

#include "allocation_watch.h"
#include "cloud_difference.h"
#include "ply_text.h"
#include "sample_clouds.h"
#include "temporary_folder.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>

using namespace gambade;
using namespace gambade::test;
using Catch::Matchers::Contains;

namespace {

const std::vector<std::string> kBounds = {
    "min_x",       "min_y",       "min_z",       "max_x",       "max_y",       "max_z",
    "min_scale_x", "min_scale_y", "min_scale_z", "max_scale_x", "max_scale_y", "max_scale_z"};
const std::vector<std::string> kPacked = {"packed_position", "packed_rotation", "packed_scale",
                                          "packed_color"};

/// Pairs each splat of `a` with the nearest one of `b`, each of which may be taken once.
GaussianCloud inOrderOf(const GaussianCloud& a, const GaussianCloud& b) {
    REQUIRE(a.size() == b.size());
    GaussianCloud ordered;
    ordered.resize(0, b.shDegree);
    std::vector<bool> taken(b.size(), false);
    for (const glm::vec3& position : a.positions) {
        std::size_t nearest = 0;
        float smallest = HUGE_VALF;
        for (std::size_t i = 0; i < b.size(); ++i) {
            const float distance = glm::length(b.positions[i] - position);
            if (distance < smallest) {
                smallest = distance;
                nearest = i;
            }
        }
        REQUIRE_FALSE(taken[nearest]);
        taken[nearest] = true;
        const GaussianCloud one = slice(b, nearest, nearest + 1);
        ordered.positions.push_back(one.positions[0]);
        ordered.opacities.push_back(one.opacities[0]);
        ordered.scales.push_back(one.scales[0]);
        ordered.rotations.push_back(one.rotations[0]);
        ordered.sh.insert(ordered.sh.end(), one.sh.begin(), one.sh.end());
    }
    return ordered;
}

} // namespace

TEST_CASE("a cloud comes back from compressed PLY within the steps of its packing") {
    const TemporaryFolder folder;
    const auto path = folder.path() / "cloud.compressed.ply";
    const int degree = GENERATE(0, 1, 2, 3);
    GaussianCloud cloud = makeRandomCloud(2000, degree, 5); // the last chunk is not full
    cloud.antialiased = degree == 1;
    cloud.provenance = {{"model", "test"}};
    WriteOptions options;
    options.axes = degree == 2 ? Axes::kYUp : Axes::k3dgs;
    writeSplats(cloud, path, options);
    const GaussianCloud back = readSplats(path);
    CHECK(back.shDegree == degree);
    CHECK(back.antialiased == cloud.antialiased);
    CHECK(back.provenance == cloud.provenance);
    const Difference d = compare(inOrderOf(cloud, back), cloud);
    // Half a step of the axis with the fewest bits, over the widest bounds that a chunk can have.
    CHECK(d.position < 0.5001 * 2.0 / 1023);
    CHECK(d.lnScale < 0.5001 * 4.6 / 1023);
    CHECK(d.opacity < 0.5001 / 255);
    CHECK(d.color < 0.5001 * 2 * 0.2820948 / 255);
    CHECK(d.degrees < 0.25);
    CHECK(d.sh < 1.7321 * 4.001 / 256); // three channels
}

TEST_CASE("neighbours share a chunk, so that its bounds are narrow") {
    const TemporaryFolder folder;
    const auto path = folder.path() / "cloud.compressed.ply";
    const GaussianCloud cloud = makeRandomCloud(8 * 256, 0, 6);
    writeSplats(cloud, path);
    const std::string file = readFile(path);
    const std::size_t body = file.find("end_header\n") + 11;
    double volume = 0.0;
    for (std::size_t chunk = 0; chunk < 8; ++chunk) {
        float bounds[6];
        std::memcpy(bounds, file.data() + body + chunk * 18 * sizeof(float), sizeof(bounds));
        volume += (bounds[3] - bounds[0]) * (bounds[4] - bounds[1]) * (bounds[5] - bounds[2]);
    }
    // In the order given, each of the eight chunks would have nearly all of the cube of 2³.
    CHECK(volume < 0.5 * 8 * 8);
}

TEST_CASE("a compressed PLY made by hand is read, with and without bounds of colours") {
    const TemporaryFolder folder;
    const bool hasColorBounds = GENERATE(false, true);
    std::vector<std::string> bounds = kBounds;
    std::string body = bytesOf(-1.0f) + bytesOf(-2.0f) + bytesOf(0.0f) + bytesOf(1.0f) +
                       bytesOf(2.0f) + bytesOf(3.0f);
    body += bytesOf(-4.0f) + bytesOf(-4.0f) + bytesOf(-4.0f) + bytesOf(0.0f) + bytesOf(-2.0f) +
            bytesOf(-3.0f);
    if (hasColorBounds) {
        bounds.insert(bounds.end(), {"min_r", "min_g", "min_b", "max_r", "max_g", "max_b"});
        for (const float bound : {0.5f, 0.5f, 0.5f, 1.5f, 2.5f, 3.5f}) {
            body += bytesOf(bound);
        }
    }
    body += bytesOf(0x7ffu << 21 | 0u << 11 | 0x7ffu); // x and z at their largest, y smallest
    body += bytesOf(2u << 30 | 512u << 20 | 512u << 10 | 512u); // y of the rotation left out
    body += bytesOf(0u << 21 | 0x3ffu << 11 | 0u);
    body += bytesOf(0xff00ff33u);
    std::string sh(9, '\x80');
    sh[0] = '\0';
    sh[5] = '\xff';
    const std::string file =
        plyHeader("binary_little_endian",
                  "element chunk 1\n" + declare(bounds) + "element vertex 1\n" +
                      declare(kPacked, "uint") + "element sh 1\n" +
                      declare({"f_rest_0", "f_rest_1", "f_rest_2", "f_rest_3", "f_rest_4",
                               "f_rest_5", "f_rest_6", "f_rest_7", "f_rest_8"},
                              "uchar")) +
        body + sh;
    const GaussianCloud cloud = readSplats(folder.write("cloud.ply", file));
    REQUIRE(cloud.size() == 1);
    CHECK(cloud.positions[0] == glm::vec3(-1.0f, 2.0f, 3.0f));
    CHECK(std::log(cloud.scales[0].x) == Approx(-4.0));
    CHECK(std::log(cloud.scales[0].y) == Approx(-2.0));
    CHECK(std::log(cloud.scales[0].z) == Approx(-4.0));
    CHECK(cloud.opacities[0] == Approx(0.2));
    CHECK(cloud.baseColor(0).r == Approx(hasColorBounds ? 1.5 : 1.0));
    CHECK(cloud.baseColor(0).g == Approx(hasColorBounds ? 0.5 : 0.0).margin(1e-6));
    CHECK(cloud.baseColor(0).b == Approx(hasColorBounds ? 3.5 : 1.0));
    CHECK(std::abs(cloud.rotations[0].x) == Approx(1.0).epsilon(1e-4)); // y, then half a turn
    CHECK(cloud.shDegree == 1);
    CHECK(cloud.sh[1].r == 4.0f);  // its sign is turned with the axes
    CHECK(cloud.sh[3].g == -4.0f); // the third of the green ones
    CHECK(cloud.sh[2].b == Approx(0.5 / 32));
}

TEST_CASE(
    "a malformed compressed PLY gives one sentence, and no memory is asked for by its count") {
    const TemporaryFolder folder;
    const auto messageFor = [&](const std::string& file) {
        resetLargestAllocation();
        try {
            readSplats(folder.write("bad.ply", file));
        } catch (const Error& error) {
            const std::size_t allocated = largestAllocation();
            CHECK(allocated < 1'000'000);
            return std::string(error.what());
        }
        return std::string("no error");
    };
    const auto make = [](const std::string& chunks, const std::string& vertices,
                         const std::string& sh) {
        return plyHeader("binary_little_endian",
                         "element chunk " + chunks + "\n" + declare(kBounds) + "element vertex " +
                             vertices + "\n" + declare(kPacked, "uint") + sh);
    };
    const std::string chunk(12 * 4, '\0');
    const std::string splat(16, '\0');
    CHECK(messageFor(make("1", "1", "") + chunk + splat) == "no error");
    CHECK_THAT(messageFor(make("1", "1", "") + chunk + splat.substr(1)), Contains("cut off?"));
    CHECK_THAT(messageFor(make("0", "1", "") + splat), Contains("0 chunks for 1 splats"));
    CHECK_THAT(messageFor(make("4000000000000", "1", "") + chunk + splat), Contains("cut off?"));
    CHECK_THAT(messageFor(make("1", "18446744073709551615", "") + chunk + splat),
               Contains("cut off?"));
    CHECK_THAT(messageFor(make("1", "1", "element sh 1\nproperty uchar f_rest_0\n") + chunk +
                          splat + '\0'),
               Contains("'sh' has 1 properties"));
    const std::string rest = declare({"f_rest_0", "f_rest_1", "f_rest_2", "f_rest_3", "f_rest_4",
                                      "f_rest_5", "f_rest_6", "f_rest_7", "f_rest_8"},
                                     "uchar");
    CHECK_THAT(
        messageFor(make("1", "1", "element sh 2\n" + rest) + chunk + splat + std::string(18, '\0')),
        Contains("of 2 splats for 1"));
    CHECK_THAT(messageFor(plyHeader("ascii", "element chunk 1\n" + declare(kBounds) +
                                                 "element vertex 1\n" + declare(kPacked, "float")) +
                          "0 0 0 0 0 0 0 0 0 0 0 0\n-1 0 0 0\n"),
               Contains("out of range"));
    CHECK_THAT(messageFor(plyHeader("ascii", "element chunk 1\nproperty float min_x\n"
                                             "element vertex 1\n" +
                                                 declare(kPacked, "uint")) +
                          "0\n0 0 0 0\n"),
               Contains("no property 'min_y'"));
}
