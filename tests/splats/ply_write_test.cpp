#include "splats/format.h"

#include "sample_clouds.h"
#include "splats/error.h"
#include "temporary_folder.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <sstream>

using namespace gambade;
using test::TemporaryFolder;

namespace {

/// A reader of binary little-endian PLYs of floats only, apart from the one under test.
struct PlainPly {
    std::vector<std::string> comments;
    std::map<std::string, std::size_t> columns;
    std::size_t rows = 0;
    std::vector<float> values;

    explicit PlainPly(const std::string& file) {
        std::istringstream stream(file);
        std::string line;
        std::getline(stream, line);
        REQUIRE(line == "ply");
        std::getline(stream, line);
        REQUIRE(line == "format binary_little_endian 1.0");
        while (std::getline(stream, line) && line != "end_header") {
            if (line.rfind("comment ", 0) == 0) {
                comments.push_back(line.substr(8));
            } else if (line.rfind("element vertex ", 0) == 0) {
                rows = std::stoul(line.substr(15));
            } else {
                REQUIRE(line.rfind("property float ", 0) == 0);
                columns.emplace(line.substr(15), columns.size());
            }
        }
        const auto body = static_cast<std::size_t>(stream.tellg());
        REQUIRE(file.size() - body == rows * columns.size() * sizeof(float));
        values.resize(rows * columns.size());
        std::memcpy(values.data(), file.data() + body, file.size() - body);
    }

    double at(std::size_t row, const std::string& name) const {
        return values[row * columns.size() + columns.at(name)];
    }
};

void checkSameCloud(const GaussianCloud& read, const GaussianCloud& written) {
    REQUIRE(read.size() == written.size());
    CHECK(read.positions == written.positions);
    float opacityError = 0.0f;
    float scaleError = 0.0f;
    float rotationError = 0.0f;
    for (std::size_t i = 0; i < read.size(); ++i) {
        opacityError = std::max(opacityError, std::abs(read.opacities[i] - written.opacities[i]));
        for (int axis = 0; axis < 3; ++axis) {
            scaleError =
                std::max(scaleError, std::abs(read.scales[i][axis] / written.scales[i][axis] - 1));
        }
        const float dot = std::abs(glm::dot(read.rotations[i], written.rotations[i]));
        rotationError = std::max(rotationError, std::abs(1.0f - dot));
    }
    CHECK(opacityError < 1e-6f);
    CHECK(scaleError < 2e-6f);
    CHECK(rotationError < 1e-6f);
}

} // namespace

TEST_CASE("a cloud comes back from its PLY in both layouts, both axes and every SH degree") {
    const TemporaryFolder folder;
    const auto path = folder.path() / "cloud.ply";
    const int degree = GENERATE(0, 1, 2, 3);
    const GaussianCloud cloud = test::makeRandomCloud(300, degree, 5);
    for (const Axes axes : {Axes::k3dgs, Axes::kYUp}) {
        writeSplats(cloud, path, {axes, PlyLayout::kCompact});
        const GaussianCloud compact = readSplats(path);
        checkSameCloud(compact, cloud);
        CHECK(compact.shDegree == degree);
        CHECK(compact.sh == cloud.sh);

        writeSplats(cloud, path, {axes, PlyLayout::kFull});
        const GaussianCloud full = readSplats(path);
        checkSameCloud(full, cloud);
        REQUIRE(full.shDegree == 3);
        const std::size_t coefficients = shCoefficientCount(degree);
        for (std::size_t i = 0; i < cloud.size(); ++i) {
            for (std::size_t k = 0; k < 16; ++k) {
                const glm::vec3 expected =
                    k < coefficients ? cloud.sh[i * coefficients + k] : glm::vec3(0.0f);
                CHECK(full.sh[i * 16 + k] == expected);
            }
        }
    }
}

