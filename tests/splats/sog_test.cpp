#include "splats/error.h"
#include "splats/format.h"
#include "splats/log.h"

#include "allocation_watch.h"
#include "cloud_difference.h"
#include "ply_text.h"
#include "sample_clouds.h"
#include "sog_files.h"
#include "temporary_folder.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <glm/geometric.hpp>
#include <set>

using namespace gambade;
using namespace gambade::test;
using Catch::Matchers::Contains;

namespace {

/// The splats of `found` in the order of those of `cloud`, by position.
GaussianCloud inOrderOf(const GaussianCloud& cloud, const GaussianCloud& found) {
    std::vector<std::size_t> order;
    for (const glm::vec3& position : cloud.positions) {
        std::size_t nearest = 0;
        for (std::size_t i = 1; i < found.size(); ++i) {
            if (glm::distance(found.positions[i], position) <
                glm::distance(found.positions[nearest], position)) {
                nearest = i;
            }
        }
        order.push_back(nearest);
    }
    REQUIRE(std::set(order.begin(), order.end()).size() == found.size());
    GaussianCloud ordered = gather(found, order);
    ordered.antialiased = found.antialiased;
    return ordered;
}

/// Why the file cannot be read, having taken no memory by what it says.
std::string messageFor(const TemporaryFolder& folder, const std::string& file) {
    const auto path = folder.write("bad.sog", file);
    resetLargestAllocation();
    try {
        readSplats(path);
    } catch (const Error& error) {
        const std::size_t allocated = largestAllocation();
        CHECK(allocated < 20'000'000);
        CHECK(error.kind() == ErrorKind::kInput);
        const std::string message = error.what();
        CHECK_THAT(message, Contains("cannot read") && !Contains("\n"));
        return message;
    }
    return "no error";
}

} // namespace

TEST_CASE("a cloud comes back from SOG within the steps of its numbers") {
    const TemporaryFolder folder;
    const auto path = folder.path() / "cloud.sog";
    const int degree = GENERATE(0, 1, 2, 3);
    GaussianCloud cloud = makeRandomCloud(2000, degree, 2);
    cloud.antialiased = degree == 1;
    cloud.opacities[5] = 0.0f; // transparent, and yet of a colour
    writeSplats(cloud, path);
    const GaussianCloud back = inOrderOf(cloud, readSplats(path));
    CHECK(back.shDegree == degree);
    CHECK(back.antialiased == cloud.antialiased);
    const Difference d = compare(back, cloud);
    // ln 2 to either side in 65535 steps, where a step of ln(1 + v) is up to two of v.
    CHECK(d.position < 0.51 * 2 * 2 * 0.6932 / 65535);
    CHECK(d.opacity < 0.502 / 255);
    CHECK(d.degrees < 0.9);
    // Even steps of the whole range would lose up to half of one; half as much again is allowed.
    CHECK(d.lnScale < 1.5 * 4.6 / 512);
    CHECK(d.color < 1.5 * 2.0 * 0.2821 / 512);
    CHECK(d.sh < 1.5 * std::sqrt(3.0) * 2.0 / 512);
}

TEST_CASE("a SOG file made by hand is read, half a turn about z from its axes") {
    const TemporaryFolder folder;
    const SogFiles files;
    const GaussianCloud cloud = readSplats(folder.write("named.wrongly", files.bundle()));
    REQUIRE(cloud.size() == 2);
    CHECK(cloud.antialiased);
    CHECK(cloud.shDegree == 0);
    const auto e = [](double x) { return Approx(std::expm1(x)).margin(1e-6); };
    CHECK(cloud.positions[0].x == e(1.0));
    CHECK(cloud.positions[0].y == e(0.0));
    CHECK(cloud.positions[0].z == e(0.0));
    CHECK(-cloud.positions[1].x == e(1.0));
    CHECK(-cloud.positions[1].y == e(2.0));
    CHECK(cloud.positions[1].z == e(0.0));
    CHECK(cloud.scales[0].x == Approx(std::exp(-2.0)));
    CHECK(cloud.scales[0].y == Approx(1.0));
    CHECK(cloud.scales[0].z == Approx(std::exp(-1.0)));
    CHECK(cloud.opacities[0] == Approx(0.2));
    CHECK(cloud.opacities[1] == 1.0f);
    CHECK(cloud.sh[0] == glm::vec3(1.5f, -0.5f, 0.0f));
    // y in the file, whose turn by the half turn about z is one about x; 1/255 off at most.
    CHECK(std::abs(cloud.rotations[0].x) == Approx(1.0).margin(1e-3));
    CHECK(std::abs(cloud.rotations[1].z) == Approx(1.0).margin(1e-3)); // none in the file
}

