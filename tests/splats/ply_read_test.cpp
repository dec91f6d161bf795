#include "splats/ply.h"

#include "ply_text.h"
#include "splats/log.h"

#include <catch2/catch.hpp>
#include <limits>

using namespace gambade;
using namespace gambade::test;
using Catch::Matchers::Contains;

namespace {

GaussianCloud read(const std::string& file) {
    return readPly(std::as_bytes(std::span(file)), Progress());
}

// One splat: position, f_dc, logit 0 → opacity 0.5, ln scales 0, −1, ln 2, rotation of length 2.
const std::vector<double> kValues = {1.5, -2.25, 3, 0.5, -0.5, 0.25, 0, 0, -1, 0.6931471805599453,
                                     0,   2,     0, 0};
const std::string kTextRow = "1.5 -2.25 3 0.5 -0.5 .25 0 0 -1 0.6931471805599453 0 2 0 0\n";

/// What kValues are in our axes: x and y change sign, and so does the quaternion's frame.
void checkSplat(const GaussianCloud& cloud, std::size_t index = 0) {
    REQUIRE(cloud.size() > index);
    CHECK(cloud.positions[index] == glm::vec3(-1.5f, 2.25f, 3.0f));
    CHECK(cloud.sh[index * shCoefficientCount(cloud.shDegree)] == glm::vec3(0.5f, -0.5f, 0.25f));
    CHECK(cloud.opacities[index] == 0.5f);
    CHECK(cloud.scales[index].x == 1.0f);
    CHECK(cloud.scales[index].y == Approx(0.36787944117144233));
    CHECK(cloud.scales[index].z == Approx(2.0));
    // (w,x,y,z) = (0,1,0,0) → (−z,−y,x,w)
    CHECK(cloud.rotations[index] == glm::quat(0.0f, 0.0f, 1.0f, 0.0f));
}

std::string binaryRow(bool bigEndian) {
    std::string row;
    for (const double value : kValues) {
        row += bytesOf(static_cast<float>(value), bigEndian);
    }
    return row;
}

const std::string kVertex1 = "element vertex 1\n";

} // namespace

TEST_CASE("a splat PLY is read in ascii and in both byte orders") {
    const std::string declarations = kVertex1 + declare(splatProperties());
    checkSplat(read(plyHeader("ascii", declarations) + kTextRow));
    checkSplat(read(plyHeader("binary_little_endian", declarations) + binaryRow(false)));
    checkSplat(read(plyHeader("binary_big_endian", declarations) + binaryRow(true)));
}

TEST_CASE("a splat PLY is read with CR LF lines, tabs, plus signs and blank lines") {
    checkSplat(read("ply\r\nformat ascii 1.0\r\ncomment\r\nobj_info x\r\nelement\tvertex 1\r\n" +
                    declare(splatProperties()) +
                    "end_header\r\n\r\n+1.5\t-2.25e0 3\r\n.5 -5e-1 .25 0 0 "
                    "-1 0.6931471805599453 0 2 0 -0"));
}

TEST_CASE("properties are found by name, in any order, of any type, with others between them") {
    std::vector<std::string> names = splatProperties();
    std::reverse(names.begin(), names.end());
    std::string declarations = kVertex1 + "property ushort id\n";
    std::string row = bytesOf<std::uint16_t>(7);
    for (std::size_t i = 0; i < names.size(); ++i) {
        declarations +=
            "property double " + names[i] + "\nproperty char between_" + names[i] + "\n";
        row += bytesOf(kValues[names.size() - 1 - i]) + "\xff";
    }
    checkSplat(read(plyHeader("binary_little_endian", declarations) + row));
}

