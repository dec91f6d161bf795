#include "splats/error.h"
#include "splats/format.h"

#include "allocation_watch.h"
#include "cloud_difference.h"
#include "deflated.h"
#include "ply_text.h"
#include "sample_clouds.h"
#include "temporary_folder.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <zlib.h>
#include <zstd.h>

using namespace gambade;
using namespace gambade::test;
using Catch::Matchers::Contains;

namespace {

std::string gzip(const std::string& content) {
    return deflated(content, kGzipHeader);
}

std::string spzHeader(std::uint32_t version, std::uint32_t count, int degree, int bits = 12,
                      int flags = 0) {
    return "NGSP" + bytesOf(version) + bytesOf(count) + static_cast<char>(degree) +
           static_cast<char>(bits) + static_cast<char>(flags) + '\0';
}

std::string zstd(const std::string& content) {
    std::string packed(ZSTD_compressBound(content.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), content.data(), content.size(), 3));
    return packed;
}

/// A file of version 4 with the arrays in streams of their own, `gap` bytes in front of their
/// table.
std::string makeSpz4(std::uint32_t count, int degree, const std::vector<std::string>& arrays,
                     std::size_t gap = 0) {
    std::string file = "NGSP" + bytesOf(4u) + bytesOf(count) + static_cast<char>(degree) + '\x0c' +
                       '\x01' + static_cast<char>(arrays.size()) +
                       bytesOf(static_cast<std::uint32_t>(32 + gap)) + std::string(12 + gap, '\0');
    std::string streams;
    for (const std::string& array : arrays) {
        const std::string packed = zstd(array);
        file += bytesOf(std::uint64_t{packed.size()}) + bytesOf(std::uint64_t{array.size()});
        streams += packed;
    }
    return file + streams;
}

} // namespace

TEST_CASE("a cloud comes back from .splat within the steps of its bytes") {
    const TemporaryFolder folder;
    const auto path = folder.path() / "cloud.splat";
    GaussianCloud cloud = makeRandomCloud(2000, 0, 1);
    writeSplats(cloud, path);
    CHECK(std::filesystem::file_size(path) == 32 * cloud.size());
    const Difference d = compare(readSplats(path), cloud);
    CHECK(d.position == 0.0);
    CHECK(d.lnScale < 1e-6);
    CHECK(d.opacity < 0.502 / 255);
    CHECK(d.color < 0.502 / 255);
    CHECK(d.degrees < 2 * 57.3 / 128); // each of the four components is off by 1/256, 1 by 1/128
}

TEST_CASE("a .splat file made by hand is read in the axes of 3DGS") {
    const TemporaryFolder folder;
    const std::string record = bytesOf(1.0f) + bytesOf(2.0f) + bytesOf(3.0f) + bytesOf(0.1f) +
                               bytesOf(0.2f) + bytesOf(0.0f) + "\xff\x33" + std::string(1, '\0') +
                               "\x33" + "\x80\xff\x80\x80";
    const GaussianCloud cloud = readSplats(folder.write("one.bin", record));
    REQUIRE(cloud.size() == 1);
    CHECK(cloud.positions[0] == glm::vec3(-1.0f, -2.0f, 3.0f));
    CHECK(cloud.scales[0].y == 0.2f);
    CHECK(cloud.scales[0].z > 0.0f);
    CHECK(cloud.baseColor(0).r == Approx(1.0));
    CHECK(cloud.baseColor(0).g == Approx(0.2));
    CHECK(cloud.baseColor(0).b == Approx(0.0).margin(1e-6));
    CHECK(cloud.opacities[0] == Approx(0.2));
    CHECK(std::abs(cloud.rotations[0].y) == 1.0f); // x in the file

    CHECK_THROWS_WITH(readSplats(folder.write("cut.splat", record.substr(1))),
                      Contains("not that of a splat file"));
    CHECK_THROWS_WITH(readSplats(folder.write("zeros.splat", std::string(64, '\0'))),
                      Contains("not that of a splat file"));
}