TEST_CASE("what other programs may write differently is read") {
    const TemporaryFolder folder;
    SogFiles files;
    files.meta.erase("antialias");                 // as splat-transform leaves it out
    files.meta["scales"]["codebook"][0] = nullptr; // as some of its versions wrote it
    files.images[3].second = webp(2, 2, {7, 255, 0, 255, 7, 7, 7, 255, 0, 0, 0, 0, 0, 0, 0, 0});
    files.images[2].second = webp(2, 1, {9, 9, 9, 3, 128, 128, 128, 252}); // a reserved mode
    const GaussianCloud cloud = readSplats(folder.write("a.sog", files.bundle()));
    REQUIRE(cloud.size() == 2);
    CHECK(!cloud.antialiased);
    CHECK(cloud.scales[0].z == Approx(std::exp(-1.0 - 1.0 / 255.0)));
    CHECK(std::abs(cloud.rotations[0].z) == 1.0f); // none in the file
}

TEST_CASE("SH of a SOG file come from its palette") {
    const TemporaryFolder folder;
    SogFiles files;
    std::vector<float> numbers(256, 0.0f);
    numbers[3] = 0.25f;
    numbers[4] = -0.75f;
    files.meta["shN"] = {
        {"count", 65}, {"bands", 1}, {"codebook", numbers}, {"files", {"palette", "labels"}}};
    std::vector<std::uint8_t> palette(std::size_t{192} * 2 * 4, 255);
    const std::vector<std::uint8_t> entry = {3, 0, 0, 255, 0, 3, 0, 255, 0, 4, 3, 255};
    std::copy(entry.begin(), entry.end(), palette.begin() + 192 * 4); // 64, the second row's first
    files.images.emplace_back("palette", webp(192, 2, palette));
    files.images.emplace_back("labels", webp(2, 1, {64, 0, 0, 255, 0, 0, 0, 255}));
    const GaussianCloud cloud = readSplats(folder.write("a.sog", files.bundle()));
    REQUIRE(cloud.shDegree == 1);
    CHECK(cloud.sh[1] == -glm::vec3(0.25f, 0.0f, 0.0f)); // |m| = 1: turned with the axes
    CHECK(cloud.sh[2] == glm::vec3(0.0f, 0.25f, 0.0f));
    CHECK(cloud.sh[3] == -glm::vec3(0.0f, -0.75f, 0.25f));
    CHECK(cloud.sh[5] == glm::vec3(0.0f));

    files.images.back().second = webp(2, 1, {255, 255, 0, 255, 0, 0, 0, 255});
    CHECK_THAT(messageFor(folder, files.bundle()), Contains("entry 65535 of its SH palette"));
    files.images[5].second = webp(191, 2, std::vector<std::uint8_t>(191 * 2 * 4, 255));
    CHECK_THAT(messageFor(folder, files.bundle()), Contains("191 x 2 pixels instead of"));
    files.meta["shN"]["bands"] = 4;
    CHECK_THAT(messageFor(folder, files.bundle()), Contains("have 4 bands"));
}

TEST_CASE("a SOG file that is cut off anywhere gives one sentence") {
    const TemporaryFolder folder;
    const std::string good = SogFiles().bundle();
    REQUIRE(messageFor(folder, good) == "no error");
    for (std::size_t size = 1; size < good.size(); ++size) {
        const std::string message = messageFor(folder, good.substr(0, size));
        INFO(size);
        CHECK_THAT(message, Contains(size < 39 ? "not that of a splat file" : "cut off"));
    }
}

