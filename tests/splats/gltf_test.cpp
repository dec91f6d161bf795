#include "splats/error.h"
#include "splats/format.h"
#include "splats/log.h"

#include "allocation_watch.h"
#include "cloud_difference.h"
#include "ply_text.h"
#include "sample_clouds.h"
#include "temporary_folder.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <glm/geometric.hpp>
#include <nlohmann/json.hpp>
#include <optional>

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

TEST_CASE("splats stand where the nodes of a glTF file put them") {
    const TemporaryFolder folder;
    std::string logged;
    setLogSink([&](LogLevel, std::string_view text) { logged += text; });
    const auto read = [&](const Json& nodes) {
        Json description = makeDescription();
        description["nodes"] = nodes;
        return readSplats(folder.write("moved.glb", makeGlb(description.dump(), makeBinary())));
    };
    // A quarter turn about y takes x to −z and z to x.
    const double half = std::sqrt(0.5);
    const Json child = {{"mesh", 0}, {"translation", {10, 0, 0}}};
    const Json parent = {{"children", {0}}, {"rotation", {0, half, 0, half}}, {"scale", {2, 2, 2}}};
    const GaussianCloud plain = read({{{"mesh", 0}}});
    const GaussianCloud moved = read({child, parent});
    for (std::size_t i = 0; i < 2; ++i) {
        const glm::vec3 p = plain.positions[i];
        CHECK(glm::distance(moved.positions[i], glm::vec3(2 * p.z, 2 * p.y, -2 * (p.x + 10))) <
              1e-5f);
        CHECK(moved.scales[i].z == Approx(2 * plain.scales[i].z));
        CHECK(moved.scales[i].x == Approx(2 * plain.scales[i].x));
        const glm::quat expected =
            glm::quat(static_cast<float>(half), 0, static_cast<float>(half), 0) *
            plain.rotations[i];
        CHECK(std::abs(glm::dot(moved.rotations[i], expected)) == Approx(1));
    }
    // The same as a matrix, column by column.
    const GaussianCloud byMatrix =
        read({child,
              {{"children", {0}}, {"matrix", {0, 0, -2, 0, 0, 2, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1}}}});
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(glm::distance(byMatrix.positions[i], moved.positions[i]) < 1e-5f);
    }
    // Nodes of other things do not move them, nor do those that say nothing.
    CHECK(read({{{"mesh", 0}}, {{"translation", {1, 1, 1}}}}).positions == plain.positions);
    CHECK(read({{{"translation", {1, 1, 1}}}}).positions == plain.positions);
    CHECK(read({{{"mesh", 0}, {"scale", {1, 1, 1}}, {"rotation", {0, 0, 0, 1}}}}).scales ==
          plain.scales);
    CHECK(logged.empty());
    CHECK(read({child, {{"mesh", 0}}}).positions[0].x == Approx(plain.positions[0].x + 10));
    CHECK_THAT(logged, Contains("first of the 2 places"));
    setLogSink(nullptr);
}

