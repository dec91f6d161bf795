#include "program.h"
#include "raw_ply.h"
#include "tests/splats/ply_text.h"
#include "workplace.h"

#include <catch2/catch.hpp>
#include <cstdlib>

using namespace gambade;
using namespace gambade::test;
using Catch::Matchers::Contains;

namespace {

/// Two round splats of a standard deviation of 0.05: red 0.3 above the middle, blue 0.3 below. The
/// axes are those of 3DGS files, y down.
std::string twoSplats() {
    return plyHeader("ascii", "element vertex 2\n" + declare(splatProperties())) +
           "0 -0.3 0  1.7725 -1.7725 -1.7725  6  -3 -3 -3  1 0 0 0\n"
           "0 0.3 0  -1.7725 -1.7725 1.7725  6  -3 -3 -3  1 0 0 0\n";
}

std::array<int, 4> pixel(const std::filesystem::path& path, double x, double y) {
    const Image image = loadPhoto(path).image;
    const auto at = (static_cast<std::size_t>(y * image.height) * image.width +
                     static_cast<std::size_t>(x * image.width)) *
                    4;
    return {image.rgba[at], image.rgba[at + 1], image.rgba[at + 2], image.rgba[at + 3]};
}

void requireSuccess(const ProgramResult& result) {
    INFO(result.errors);
    REQUIRE(result.exitCode == 0);
    CHECK(result.errors.empty());
}

} // namespace

TEST_CASE("help and version go to the standard output") {
    const ScratchFolder folder;
    const auto help = runProgram({"--help"}, folder.path());
    requireSuccess(help);
    CHECK_THAT(help.output, Contains("Examples:") && Contains("Exit codes:") && Contains("render"));
    // Alone it opens the window where there is a display, and else helps.
    ::unsetenv("DISPLAY");
    ::unsetenv("WAYLAND_DISPLAY");
    CHECK(runProgram({}, folder.path()).output == help.output);
    for (const std::string command :
         {"reconstruct", "render", "info", "convert", "model", "bench"}) {
        const auto result = runProgram({command, "--help"}, folder.path());
        requireSuccess(result);
        CHECK_THAT(result.output, Contains("gambade " + command));
    }
    CHECK_THAT(runProgram({"--version"}, folder.path()).output, Catch::StartsWith("gambade "));
}

TEST_CASE("info describes splats, pictures and models by their content") {
    const Workplace place;
    place.write("splats.png", twoSplats());
    const auto splats = runProgram({"info", "splats.png"}, place.path());
    requireSuccess(splats);
    CHECK_THAT(splats.output, Contains("2 splats, PLY, SH degree 0"));
    CHECK_THAT(splats.output, Contains("y -0.300 … 0.300"));

    const auto picture = runProgram({"info", "pair.png"}, place.path());
    requireSuccess(picture);
    CHECK_THAT(picture.output, Contains("PNG 200 × 96, with alpha") && Contains("sha256 "));

    const auto model = runProgram({"info", "tiny.safetensors"}, place.path());
    requireSuccess(model);
    CHECK_THAT(model.output,
               Contains("324 Gaussians") && Contains("sha256 ") &&
                   Contains("camera token, image features\n") &&
                   Contains("estimates the camera's elevation and the field of view\n"));
    CHECK(runProgram({"model", "info", "tiny.safetensors"}, place.path()).output == model.output);
}

TEST_CASE("a program in a build folder of any name finds the model of its sources") {
    const Workplace place;
    std::filesystem::create_directories(place / "any name/bin");
    std::filesystem::create_directories(place / "sources/assets/models");
    std::filesystem::copy_file(GAMBADE_PROGRAM, place / "any name/bin/gambade");
    std::filesystem::copy_file(place / "tiny.safetensors",
                               place / "sources/assets/models/gambade-base.safetensors");
    const auto describe = [&] {
        return Program({"model", "info"}, place.path(), false, place / "any name/bin/gambade")
            .wait();
    };
    CHECK(describe().exitCode == 5); // nothing says yet that it is one
    place.write("any name/CMakeCache.txt",
                "//\nCMAKE_HOME_DIRECTORY:INTERNAL=" + (place / "sources").string() + "\n");
    CHECK_THAT(describe().output, Contains("sources/assets/models/gambade-base.safetensors"));
}