TEST_CASE("a written PLY has the properties, units and axes of 3DGS") {
    const TemporaryFolder folder;
    const auto path = folder.path() / "cloud.ply";
    const int degree = GENERATE(0, 2);
    const bool full = GENERATE(false, true);
    const GaussianCloud cloud = test::makeRandomCloud(40, degree, 6);
    writeSplats(cloud, path, {Axes::k3dgs, full ? PlyLayout::kFull : PlyLayout::kCompact});
    const PlainPly file(test::readFile(path));

    const std::size_t coefficients = shCoefficientCount(degree);
    const std::size_t rest = full ? 15 : coefficients - 1;
    CHECK(file.columns.size() == 17 + 3 * rest);
    CHECK(file.columns.at("x") == 0);
    CHECK(file.columns.at("nx") == 3);
    CHECK(file.columns.at("f_dc_0") == 6);
    CHECK(file.columns.at("opacity") == 9 + 3 * rest);
    CHECK(file.columns.at("rot_3") == 16 + 3 * rest);
    REQUIRE(file.rows == cloud.size());
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        CHECK(file.at(i, "x") == -cloud.positions[i].x);
        CHECK(file.at(i, "y") == -cloud.positions[i].y);
        CHECK(file.at(i, "z") == cloud.positions[i].z);
        CHECK(file.at(i, "nx") == 0.0);
        CHECK(1.0 / (1.0 + std::exp(-file.at(i, "opacity"))) ==
              Approx(cloud.opacities[i]).epsilon(1e-6));
        CHECK(std::exp(file.at(i, "scale_0")) == Approx(cloud.scales[i].x).epsilon(1e-6));
        CHECK(std::exp(file.at(i, "scale_2")) == Approx(cloud.scales[i].z).epsilon(1e-6));
        CHECK(file.at(i, "rot_0") == -cloud.rotations[i].z);
        CHECK(file.at(i, "rot_1") == -cloud.rotations[i].y);
        CHECK(file.at(i, "rot_2") == cloud.rotations[i].x);
        CHECK(file.at(i, "rot_3") == cloud.rotations[i].w);
        for (int channel = 0; channel < 3; ++channel) {
            CHECK(file.at(i, "f_dc_" + std::to_string(channel)) ==
                  cloud.sh[i * coefficients][channel]);
            for (std::size_t k = 1; k <= rest; ++k) {
                const auto index = static_cast<std::size_t>(channel) * rest + k - 1;
                const float sign = k % 2 == 1 ? -1.0f : 1.0f;
                const float expected =
                    k < coefficients ? sign * cloud.sh[i * coefficients + k][channel] : 0.0f;
                CHECK(file.at(i, "f_rest_" + std::to_string(index)) == expected);
            }
        }
    }
}

TEST_CASE("a PLY written y up has the cloud's own coordinates and says so") {
    const TemporaryFolder folder;
    const auto path = folder.path() / "cloud.ply";
    const GaussianCloud cloud = test::makeRandomCloud(3, 0, 7);
    writeSplats(cloud, path, {Axes::kYUp, PlyLayout::kCompact});
    const PlainPly file(test::readFile(path));
    CHECK(file.comments == std::vector<std::string>{"axes: y-up"});
    CHECK(file.at(2, "y") == cloud.positions[2].y);
    CHECK(file.at(2, "rot_0") == cloud.rotations[2].w);
}

TEST_CASE("provenance and the anti-aliasing mark come back, whatever characters they have") {
    const TemporaryFolder folder;
    const auto path = folder.path() / "cloud.ply";
    GaussianCloud cloud = test::makeRandomCloud(2, 0, 8);
    cloud.antialiased = GENERATE(false, true);
    cloud.provenance = {{"program", "gambade 1.0"},
                        {"image", "C:\\new\\rabbit: antialiased 1.png"},
                        {"note", "two\nlines\r\nend_header\n"},
                        {"empty", ""},
                        {"unicode", "Gämbade 高斯"},
                        {"edges", "  blanks  "}};
    writeSplats(cloud, path);
    const GaussianCloud back = readSplats(path);
    CHECK(back.provenance == cloud.provenance);
    CHECK(back.antialiased == cloud.antialiased);
    CHECK(back.positions == cloud.positions);
}

TEST_CASE("no opacity or scale of the allowed range is written as infinite") {
    const TemporaryFolder folder;
    const auto path = folder.path() / "cloud.ply";
    GaussianCloud cloud = test::makeRandomCloud(3, 0, 9);
    cloud.opacities = {0.0f, 1.0f, 1e-30f};
    cloud.scales = {glm::vec3(0.0f), glm::vec3(1e-45f), glm::vec3(1e38f)};
    writeSplats(cloud, path);
    const PlainPly file(test::readFile(path));
    for (const float value : file.values) {
        CHECK(std::isfinite(value));
    }
    const GaussianCloud back = readSplats(path);
    CHECK(back.opacities[0] == Approx(0.0).margin(2e-7));
    CHECK(back.opacities[1] == Approx(1.0).margin(2e-7));
}

TEST_CASE("a cloud with values that are not finite is not written, and the old file stays") {
    const TemporaryFolder folder;
    const auto path = folder.write("cloud.ply", "old");
    const float bad =
        GENERATE(std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity());
    const int where = GENERATE(0, 1, 2, 3, 4);
    GaussianCloud cloud = test::makeRandomCloud(30, 1, 10);
    switch (where) {
    case 0:
        cloud.positions[20].y = bad;
        break;
    case 1:
        cloud.scales[20].z = bad;
        break;
    case 2:
        cloud.rotations[20].w = bad;
        break;
    case 3:
        cloud.sh[81].g = bad;
        break;
    default:
        cloud.opacities[20] = std::numeric_limits<float>::quiet_NaN();
    }
    CHECK_THROWS_WITH(writeSplats(cloud, path), "cannot write " + path.string() +
                                                    ": the cloud has values that are not finite");
    CHECK(test::readFile(path) == "old");
    CHECK(folder.fileCount() == 1);
}