TEST_CASE("a SOG file that lies or lacks something gives one sentence") {
    const TemporaryFolder folder;
    const auto refusal = [&folder](const auto& spoil) {
        SogFiles files;
        spoil(files);
        return messageFor(folder, files.bundle());
    };
    using Files = SogFiles&;
    CHECK_THAT(refusal([](Files f) { f.meta["version"] = 3; }), Contains("SOG version 3"));
    CHECK_THAT(refusal([](Files f) { f.meta.erase("version"); }), Contains("SOG version 1, which"));
    CHECK_THAT(refusal([](Files f) { f.meta["count"] = 4000000000u; }),
               Contains("declares 4000000000 splats, more than"));
    CHECK_THAT(refusal([](Files f) { f.meta["count"] = 3; }),
               Contains("2 x 1 pixels instead of one for each of 3 splats"));
    CHECK_THAT(refusal([](Files f) { f.meta["count"] = -1; }), Contains("number of splats"));
    CHECK_THAT(refusal([](Files f) { f.meta["count"] = "2"; }), Contains("number of splats"));
    CHECK_THAT(refusal([](Files f) { f.meta.erase("means"); }), Contains("meta.json is not what"));
    CHECK_THAT(refusal([](Files f) { f.meta["means"]["mins"] = {0.0}; }),
               Contains("meta.json is not what"));
    CHECK_THAT(refusal([](Files f) { f.meta["means"]["mins"][0] = "a"; }),
               Contains("meta.json is not what"));
    CHECK_THAT(refusal([](Files f) { f.meta["sh0"]["codebook"].erase(3); }),
               Contains("255 entries instead of 256"));
    CHECK_THAT(refusal([](Files f) { f.meta["sh0"]["codebook"][9] = nullptr; }),
               Contains("meta.json is not what"));
    CHECK_THAT(refusal([](Files f) { f.meta["sh0"]["files"] = {"absent\n"}; }),
               Contains("missing in its ZIP archive"));
    CHECK_THAT(refusal([](Files f) { f.meta = {1, 2}; }), Contains("not a JSON object"));
    CHECK_THAT(refusal([](Files f) {
                   for (int level = 0; level < 100; ++level) {
                       f.meta["version"] = {f.meta["version"]};
                   }
               }),
               Contains("nests deeper"));
    CHECK_THAT(refusal([](Files f) { f.images[2].second = "\x89PNG"; }),
               Contains("image rotations is not a still WebP image"));
    CHECK_THAT(refusal([](Files f) { f.images[2].second.resize(28); }), Contains("rotations"));
    CHECK_THAT(refusal([](Files f) {
                   f.images[2].second =
                       webp(2048, 1024, std::vector<std::uint8_t>(2048 * 1024 * 4, 7));
               }),
               Contains("2048 x 1024 pixels instead of one for each of 2"));

    const std::string good = SogFiles().bundle();
    std::string damaged = good;
    damaged[good.find("RIFF", good.find("RIFF") + 1) + 30] ^= 0x20; // within the second image
    CHECK_THAT(messageFor(folder, damaged), Contains("damaged"));
    CHECK_THAT(messageFor(folder, "PK\x03\x04 and some text that is no archive at all"),
               Contains("not that of a splat file"));
}

TEST_CASE("archives of other things are no splats") {
    const TemporaryFolder folder;
    ZipText zip;
    zip.add("archive/data.pkl", "a checkpoint");
    CHECK_THAT(messageFor(folder, zip.finish()), Contains("not that of a splat file"));
}

TEST_CASE("a file in a SOG archive that unpacks to very much is not unpacked to its end") {
    const TemporaryFolder folder;
    for (const std::string name : {"meta.json", "low"}) {
        ZipText zip;
        SogFiles files;
        if (name != "meta.json") {
            zip.add("meta.json", files.meta.dump());
        }
        zip.add(name, std::string(200'000'000, ' '), true);
        CHECK_THAT(messageFor(folder, zip.finish()), Contains("more than it could need"));
    }
}

TEST_CASE("splats of a SOG file that are not finite are left out") {
    const TemporaryFolder folder;
    std::string warning;
    setLogSink([&warning](LogLevel, std::string_view text) { warning = text; });
    SogFiles files;
    files.meta["scales"]["codebook"][0] = 1e6;
    const GaussianCloud cloud = readSplats(folder.write("a.sog", files.bundle()));
    setLogSink({});
    CHECK(cloud.size() == 1);
    CHECK_THAT(warning, Contains("1 of 2 splats left out"));
}

TEST_CASE("what was read of a SOG file loses nothing more when it is written again") {
    const TemporaryFolder folder;
    const auto path = folder.path() / "cloud.sog";
    writeSplats(makeRandomCloud(3000, 2, 9), path);
    const GaussianCloud once = readSplats(path);
    writeSplats(once, path);
    const GaussianCloud twice = inOrderOf(once, readSplats(path));
    CHECK(twice.sh == once.sh);
    CHECK(twice.opacities == once.opacities);
    const Difference d = compare(twice, once);
    CHECK(d.lnScale < 1e-6);
    CHECK(d.position < 1e-6);
}

TEST_CASE("writing SOG reports progress that never goes back, and stops when asked to") {
    const TemporaryFolder folder;
    const auto path = folder.write("cloud.sog", "old");
    const GaussianCloud cloud = makeRandomCloud(5000, 3, 4);
    std::stop_source stop;
    std::vector<double> fractions;
    const auto stopAt = [&](double most) {
        stop = {};
        fractions.clear();
        return Progress(
            [&stop, &fractions, most](std::string_view, double fraction) {
                fractions.push_back(fraction);
                if (fraction > most) {
                    stop.request_stop();
                }
            },
            stop.get_token());
    };
    for (const double most : {0.0, 0.2, 0.39, 0.5, 0.85}) {
        CHECK_THROWS_AS(writeSplats(cloud, path, {}, stopAt(most)), Cancelled);
        CHECK(readFile(path) == "old");
    }
    writeSplats(cloud, path, {}, stopAt(2.0));
    CHECK(fractions.size() > 8);
    CHECK(std::is_sorted(fractions.begin(), fractions.end()));
    CHECK(fractions.back() == 1.0);
    CHECK(folder.fileCount() == 1);
}
