#include "program.h"
#include "tests/splats/ply_text.h"
#include "workplace.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace gambade;
using namespace gambade::test;
using nlohmann::json;

namespace {

/// The one line that the program prints.
json printed(const ProgramResult& result) {
    INFO(result.errors << "\n" << result.output);
    CHECK(std::count(result.output.begin(), result.output.end(), '\n') == 1);
    return json::parse(result.output);
}

json run(const Workplace& place, std::vector<std::string> arguments) {
    arguments.emplace_back("--json");
    const ProgramResult result = runProgram(arguments, place.path());
    CHECK(result.exitCode == 0);
    CHECK(result.errors.empty());
    return printed(result);
}

json failure(const Workplace& place, std::vector<std::string> arguments, int exitCode) {
    arguments.emplace_back("--json");
    const ProgramResult result = runProgram(arguments, place.path());
    CHECK(result.exitCode == exitCode);
    const json error = printed(result).at("error");
    // The same sentence for people.
    CHECK(result.errors ==
          (exitCode == 130 ? "" : "error: ") + error.at("message").get<std::string>() + "\n");
    CHECK(error.at("exit_code") == exitCode);
    return error;
}

void writeSplats(const Workplace& place) {
    place.write(
        "s.ply",
        plyHeader("ascii", "comment gambade note: caf\xc3\xa9 \x1b[31mred\nelement vertex 2\n" +
                               declare(splatProperties())) +
            "0 -0.25 0 0 0 0 0 -3 -3 -3 1 0 0 0\n"
            "1 0.5 2 0 0 0 0 -3 -3 -3 1 0 0 0\n");
}

} // namespace

TEST_CASE("info as JSON: splats, pictures and models") {
    const Workplace place;
    writeSplats(place);
    const json splats = run(place, {"info", "s.ply"});
    CHECK(splats.at("file") == "s.ply");
    CHECK(splats.at("kind") == "splats");
    CHECK(splats.at("format") == "PLY");
    CHECK(splats.at("splats") == 2);
    CHECK(splats.at("sh_degree") == 0);
    CHECK(splats.at("antialiased") == false);
    CHECK(splats.at("bounds").at("low") ==
          json({-1.0, -0.5, 0.0})); // x and y of 3DGS files are turned
    CHECK(splats.at("bounds").at("high") == json({0.0, 0.25, 2.0}));
    CHECK(splats.at("provenance").at("note") == "caf\xc3\xa9 \x1b[31mred");

    const json picture = run(place, {"info", "pair.png"});
    CHECK(picture.at("kind") == "picture");
    CHECK(picture.at("format") == "PNG");
    CHECK(picture.at("width") == 200);
    CHECK(picture.at("height") == 96);
    CHECK(picture.at("alpha") == true);
    CHECK(picture.at("fov_degrees").is_null());
    CHECK(picture.at("sha256").get<std::string>().size() == 64);

    const json model = run(place, {"info", "tiny.safetensors"});
    CHECK(model.at("kind") == "model");
    CHECK(model.at("gaussians") == 324);
    CHECK(model.at("sequence").at("depth") == 2);
    CHECK(run(place, {"model", "info", "tiny.safetensors"}) == model);
}

TEST_CASE("render, convert and import as JSON") {
    const Workplace place;
    writeSplats(place);
    const json render = run(place, {"render", "s.ply", "-o", "s.png", "--size", "64x48"});
    CHECK(render.at("splats") == "s.ply");
    CHECK(render.at("pictures") == json::parse(R"([{"file":"s.png","width":64,"height":48}])"));
    CHECK(render.at("milliseconds") > 0.0);

    CHECK(run(place, {"convert", "s.ply", "s.spz"}) ==
          json::parse(R"({"input":"s.ply","output":"s.spz","splats":2})"));
}

TEST_CASE("failures as JSON have a kind, a sentence and the exit code") {
    const Workplace place;
    writeSplats(place);
    CHECK(failure(place, {"info", "missing.ply"}, 3).at("kind") == "input");
    CHECK(failure(place, {"render", "s.ply", "-o", "nowhere/s.png"}, 4).at("kind") == "output");
    CHECK(failure(place, {"model", "info", "s.ply"}, 5).at("kind") == "model");
    CHECK(failure(place, {"convert", "s.ply", "s.obj"}, 2).at("kind") == "usage");
    CHECK(failure(place, {"convert", "s.ply"}, 2).at("kind") == "usage");
    CHECK(failure(place,
                  {"reconstruct", "ball.png", "--model", "tiny.safetensors", "--device", "cuda"}, 6)
              .at("kind") == "device");
}

TEST_CASE("what files say cannot steer the terminal") {
    const Workplace place;
    writeSplats(place);
    const ProgramResult splats = runProgram({"info", "s.ply"}, place.path());
    CHECK_THAT(splats.output, Catch::Contains("note: caf\xc3\xa9 \\x1b[31mred"));
    CHECK_THAT(splats.output, !Catch::Contains("\x1b"));

    const std::string name = "\x1b[2J.png";
    const ProgramResult missing = runProgram({"info", name}, place.path());
    CHECK_THAT(missing.errors, Catch::Contains("\\x1b[2J.png") && !Catch::Contains("\x1b"));
}