TEST_CASE("a cloud comes back from SPZ within the steps of its quantisation") {
    const TemporaryFolder folder;
    const auto path = folder.path() / "cloud.spz";
    const int degree = GENERATE(0, 1, 2, 3);
    GaussianCloud cloud = makeRandomCloud(2000, degree, 2);
    cloud.antialiased = degree == 1;
    writeSplats(cloud, path);
    const GaussianCloud back = readSplats(path);
    CHECK(back.shDegree == degree);
    CHECK(back.antialiased == cloud.antialiased);
    const Difference d = compare(back, cloud);
    CHECK(d.position <= 0.5001 / 4096);
    CHECK(d.lnScale < 0.5001 / 16);
    CHECK(d.opacity < 0.502 / 255);
    CHECK(d.color < 0.502 / 255 * 0.2820948 / 0.15);
    CHECK(d.degrees < 0.25);
    CHECK(d.sh < 1.733 / 128); // 1 is written as 127/128; three channels
}

TEST_CASE("an SPZ of version 2 made by hand is read, half a turn about y from its axes") {
    const TemporaryFolder folder;
    const auto value = [](int byte) { return static_cast<char>(byte); };
    // Position 1, −1, 0.5 in 24 bits with 8 fractional ones; rotation by 90° about x.
    std::string content = spzHeader(2, 1, 1, 8, 1) + std::string("\x00\x01\x00", 3) +
                          std::string("\x00\xff\xff", 3) + std::string("\x80\x00\x00", 3) +
                          value(51) + value(255) + value(0) + value(51) + value(160) + value(144) +
                          value(128) + value(218) + value(128) + value(128);
    for (int i = 0; i < 9; ++i) {
        content += value(128 + 8 * i);
    }
    const GaussianCloud cloud = readSplats(folder.write("cloud", gzip(content)));
    REQUIRE(cloud.size() == 1);
    CHECK(cloud.antialiased);
    CHECK(cloud.positions[0] == glm::vec3(-1.0f, -1.0f, -0.5f));
    CHECK(cloud.opacities[0] == Approx(0.2));
    CHECK(cloud.sh[0].r == Approx(0.5 / 0.15));
    CHECK(cloud.sh[0].g == Approx(-0.5 / 0.15));
    CHECK(cloud.sh[0].b == Approx(-0.3 / 0.15));
    CHECK(cloud.scales[0].x == Approx(1.0));
    CHECK(cloud.scales[0].y == Approx(std::exp(-1.0)));
    CHECK(cloud.scales[0].z == Approx(std::exp(-2.0)));
    CHECK(cloud.rotations[0].y == Approx(0.7044).margin(1e-3));  // w in the file
    CHECK(cloud.rotations[0].z == Approx(-0.7098).margin(1e-3)); // x in the file
    CHECK(cloud.sh[1] == glm::vec3(0.0f, 0.0625f, 0.125f));
    CHECK(cloud.sh[3] == -glm::vec3(0.375f, 0.4375f, 0.5f));
}

