#include "splat_renderer/camera.h"

#include "splats/error.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <glm/matrix.hpp>
#include <unistd.h>

using namespace gambade;

namespace {

/// A file that is gone at the end of the test.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& text)
        : m_path(std::filesystem::temp_directory_path() /
                 ("gambade_cameras_" + std::to_string(::getpid()) + ".json")) {
        std::ofstream(m_path, std::ios::binary) << text;
    }
    ~TemporaryFile() { std::filesystem::remove(m_path); }
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

// The evaluation set's layout, azimuth 0 at elevation 30, and azimuth 90 at elevation 0.
const std::string kMatrix30 =
    "[[1.0, 0.0, 0.0, 0.0], [0.0, 0.866025, 0.5, 0.75], [0.0, -0.5, 0.866025, 1.299038], "
    "[0.0, 0.0, 0.0, 1.0]]";
const std::string kMatrix90 =
    "[[0.0, -0.0, 1.0, 1.5], [0.0, 1.0, 0.0, 0.0], [-1.0, 0.0, 0.0, 0.0], [0, 0, 0, 1]]";
const std::string kInput = R"({"file": "input.png", "azimuth": 0, "c2w": )" + kMatrix30 + "}";

std::string cameraFile(const std::string& fovY, const std::string& input,
                       const std::string& views) {
    return R"({"id": "mug", "kind": "scan", "fovy": )" + fovY + R"(, "input": )" + input +
           R"(, "views": )" + views + "}";
}

std::string oneView(const std::string& file, const std::string& matrix) {
    return R"([{"file": )" + file + R"(, "c2w": )" + matrix + "}]";
}

std::string messageFor(const std::string& text) {
    const TemporaryFile file(text);
    try {
        readCameras(file.path());
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::kInput);
        CHECK(std::string(error.what()).find(file.path().string()) != std::string::npos);
        return error.what();
    }
    return "was read";
}

} // namespace

TEST_CASE("orbit cameras stand where azimuth and elevation say, upright") {
    const auto check = [](const Camera& camera, const glm::dmat4& expectedRows) {
        for (int column = 0; column < 4; ++column) {
            for (int row = 0; row < 4; ++row) {
                CHECK(camera.cameraToWorld[column][row] ==
                      Approx(expectedRows[row][column]).margin(1e-6));
            }
        }
    };
    check(orbitCamera(0, 30, 1.5),
          {1, 0, 0, 0, 0, 0.8660254, 0.5, 0.75, 0, -0.5, 0.8660254, 1.2990381, 0, 0, 0, 1});
    check(orbitCamera(90, 0, 1.5), {0, 0, 1, 1.5, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 0, 1});
    check(orbitCamera(45, 30, 1.5),
          {0.7071068, -0.3535534, 0.6123724, 0.9185587, 0, 0.8660254, 0.5, 0.75, -0.7071068,
           -0.3535534, 0.6123724, 0.9185587, 0, 0, 0, 1});
    check(orbitCamera(0, 90, 2), {1, 0, 0, 0, 0, 0, 1, 2, 0, -1, 0, 0, 0, 0, 0, 1});
}

TEST_CASE("camera files are read, the input view first") {
    const TemporaryFile file(cameraFile("49.1", kInput, oneView("\"view_0.png\"", kMatrix90)));
    const auto cameras = readCameras(file.path());
    REQUIRE(cameras.size() == 2);
    CHECK(cameras[0].file == "input.png");
    CHECK(cameras[1].file == "view_0.png");
    CHECK(cameras[1].camera.fovYDegrees == 49.1);
    CHECK(cameras[0].camera.cameraToWorld[2] == glm::dvec4(0, 0.5, 0.866025, 0));
    CHECK(cameras[1].camera.cameraToWorld[3] == glm::dvec4(1.5, 0, 0, 1));
}

TEST_CASE("misshapen camera files are refused with the place of the fault") {
    const std::string view = oneView("\"a.png\"", kMatrix90);
    const auto names = [](const std::string& text, const std::string& part) {
        const std::string message = messageFor(text);
        CAPTURE(message);
        CHECK(message.find(part) != std::string::npos);
    };
    names("", "is not JSON");
    names("{\"fovy\": 4", "is not JSON");
    names("[1, 2]", "must be an object");
    names("{}", "fovy is missing");
    names(cameraFile("\"wide\"", kInput, view), "fovy must be");
    names(cameraFile("0", kInput, view), "fovy must be");
    names(cameraFile("180", kInput, view), "fovy must be");
    names(cameraFile("1e400", kInput, view), "is not JSON");
    names(R"({"fovy": 50, "views": []})", "input is missing");
    names(R"({"fovy": 50, "input": )" + kInput + "}", "views is missing");
    names(cameraFile("50", "3", view), "input must be an object");
    names(cameraFile("50", R"({"file": "a.png"})", view), "input.c2w is missing");
    names(cameraFile("50", kInput, "7"), "views must be an array");
    names(cameraFile("50", kInput, "[null]"), "views[0] must be an object");
    names(cameraFile("50", kInput, R"([{"c2w": [] }])"), "views[0].file is missing");
    for (const char* name : {"\"\"", "\"..\"", "\"/etc/passwd\"", "\"../up.png\"", "5",
                             "\"a\\\\b.png\"", "\"a\\u0000.png\""}) {
        names(cameraFile("50", kInput, oneView(name, kMatrix90)), "views[0].file must be");
    }
    names(cameraFile("50", kInput, oneView("\"input.png\"", kMatrix90)), "named by two views");
    for (const char* matrix :
         {"[]", "[[1,0,0,0],[0,1,0,0],[0,0,1,0]]", "[[1,0,0],[0,1,0],[0,0,1],[0,0,0]]",
          "[[1,0,0,\"x\"],[0,1,0,0],[0,0,1,0],[0,0,0,1]]"}) {
        names(cameraFile("50", kInput, oneView("\"a.png\"", matrix)), "four rows of four numbers");
    }
    for (const char* matrix :
         {"[[2,0,0,0],[0,2,0,0],[0,0,2,0],[0,0,0,1]]", "[[-1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]]",
          "[[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,3,1]]"}) {
        names(cameraFile("50", kInput, oneView("\"a.png\"", matrix)), "a rotation and a position");
    }
}

TEST_CASE("a camera file that is not there is named") {
    CHECK_THROWS_AS(readCameras("/no/such/cameras.json"), Error);
}