TEST_CASE("each scalar type of PLY is understood under both of its names") {
    // z takes every type in turn; its value fits all of them.
    const std::vector<std::string> names = splatProperties();
    const auto checkType = [&names](const std::vector<std::string>& typeNames, auto value) {
        for (const std::string& type : typeNames) {
            for (const bool big : {false, true}) {
                const std::string row = binaryRow(big);
                const std::string declarations = kVertex1 + declare({"x", "y"}) +
                                                 declare({"z"}, type) +
                                                 declare({names.begin() + 3, names.end()});
                const std::string format = big ? "binary_big_endian" : "binary_little_endian";
                checkSplat(read(plyHeader(format, declarations) + row.substr(0, 8) +
                                bytesOf(value, big) + row.substr(12)));
            }
        }
    };
    checkType({"char", "int8"}, std::int8_t{3});
    checkType({"uchar", "uint8"}, std::uint8_t{3});
    checkType({"short", "int16"}, std::int16_t{3});
    checkType({"ushort", "uint16"}, std::uint16_t{3});
    checkType({"int", "int32"}, std::int32_t{3});
    checkType({"uint", "uint32"}, std::uint32_t{3});
    checkType({"float", "float32"}, 3.0f);
    checkType({"double", "float64"}, 3.0);
}

TEST_CASE("other elements and lists, before, within and after the splats, are passed over") {
    const std::string names = declare(splatProperties());
    const std::string before = "element camera 2\nproperty list uchar int ids\nproperty double f\n"
                               "element note 5\n";
    const std::string after = "element face 1\nproperty list uchar int vertex_indices\n";
    const std::string list = "property list ushort short tags\n";

    SECTION("binary") {
        for (const bool big : {false, true}) {
            std::string body;
            for (const int entries : {0, 3}) {
                body += bytesOf(static_cast<std::uint8_t>(entries));
                body += std::string(static_cast<std::size_t>(entries) * 4, '\x11') + bytesOf(0.5);
            }
            for (const std::uint16_t entries : {std::uint16_t{2}, std::uint16_t{0}}) {
                body += bytesOf(entries, big) + std::string(entries * 2u, '\x22') + binaryRow(big);
            }
            const std::string format = big ? "binary_big_endian" : "binary_little_endian";
            const GaussianCloud cloud =
                read(plyHeader(format, before + "element vertex 2\n" + list + names + after) +
                     body + "\x01\x01\x01\x01\x01");
            REQUIRE(cloud.size() == 2);
            checkSplat(cloud, 0);
            checkSplat(cloud, 1);
        }
    }
    SECTION("ascii") {
        const GaussianCloud cloud =
            read(plyHeader("ascii", before + "element vertex 2\n" + list + names + after) +
                 "0 1e3\n3 7 8 9 1e3\n2 1 1 " + kTextRow + "0 " + kTextRow + "3 0 1 2\n");
        REQUIRE(cloud.size() == 2);
        checkSplat(cloud, 0);
        checkSplat(cloud, 1);
    }
}

TEST_CASE("SH coefficients lie channel after channel in the file and turn with the axes") {
    const int degree = GENERATE(1, 2, 3);
    const std::size_t rest = shCoefficientCount(degree) - 1;
    std::string declarations = kVertex1;
    std::string values;
    for (std::size_t i = 0; i < 3 * rest; ++i) {
        declarations += declare({"f_rest_" + std::to_string(i)});
        values += std::to_string(i + 1) + " ";
    }
    const GaussianCloud cloud =
        read(plyHeader("ascii", declarations + declare(splatProperties())) + values + kTextRow);
    REQUIRE(cloud.shDegree == degree);
    checkSplat(cloud);
    for (std::size_t k = 1; k <= rest; ++k) {
        const float sign = k % 2 == 1 ? -1.0f : 1.0f; // odd k are odd m
        const glm::vec3 inFile(k, rest + k, 2 * rest + k);
        CHECK(cloud.sh[k] == sign * inFile);
    }
}

TEST_CASE("colours may be red, green, blue where there is no f_dc") {
    std::vector<std::string> names = splatProperties();
    names.erase(names.begin() + 3, names.begin() + 6);
    const std::string row = "1.5 -2.25 3 0 0 -1 0.6931471805599453 0 2 0 0 ";
    const auto colorOf = [&](const std::string& type, const std::string& color) {
        return read(plyHeader("ascii",
                              kVertex1 + declare(names) + declare({"red", "green", "blue"}, type)) +
                    row + color)
            .baseColor(0);
    };
    const auto checkColor = [](const glm::vec3& color) {
        CHECK(color.r == Approx(1.0));
        CHECK(color.g == Approx(0.2));
        CHECK(color.b == Approx(0.0).margin(1e-7));
    };
    checkColor(colorOf("uchar", "255 51 0"));
    checkColor(colorOf("ushort", "65535 13107 0"));
    checkColor(colorOf("float", "1 0.2 0"));
}