TEST_CASE("SPZ of version 4 has the arrays of version 3 in streams of their own") {
    const TemporaryFolder folder;
    const auto path = folder.path() / "cloud.spz";
    const int degree = GENERATE(0, 3);
    GaussianCloud cloud = makeRandomCloud(300, degree, 2);
    cloud.antialiased = true;
    writeSplats(cloud, path);
    const GaussianCloud expected = readSplats(path);

    const std::size_t rest = 3 * (shCoefficientCount(degree) - 1);
    std::string body(16 + 300 * (20 + rest), '\0');
    const gzFile file = gzopen(path.c_str(), "rb");
    REQUIRE(gzread(file, body.data(), static_cast<unsigned>(body.size())) ==
            static_cast<int>(body.size()));
    gzclose(file);
    std::vector<std::string> arrays;
    std::size_t begin = 16;
    for (const std::size_t size :
         {std::size_t{9}, std::size_t{1}, std::size_t{3}, std::size_t{3}, std::size_t{4}, rest}) {
        if (size > 0) {
            arrays.push_back(body.substr(begin, 300 * size));
            begin += 300 * size;
        }
    }
    const GaussianCloud cloud4 =
        readSplats(folder.write("version4.spz", makeSpz4(300, degree, arrays, 24)));
    CHECK(cloud4.antialiased);
    CHECK(cloud4.shDegree == degree);
    CHECK(cloud4.positions == expected.positions);
    CHECK(cloud4.opacities == expected.opacities);
    CHECK(cloud4.scales == expected.scales);
    CHECK(cloud4.rotations == expected.rotations);
    CHECK(cloud4.sh == expected.sh);
}

TEST_CASE("a malformed SPZ gives one sentence, and no memory is asked for by its count") {
    const TemporaryFolder folder;
    const auto messageFor = [&](const std::string& file) {
        resetLargestAllocation();
        try {
            readSplats(folder.write("bad.spz", file));
        } catch (const Error& error) {
            const std::size_t allocated = largestAllocation();
            CHECK(allocated < 20'000'000);
            return std::string(error.what());
        }
        return std::string("no error");
    };
    const std::string body(20 * 100, '\0');
    const std::string good = gzip(spzHeader(3, 100, 0) + body);
    CHECK(messageFor(good) == "no error");
    CHECK_THAT(messageFor(gzip(spzHeader(3, 101, 0) + body)), Contains("cut off?"));
    CHECK_THAT(messageFor(gzip(spzHeader(3, 4000000000u, 3) + body)),
               Contains("declares 4000000000 splats, more than"));
    CHECK_THAT(messageFor(gzip(spzHeader(9, 1, 0) + body)), Contains("SPZ version 9"));
    CHECK_THAT(messageFor(gzip(spzHeader(3, 1, 4) + body)), Contains("of degree 4; up to 3"));
    CHECK_THAT(messageFor(gzip(spzHeader(3, 1, 0, 99) + body)), Contains("header is damaged"));
    CHECK_THAT(messageFor(gzip("NGSP")), Contains("cannot read"));
    CHECK_THAT(messageFor(gzip("some text in a gzip file")), Contains("not that of a splat file"));
    const std::string good4 = makeSpz4(100, 0, {body});
    CHECK(messageFor(good4) == "no error");
    for (std::size_t size = 1; size < good4.size(); ++size) {
        CHECK_THAT(messageFor(good4.substr(0, size)), Contains("cannot read"));
    }
    CHECK_THAT(messageFor(makeSpz4(101, 0, {body})), Contains("101 splats need 2020"));
    CHECK_THAT(messageFor(makeSpz4(4000000000u, 3, {body})), Contains("more than its"));
    CHECK_THAT(messageFor(makeSpz4(100, 0, {body}, 1'000'000).substr(0, 999'999)),
               Contains("outside of it"));
    std::string damaged = good4;
    damaged[48] = '?'; // the first of its stream
    CHECK_THAT(messageFor(damaged), Contains("cannot read"));
    // The last bytes are the end mark, checksum and length of gzip: all splats are there by then.
    for (std::size_t size = 1; size + 10 < good.size(); ++size) {
        CHECK_THAT(messageFor(good.substr(0, size)), Contains("cannot read"));
    }
}

TEST_CASE("a position that SPZ cannot hold is refused, and the old file stays") {
    const TemporaryFolder folder;
    const auto path = folder.write("cloud.spz", "old");
    GaussianCloud cloud = makeRandomCloud(3, 0, 3);
    cloud.positions[1].z = -5000.0f;
    CHECK_THROWS_WITH(writeSplats(cloud, path), Contains("within ±2048 only"));
    CHECK(readFile(path) == "old");
}
