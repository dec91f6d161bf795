#include "matrix.h"
#include "splats/format.h"
#include "tests/splats/ply_text.h"

#include <cstdio>
#include <memory>

using namespace gambade::test;
namespace fs = std::filesystem;

namespace {

constexpr int kUsage = 2;
constexpr int kOutput = 4;

void writeSplat(const Workplace& place) {
    place.write("s.ply", plyHeader("ascii", "element vertex 1\n" + declare(splatProperties())) +
                             "0 0 0 0 0 0 0 -3 -3 -3 1 0 0 0\n");
}

/// What a shell says to the commands, of which $0 is the program, and "code N" to their end.
std::string shell(const Workplace& place, const std::string& commands) {
    const std::string command = "cd '" + place.path().string() + "' && sh -c '" + commands +
                                "; echo code $?' '" GAMBADE_PROGRAM "'";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> output(::popen(command.c_str(), "r"),
                                                                 &::pclose);
    REQUIRE(output);
    std::string text(1000, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), output.get()));
    return text;
}

} // namespace

TEST_CASE("outputs that cannot be written are refused, and nothing is left") {
    const Workplace place;
    writeSplat(place);
    place.write("file", "a file");
    fs::create_directory(place / "folder.png");
    fs::create_directory(place / "folder.safetensors");
    const std::vector<std::string> start{"reconstruct", "ball.png", "--model", "tiny.safetensors"};
    const auto reconstruct = [&](std::vector<std::string> options, int code,
                                 const std::string& says) {
        options.insert(options.begin(), start.begin(), start.end());
        checkRefused(place, options, code, says);
    };
    reconstruct({"-o", "nowhere/out.ply"}, kOutput,
                "nowhere/out.ply: there is no folder nowhere, create it first");
    reconstruct({"-o", "file"}, kOutput, "cannot create the folder file");
    reconstruct({"-o", "file/out.ply"}, kOutput, "file/out.ply: Not a directory");
    reconstruct({"-o", "/dev/null/x.ply"}, kOutput, "/dev/null/x.ply");
    reconstruct({"-o", std::string(300, 'n') + ".ply"}, kOutput, "File name too long");
    reconstruct({"--stages", "file"}, kOutput, "cannot create the folder file");
    reconstruct({"--preview", "file"}, kOutput, "cannot create the folder file");
    reconstruct({"-o", "out.obj"}, kUsage, "out.obj: the file name has to end in one of ");
    reconstruct({"--preview", "out.jpg"}, kUsage, "out.jpg: the file name has to end in .png");

    checkRefused(place, {"render", "s.ply", "-o", "nowhere/s.png"}, kOutput, "nowhere/s.png");
    checkRefused(place, {"render", "s.ply", "-o", "folder.png"}, kOutput, "folder.png");
    checkRefused(place, {"render", "s.ply", "-o", "s.jpg"}, kUsage, "has to end in .png");
    checkRefused(place, {"convert", "s.ply", "nowhere/s.ply"}, kOutput, "nowhere/s.ply");
    checkRefused(place, {"convert", "s.ply", "s.obj"}, kUsage, "s.obj");
    checkRefused(place, {"convert", "s.ply", "s"}, kUsage, "cannot write s:");
    checkRefused(place, {"convert", "s.ply", "s.glb", "--axes", "y-up"}, kUsage,
                 "--axes has no meaning for .glb");
    checkRefused(place, {"convert", "s.ply", "s.spz", "--axes", "3dgs"}, kUsage, "--axes");
    checkRefused(place, {"convert", "s.ply", "s.sog", "--axes", "y-up"}, kUsage, "--axes");
    checkRefused(place, {"convert", "s.ply", "s.splat", "--layout", "full"}, kUsage, "--layout");
    reconstruct({"-o", "out.spz", "--layout", "full"}, kUsage, "--layout");
    checkRefused(place, {"model", "import", "x.pth", "-o", "x.pth"}, kUsage, ".safetensors");
}