TEST_CASE("rotations become unit quaternions, and the identity where they give no direction") {
    const auto rotationOf = [](const std::string& wxyz) {
        return read("ply\nformat ascii 1.0\ncomment axes: y-up\n" + kVertex1 +
                    declare(splatProperties()) + "end_header\n0 0 0 0 0 0 0 0 0 0 " + wxyz)
            .rotations.at(0);
    };
    const glm::quat identity(1.0f, 0.0f, 0.0f, 0.0f);
    CHECK(rotationOf("0 0 0 0") == identity);
    CHECK(rotationOf("nan 0 0 1") == identity);
    CHECK(rotationOf("inf 0 0 1") == identity);
    CHECK(rotationOf("3e38 0 0 0") == identity);
    CHECK(rotationOf("0 0 -1e-30 0") == glm::quat(0.0f, 0.0f, -1.0f, 0.0f));
}

TEST_CASE("splats with values that are not finite are left out, and the log says how many") {
    std::string messages;
    setLogSink([&](LogLevel, std::string_view message) { messages += message; });
    const std::string tail = " 0 2 0 0\n";
    const GaussianCloud cloud =
        read(plyHeader("ascii", "element vertex 8\n" + declare(splatProperties())) +
             "nan 0 0 0 0 0 0 0 0 0" + tail + "0 inf 0 0 0 0 0 0 0 0" + tail +
             "0 0 1e300 0 0 0 0 0 0 0" + tail + "0 0 0 0 nan 0 0 0 0 0" + tail +
             "0 0 0 0 0 0 nan 0 0 0" + tail + "0 0 0 0 0 0 0 nan 0 0" + tail +
             "0 0 0 0 0 0 0 0 0 100" + tail + kTextRow);
    setLogSink([](LogLevel, std::string_view) {});
    CHECK(cloud.size() == 1);
    checkSplat(cloud);
    CHECK_THAT(messages, Contains("7 of 8 splats left out"));
}

TEST_CASE("extreme but meaningful values are kept: opacity 0 and 1, vanishing scales") {
    const GaussianCloud cloud =
        read(plyHeader("ascii", "element vertex 2\n" + declare(splatProperties())) +
             "0 0 0 0 0 0 inf -inf -1000 0 1 0 0 0\n0 0 0 0 0 0 -inf 0 0 0 1 0 0 0\n");
    REQUIRE(cloud.size() == 2);
    CHECK(cloud.opacities == std::vector<float>{1.0f, 0.0f});
    CHECK(cloud.scales[0].x > 0.0f);
    CHECK(cloud.scales[0].y > 0.0f);
    CHECK(cloud.scales[0].y < 1e-30f);
}

TEST_CASE("comments tell axes, anti-aliasing and provenance, and those of others are passed over") {
    const auto withComments = [](const std::string& comments) {
        return read("ply\nformat ascii 1.0\n" + comments + kVertex1 + declare(splatProperties()) +
                    "end_header\n" + kTextRow);
    };
    CHECK_FALSE(withComments("comment Generated by another program\n").antialiased);
    CHECK(withComments("comment SplatRenderMode: mip\n").antialiased);
    CHECK(withComments("comment antialiased 1\n").antialiased);
    CHECK_FALSE(withComments("comment antialiased 0\n").antialiased);
    CHECK_FALSE(withComments("comment SplatRenderMode: default\n").antialiased);

    checkSplat(withComments("comment axes: 3dgs\n"));
    const GaussianCloud upright = withComments("comment axes: y-up\n");
    CHECK(upright.positions.at(0) == glm::vec3(1.5f, -2.25f, 3.0f));
    CHECK(upright.rotations.at(0) == glm::quat(0.0f, 1.0f, 0.0f, 0.0f));

    using Lines = std::vector<std::pair<std::string, std::string>>;
    CHECK(withComments("comment gambade model: a: b\\nc\ncomment other: line\n"
                       "comment gambade : of no name\n")
              .provenance == Lines{{"model", "a: b\nc"}});
}

TEST_CASE("a PLY of no splats is an empty cloud") {
    CHECK(read(plyHeader("ascii", "element vertex 0\n" + declare(splatProperties()))).empty());
}
