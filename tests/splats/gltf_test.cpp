#include "splats/error.h"
#include "splats/format.h"

#include "allocation_watch.h"
#include "cloud_difference.h"
#include "ply_text.h"
#include "sample_clouds.h"
#include "temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace gambade;
using namespace gambade::test;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

namespace {

std::string makeGlb(const std::string& json, const std::string& binary) {
    const auto size = [](const std::string& text) {
        return bytesOf(static_cast<std::uint32_t>(text.size()));
    };
    const std::string chunks = size(json) + "JSON" + json + size(binary) + "BIN" + '\0' + binary;
    return "glTF" + bytesOf(2u) + bytesOf(static_cast<std::uint32_t>(12 + chunks.size())) + chunks;
}

/// One splat whose rotation, opacity and scale are whole numbers, in rows of 40 bytes: position at
/// 0, rotation at 12, opacity at 20, scale at 24, colour at 28.
Json makeDescription() {
    const auto accessor = [](int offset, int component, const char* type, bool normalized) {
        return Json{{"bufferView", 0}, {"byteOffset", offset},     {"count", 2},
                    {"type", type},    {"normalized", normalized}, {"componentType", component}};
    };
    const Json attributes = {{"POSITION", 0},
                             {"KHR_gaussian_splatting:ROTATION", 1},
                             {"KHR_gaussian_splatting:OPACITY", 2},
                             {"KHR_gaussian_splatting:SCALE", 3},
                             {"KHR_gaussian_splatting:SH_DEGREE_0_COEF_0", 4}};
    return {{"asset", {{"version", "2.0"}}},
            {"meshes",
             {{{"primitives",
                {{{"attributes", attributes},
                  {"mode", 0},
                  {"extensions", {{"KHR_gaussian_splatting", Json::object()}}}}}}}}},
            {"accessors",
             {accessor(0, 5126, "VEC3", false), accessor(12, 5122, "VEC4", true),
              accessor(20, 5121, "SCALAR", true), accessor(24, 5120, "VEC3", true),
              accessor(28, 5126, "VEC3", false)}},
            {"bufferViews",
             {{{"buffer", 0}, {"byteOffset", 4}, {"byteLength", 80}, {"byteStride", 40}}}},
            {"buffers", {{{"byteLength", 84}}}}};
}

std::string makeBinary() {
    const auto row = [](float x) {
        return bytesOf(x) + bytesOf(2.0f) + bytesOf(3.0f) + bytesOf(std::int16_t{0}) +
               bytesOf(std::int16_t{32767}) + bytesOf(std::int16_t{0}) +
               bytesOf(std::int16_t{-32768}) + "\x33" + std::string(3, '\0') + "\x7f" + '\0' +
               "\x20" + '\0' + bytesOf(1.0f) + bytesOf(-1.0f) + bytesOf(0.5f);
    };
    return std::string(4, '\0') + row(1.0f) + row(-1.0f);
}

} // namespace

TEST_CASE("a cloud comes back from glTF unchanged") {
    const TemporaryFolder folder;
    const auto path = folder.path() / "cloud.glb";
    const int degree = GENERATE(0, 1, 2, 3);
    GaussianCloud cloud = makeRandomCloud(500, degree, 7);
    cloud.antialiased = degree == 1;
    if (degree == 2) {
        cloud.provenance = {{"model", "\"a\\b\"\n"}, {"image", "ö.png"}};
    }
    writeSplats(cloud, path);
    const GaussianCloud back = readSplats(path);
    CHECK(back.shDegree == degree);
    CHECK(back.antialiased == cloud.antialiased);
    CHECK(back.provenance == cloud.provenance);
    CHECK(back.positions == cloud.positions);
    CHECK(back.opacities == cloud.opacities);
    CHECK(back.scales == cloud.scales);
    CHECK(back.sh == cloud.sh);
    CHECK(compare(back, cloud).degrees < 1e-4);
    CHECK(std::filesystem::file_size(path) % 4 == 0);

    CHECK_THROWS_WITH(writeSplats(GaussianCloud(), path), Contains("without splats"));
    CHECK(readSplats(path).size() == 500);
}

