#include "splats/error.h"
#include "splats/format.h"

#include "allocation_watch.h"
#include "ply_text.h"
#include "temporary_folder.h"

#include <catch2/catch.hpp>

using namespace gambade;
using namespace gambade::test;
using Catch::Matchers::Contains;

namespace {

struct BadFile {
    std::string content;
    std::string message; ///< has to be part of the sentence
};

std::string binary(const std::string& declarations, std::size_t bodySize) {
    return plyHeader("binary_little_endian", declarations) + std::string(bodySize, '\0');
}

std::string without(const std::string& name) {
    std::vector<std::string> names = splatProperties();
    names.erase(std::find(names.begin(), names.end(), name));
    return declare(names);
}

std::vector<BadFile> badFiles() {
    const std::string all = declare(splatProperties());
    const std::string vertex = "element vertex 1\n";
    const std::string row = "0 0 0 0 0 0 0 0 0 0 1 0 0 0\n";
    std::vector<BadFile> files = {
        {"ply\n", "no 'end_header' line"},
        {"ply\nformat ascii 1.0\nelement vertex 1", "no 'end_header' line"},
        {"ply\n" + vertex + all + "end_header\n" + row, "no 'format' line"},
        {"ply\nformat binary_middle_endian 1.0\nend_header\n", "line 2 of its header"},
        {"ply\nformat ascii 1.0\n\x01\x02garbage\nend_header\n", "'??garbage', is not valid PLY"},
        {"ply\nformat ascii 1.0\nproperty float x\nend_header\n", "line 3 of its header"},
        {plyHeader("ascii", "element vertex -1\n"), "line 3 of its header"},
        {plyHeader("ascii", "element vertex 1e3\n"), "line 3 of its header"},
        {plyHeader("ascii", "element vertex 99999999999999999999\n"), "line 3 of its header"},
        {plyHeader("ascii", "element vertex\n"), "line 3 of its header"},
        {plyHeader("ascii", vertex + "property quad x\n"), "line 4 of its header"},
        {plyHeader("ascii", vertex + "property list x\n"), "line 4 of its header"},
        {plyHeader("ascii", vertex + "property list uchar quad x\n"), "line 4 of its header"},
        {plyHeader("ascii", vertex + all + "property float x\n") + row, "property 'x' twice"},
        {plyHeader("ascii", "element face 0\n"), "no element 'vertex'"},
        {plyHeader("ascii", vertex + declare({"x", "y", "z"})) + "0 0 0", "a mesh or point cloud"},
        {plyHeader("ascii", vertex + all + declare({"f_rest_0", "f_rest_1"})) + row,
         "2 f_rest properties instead of 0, 9, 24 or 45"},
        {plyHeader("ascii", vertex + all) + "0 0 0 zero 0 0 0 0 0 0 1 0 0 0\n", "not a number"},
        {plyHeader("ascii", vertex + all) + "0 0 0 1,5 0 0 0 0 0 0 1 0 0 0\n", "not a number"},
        {plyHeader("ascii", vertex + all) + "0 0 0 0 0 0 0 0\n", "cut off?"},
        {plyHeader("ascii", vertex + all) + "0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5\n", "cut off?"},
        {plyHeader("ascii", "element vertex 2\n" + all) + row, "cut off?"},
        {binary(vertex + all, 55), "declares 1 × 'vertex' of at least 56 bytes each, but only 55"},
        {binary(vertex + all, 0), "but only 0 bytes"},
        {binary("element vertex 100000000\n" + all, 1000), "declares 100000000 × 'vertex'"},
        // 56 · this = 2^64 + 24: a product that wraps around would look small.
        {binary("element vertex 329406144173384851\n" + all, 1000), "cut off?"},
        {binary("element vertex 18446744073709551615\n" + all, 1000), "cut off?"},
        {plyHeader("ascii", "element vertex 18446744073709551615\n" + all) + row, "cut off?"},
        {binary("element x 18446744073709551615\nproperty char a\n" + vertex + all, 1000),
         "× 'x' of at least 1 bytes each"},
        // Every row of the list alone would fit, its entries do not.
        {plyHeader("binary_little_endian", vertex + "property list uint double l\n" + all) +
             std::string(60, '\xff'),
         "cut off?"},
        {plyHeader("binary_little_endian", vertex + "property list char double l\n" + all) +
             std::string(57, '\xff'),
         "a list 'l' in it has -1 entries"},
        {plyHeader("ascii", vertex + "property list uint double l\n" + all) + "1e18 " + row,
         "entries"},
        {plyHeader("ascii", vertex + "property list uint double l\n" + all) + "4000000000 " + row,
         "cut off?"},
        {plyHeader("ascii", vertex + "property list float double l\n" + all) + "nan " + row,
         "entries"},
        {plyHeader("ascii", vertex + "property list uchar float x\n" + without("x")) + row,
         "no property 'x'"},
    };
    for (const std::string& name : splatProperties()) {
        files.push_back({plyHeader("ascii", vertex + without(name)) + row,
                         "its splats have no property '" + name + "'"});
    }
    return files;
}

} // namespace

TEST_CASE("a malformed PLY gives one sentence, and no memory is asked for by its counts") {
    const TemporaryFolder folder;
    for (const BadFile& bad : badFiles()) {
        const auto path = folder.write("bad.ply", bad.content);
        INFO(bad.content.substr(0, 300));
        resetLargestAllocation();
        try {
            readSplats(path);
            FAIL_CHECK("no error, expected: " << bad.message);
        } catch (const Error& error) {
            const std::size_t allocated = largestAllocation();
            CHECK(error.kind() == ErrorKind::kInput);
            const std::string message = error.what();
            CHECK_THAT(message, Contains("cannot read " + path.string() + ": "));
            CHECK_THAT(message, Contains(bad.message));
            CHECK_THAT(message, !Contains("\n"));
            CHECK(message.size() < 300);
            CHECK(allocated < 100000);
        }
    }
}

TEST_CASE("every way of cutting a good PLY short is noticed") {
    const TemporaryFolder folder;
    const std::string whole = binary("element vertex 2\n" + declare(splatProperties()), 2 * 56);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CHECK_THROWS_AS(readSplats(folder.write("cut.ply", whole.substr(0, size))), Error);
    }
    CHECK(readSplats(folder.write("whole.ply", whole)).size() == 2);
}