TEST_CASE("the user's own pictures are never overwritten") {
    const Workplace place;
    const Bytes before = readBytes(place / "ball.png");
    fs::create_directory_symlink(".", place / "here");
    const std::vector<std::string> start{"reconstruct", "ball.png", "--model", "tiny.safetensors"};
    for (const std::string target : {".", "ball.png", "here", "./ball.png"}) {
        auto arguments = start;
        arguments.insert(arguments.end(), {"--preview", target});
        checkRefused(place, arguments, kUsage, "would be overwritten");
    }
    CHECK(readBytes(place / "ball.png") == before);

    // A mask made by hand, and a picture, under the names of the preprocessing stages.
    fs::copy(place / "ball.png", place / "ball_matte.png");
    const std::vector<std::string> model{"--model", "tiny.safetensors"};
    for (std::vector<std::string> arguments :
         {std::vector<std::string>{"reconstruct", "ball.png", "--background", "ball_matte.png",
                                   "--stages", "."},
          {"reconstruct", "ball.png", "ball_matte.png", "--stages", "."},
          {"reconstruct", "pair.png", "--background", "ball.png", "--preview", "ball.png"}}) {
        arguments.insert(arguments.end(), model.begin(), model.end());
        checkRefused(place, arguments, kUsage, "among the input");
    }
}

TEST_CASE("the pictures that a cameras file belongs to are never overwritten") {
    const Workplace place;
    writeSplat(place);
    fs::create_directory(place / "views");
    fs::copy(place / "ball.png", place / "views/view_0.png");
    const std::string pose = R"("c2w": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 1.5], [0, 0, 0, 1]])";
    place.write("views/cameras.json", R"({"fovy": 49.1, "input": {"file": "input.png", )" + pose +
                                          R"(}, "views": [{"file": "view_0.png", )" + pose + "}]}");
    const std::vector<std::string> start{"render", "s.ply", "--cameras", "views/cameras.json",
                                         "--out-dir"};
    auto arguments = start;
    arguments.emplace_back("views");
    checkRefused(place, arguments, kUsage, "among the input");
    CHECK(readBytes(place / "views/view_0.png") == readBytes(place / "ball.png"));
    arguments.back() = "renders";
    CHECK(runProgram(arguments, place.path()).exitCode == 0);
    CHECK(fs::exists(place / "renders/view_0.png"));
}

TEST_CASE("what cannot be written is said before the model is loaded") {
    const Workplace place;
    // The model is damaged: who gets as far as it, says so.
    place.write("broken.safetensors", "nothing");
    const std::vector<std::vector<std::string>> targets{
        {"-o", "nowhere/out.ply"}, {"--preview", "nowhere/x.png"}, {"-o", "ball.png/x.ply"}};
    for (const auto& options : targets) {
        std::vector<std::string> arguments{"reconstruct", "ball.png", "--model",
                                           "broken.safetensors"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        checkRefused(place, arguments, kOutput, options.back());
    }
}

TEST_CASE("pictures that would share a name or a file are refused") {
    const Workplace place;
    fs::create_directory(place / "more");
    fs::copy(place / "ball.png", place / "more/ball.png");
    checkRefused(
        place,
        {"reconstruct", "ball.png", "more/ball.png", "-o", "out", "--model", "tiny.safetensors"},
        kUsage, "out/ball.ply");
    checkRefused(
        place,
        {"reconstruct", "ball.png", "pair.png", "-o", "out.ply", "--model", "tiny.safetensors"},
        kUsage, "out.ply is one file, but there are 2 pictures");
}

TEST_CASE("a failed write keeps the file that was there") {
    const Workplace place;
    writeSplat(place);
    const Bytes before = readBytes(place / "s.ply");
    place.write("broken.ply", "ply\nformat ascii 1.0\n");
    checkRefused(place, {"convert", "broken.ply", "s.ply"}, 3, "broken.ply");
    CHECK(readBytes(place / "s.ply") == before);
}

TEST_CASE("a full standard output is an error") {
    const Workplace place;
    CHECK(shell(place, "$0 info ball.png 2>&1 >/dev/full") ==
          "error: cannot write to the standard output: No space left on device\ncode 4\n");
}

TEST_CASE("a limit to the size of files is an error, and leaves nothing half-written") {
    const Workplace place;
    gambade::GaussianCloud cloud;
    cloud.resize(1000, 0);
    std::fill(cloud.scales.begin(), cloud.scales.end(), glm::vec3(0.01F));
    gambade::writeSplats(cloud, place / "s.ply", {});
    const auto before = place.files();
    CHECK(shell(place, "ulimit -f 8; $0 convert s.ply t.ply 2>&1") ==
          "error: cannot write t.ply: File too large\ncode 4\n");
    CHECK(place.files() == before);
}