TEST_CASE("render draws one view, upright, on the background that is asked for") {
    const ScratchFolder folder;
    const std::string text = twoSplats();
    folder.file("s.ply", Bytes(text.begin(), text.end()));
    requireSuccess(
        runProgram({"render", "s.ply", "-o", "w.png", "--size", "64x48"}, folder.path()));
    const auto white = folder.path() / "w.png";
    CHECK(loadPhoto(white).image.width == 64);
    CHECK(loadPhoto(white).image.height == 48);
    // 0.3 / (1.5 · tan(49.1° / 2)) / 2 = 0.219 of the height from the middle.
    CHECK(pixel(white, 0.5, 0.28)[0] > 240);
    CHECK(pixel(white, 0.5, 0.28)[2] < 30);
    CHECK(pixel(white, 0.5, 0.72)[0] < 30);
    CHECK(pixel(white, 0.5, 0.72)[2] > 240);
    CHECK(pixel(white, 0.02, 0.02) == std::array{255, 255, 255, 255});

    requireSuccess(runProgram({"render", "s.ply", "-o", "t.png", "--background", "transparent"},
                              folder.path()));
    CHECK(pixel(folder.path() / "t.png", 0.02, 0.02)[3] == 0);
    requireSuccess(
        runProgram({"render", "s.ply", "-o", "c.png", "--background", "#102030"}, folder.path()));
    CHECK(pixel(folder.path() / "c.png", 0.02, 0.02) == std::array{16, 32, 48, 255});

    // From straight above the two are one behind the other.
    requireSuccess(
        runProgram({"render", "s.ply", "-o", "a.png", "--elevation", "90"}, folder.path()));
    CHECK(pixel(folder.path() / "a.png", 0.5, 0.5)[0] > 240);
    CHECK(pixel(folder.path() / "a.png", 0.5, 0.72) == std::array{255, 255, 255, 255});
}

TEST_CASE("render draws every view of a cameras.json under its name") {
    const ScratchFolder folder;
    const std::string text = twoSplats();
    folder.file("s.ply", Bytes(text.begin(), text.end()));
    // The second camera is the first one hung upside down.
    const std::string cameras = R"({"fovy": 49.1,
        "input": {"file": "input.png", "c2w": [[1,0,0,0],[0,1,0,0],[0,0,1,1.5],[0,0,0,1]]},
        "views": [{"file": "view_0.png", "c2w": [[-1,0,0,0],[0,-1,0,0],[0,0,1,1.5],[0,0,0,1]]}]})";
    folder.file("cameras.json", Bytes(cameras.begin(), cameras.end()));
    requireSuccess(runProgram({"render", "s.ply", "--cameras", "cameras.json", "--out-dir",
                               "views/all", "--size", "64x64"},
                              folder.path()));
    const auto views = folder.path() / "views" / "all";
    CHECK(pixel(views / "input.png", 0.5, 0.28)[0] > 240);
    CHECK(pixel(views / "view_0.png", 0.5, 0.28)[2] > 240);
    CHECK(std::distance(std::filesystem::directory_iterator(views), {}) == 2);
}

TEST_CASE("convert keeps the splats through every format, and turns axes") {
    const ScratchFolder folder;
    const std::string text = twoSplats();
    folder.file("s.ply", Bytes(text.begin(), text.end()));
    const auto convert = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "convert");
        requireSuccess(runProgram(arguments, folder.path()));
        return readRawPly(folder.path() / arguments[2]);
    };
    const RawPly same = convert({"s.ply", "b.ply"});
    REQUIRE(same.count() == 2);
    CHECK(same.properties.size() == 17);
    CHECK(same.value(0, "y") == -0.3F);
    CHECK(same.value(0, "opacity") == Approx(6).epsilon(1e-4));
    CHECK(same.value(1, "scale_2") == Approx(-3).epsilon(1e-5));
    CHECK(same.value(1, "f_dc_2") == Approx(1.7725).epsilon(1e-5));

    for (const std::string packed : {"p.spz", "p.sog", "p.splat"}) {
        INFO(packed);
        requireSuccess(runProgram({"convert", "s.ply", packed}, folder.path()));
        const RawPly back = convert({packed, "back.ply"});
        REQUIRE(back.count() == 2);
        for (std::size_t row = 0; row < 2; ++row) {
            // SOG has an order of its own.
            const std::size_t at = back.value(0, "y") * same.value(row, "y") > 0 ? 0 : 1;
            CHECK(back.value(at, "y") == Approx(same.value(row, "y")).margin(0.00025));
            CHECK(back.value(at, "scale_0") == Approx(-3).margin(0.0315));
            CHECK(back.value(at, "f_dc_0") == Approx(same.value(row, "f_dc_0")).margin(0.0135));
        }
    }
    CHECK(convert({"s.ply", "up.ply", "--axes", "y-up"}).value(0, "y") == 0.3F);
    CHECK(convert({"s.ply", "full.ply", "--layout", "FULL"}).properties.size() == 62);
    // Onto itself: the file is read before it is replaced.
    CHECK(convert({"b.ply", "b.ply"}).value(1, "y") == 0.3F);
}