TEST_CASE("only the scene that a glTF file shows places its splats") {
    const TemporaryFolder folder;
    std::string logged;
    setLogSink([&](LogLevel, std::string_view text) { logged += text; });
    // Nodes 0 and 3 show the mesh, 3 below 1.
    const Json nodes = {{{"mesh", 0}, {"translation", {100, 0, 0}}},
                        {{"children", {2, 3}}, {"translation", {0, 20, 0}}},
                        {{"translation", {0, 0, 7}}},
                        {{"mesh", 0}, {"translation", {3, 0, 0}}}};
    const auto firstPosition = [&](const Json& scenes, std::optional<int> scene = std::nullopt) {
        Json description = makeDescription();
        description["nodes"] = nodes;
        if (!scenes.is_null()) {
            description["scenes"] = scenes;
        }
        if (scene) {
            description["scene"] = *scene;
        }
        const auto file = folder.write("scenes.glb", makeGlb(description.dump(), makeBinary()));
        return readSplats(file).positions[0];
    };
    const Json first = {{"nodes", {0}}};
    const Json second = {{"nodes", {1}}};
    const Json nothing = {{"name", "empty"}};
    CHECK(firstPosition(Json::array({second})) == glm::vec3(4, 22, 3));
    CHECK(firstPosition(Json::array({first, second})) == glm::vec3(101, 2, 3));
    CHECK(firstPosition(Json::array({first, second}), 1) == glm::vec3(4, 22, 3));
    CHECK(firstPosition(Json::array({second, nothing}), 1) == glm::vec3(1, 2, 3));
    CHECK(logged.empty());
    CHECK(firstPosition(Json::array({{{"nodes", {1, 0, 1}}}})) == glm::vec3(101, 2, 3));
    CHECK_THAT(logged, Contains("first of the 2 places"));
    logged.clear();
    CHECK(firstPosition(Json()) == glm::vec3(101, 2, 3));
    CHECK_THAT(logged, Contains("first of the 2 places"));
    setLogSink(nullptr);
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
    CHECK_THAT(messageFor(makeGlb("{]", makeBinary())), Contains("not valid JSON"));
    const std::string deep =
        R"({"nodes":)" + std::string(200'000, '[') + std::string(200'000, ']') + "}";
    CHECK_THAT(messageFor(makeGlb(deep, makeBinary())), Contains("nests deeper"));
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
    const auto withNodes = [&](const char* nodes) { return changed("/nodes", Json::parse(nodes)); };
    CHECK_THAT(withNodes(R"([{"mesh":0,"children":[0]}])"), Contains("not the trees"));
    CHECK_THAT(withNodes(R"([{"mesh":0,"children":[1]},{"children":[0]}])"),
               Contains("each other's children"));
    CHECK_THAT(withNodes(R"([{"mesh":0},{"children":[0]},{"children":[0]}])"),
               Contains("not the trees"));
    CHECK_THAT(withNodes(R"([{"mesh":0,"children":[9]}])"), Contains("not the trees"));
    CHECK_THAT(withNodes(R"([{"mesh":0,"children":["1"]}])"), Contains("damaged"));
    CHECK_THAT(withNodes(R"([{"mesh":0,"matrix":[1,2,3]}])"), Contains("another form"));
    CHECK_THAT(withNodes(R"([{"mesh":0,"scale":[1,2,"3"]}])"), Contains("damaged"));
    CHECK_THAT(withNodes(R"([{"mesh":0,"translation":[1e300,0,0]}])"), Contains("range"));
    CHECK_THAT(withNodes(R"([{"mesh":0,"rotation":[0,0,0,0]}])"), Contains("no direction"));
    CHECK_THAT(withNodes("{}"), Contains("no error"));
    const auto withScenes = [&](const char* scenes, const Json& scene) {
        Json json = makeDescription();
        json["nodes"] = Json::parse(R"([{"mesh":0},{"children":[0]}])");
        json["scenes"] = Json::parse(scenes);
        json["scene"] = scene;
        return messageFor(makeGlb(json.dump(), makeBinary()));
    };
    CHECK(withScenes(R"([{"nodes":[1]}])", 0) == "no error");
    CHECK_THAT(withScenes(R"([{"nodes":[1]}])", 1), Contains("not one of its scenes"));
    CHECK_THAT(withScenes(R"([{"nodes":[1]}])", -1), Contains("not one of its scenes"));
    CHECK_THAT(withScenes(R"([{"nodes":[1]}])", "0"), Contains("damaged"));
    CHECK_THAT(withScenes(R"([{"nodes":[2]}])", 0), Contains("begins at a node"));
    CHECK_THAT(withScenes(R"([{"nodes":[0]}])", 0), Contains("begins at a node"));
    CHECK_THAT(withScenes(R"([{"nodes":[-1]}])", 0), Contains("begins at a node"));
    CHECK_THAT(withScenes(R"([{"nodes":"1"}])", 0), Contains("damaged"));
    CHECK_THAT(withScenes(R"([7])", 0), Contains("damaged"));
}