TEST_CASE("a glTF file made by hand is read: interleaved, whole numbers") {
    const TemporaryFolder folder;
    const GaussianCloud cloud =
        readSplats(folder.write("cloud.bin", makeGlb(makeDescription().dump(), makeBinary())));
    REQUIRE(cloud.size() == 2);
    CHECK(cloud.positions[0] == glm::vec3(1.0f, 2.0f, 3.0f));
    CHECK(cloud.positions[1] == glm::vec3(-1.0f, 2.0f, 3.0f));
    CHECK(cloud.rotations[1].y == Approx(std::sqrt(0.5)));
    CHECK(cloud.rotations[1].w == Approx(-std::sqrt(0.5)));
    CHECK(cloud.opacities[1] == Approx(0.2));
    CHECK(cloud.scales[1].x == 1.0f);
    CHECK(cloud.scales[1].y > 0.0f);
    CHECK(cloud.scales[1].z == Approx(32.0 / 127));
    CHECK(cloud.sh[1] == glm::vec3(1.0f, -1.0f, 0.5f));
}

TEST_CASE("extras of other programs are passed over, and their keys forge no lines of a PLY") {
    const TemporaryFolder folder;
    auto description = makeDescription();
    description["asset"]["extras"]["provenance"] = {
        "Blender 4.3",
        {{"key", 1}, {"value", "one"}},
        {{"key", "model"}, {"value", "a\nb"}},
        {{"key", "a\nelement vertex 9\nproperty float x"}, {"value", ""}},
        {{"key", "a: b"}, {"value", "c"}}};
    const GaussianCloud cloud =
        readSplats(folder.write("cloud.glb", makeGlb(description.dump(), makeBinary())));
    CHECK(cloud.provenance == decltype(cloud.provenance){{"model", "a\nb"}});

    GaussianCloud forged = cloud;
    forged.provenance.emplace_back("a\nelement vertex 9\nproperty float x", "");
    const auto path = folder.path() / "cloud.ply";
    writeSplats(forged, path);
    const GaussianCloud back = readSplats(path);
    CHECK(back.size() == 2);
    CHECK(back.provenance == cloud.provenance);
}

TEST_CASE("a malformed glTF file gives one sentence, and no memory is asked for by its count") {
    const TemporaryFolder folder;
    const auto messageFor = [&](const std::string& file) {
        resetLargestAllocation();
        try {
            readSplats(folder.write("bad.glb", file));
        } catch (const Error& error) {
            const std::size_t allocated = largestAllocation();
            CHECK(allocated < 1'000'000);
            CHECK_THAT(error.what(), Contains("bad.glb"));
            return std::string(error.what());
        }
        return std::string("no error");
    };
    const auto changed = [&](const char* pointer, const Json& value) {
        Json json = makeDescription();
        json[Json::json_pointer(pointer)] = value;
        return messageFor(makeGlb(json.dump(), makeBinary()));
    };
    const std::string good = makeGlb(makeDescription().dump(), makeBinary());
    CHECK(messageFor(good) == "no error");
    for (std::size_t size = 1; size < good.size(); size += 7) {
        CHECK_THAT(messageFor(good.substr(0, size)), Contains("cannot read"));
    }
    CHECK_THAT(messageFor(makeGlb("{]", makeBinary())), Contains("not JSON"));
    CHECK_THAT(changed("/meshes", Json::array()), Contains("glTF without splats"));
    CHECK_THAT(changed("/meshes", 3), Contains("damaged"));
    CHECK_THAT(changed("/accessors/0/count", 4000000000000), Contains("cannot hold"));
    CHECK_THAT(changed("/accessors/0/count", -1), Contains("lacks a number 'count'"));
    CHECK_THAT(changed("/accessors/1/count", 1), Contains("1 splats instead of 2"));
    CHECK_THAT(changed("/accessors/0/count", 0), Contains("cannot hold"));
    CHECK_THAT(changed("/accessors/0/type", "VEC4"), Contains("not of the type VEC3"));
    CHECK_THAT(changed("/accessors/0/type", 5), Contains("damaged"));
    CHECK_THAT(changed("/accessors/2/componentType", 5125), Contains("numbers of the type 5125"));
    CHECK_THAT(changed("/accessors/0/sparse", Json::object()), Contains("sparse or compressed"));
    CHECK_THAT(changed("/bufferViews/0/byteStride", 0), Contains("cannot hold"));
    CHECK_THAT(changed("/bufferViews/0/byteOffset", 18446744073709551615u), Contains("outside"));
    CHECK_THAT(changed("/accessors/0/byteOffset", 18446744073709551615u), Contains("cannot hold"));
    CHECK_THAT(changed("/buffers/0/uri", "a.bin"), Contains("in another file"));
    CHECK_THAT(changed("/accessors/0/bufferView", 7), Contains("bufferViews[7]"));
}
