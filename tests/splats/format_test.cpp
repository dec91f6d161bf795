#include "splats/format.h"

#include "sample_clouds.h"
#include "splats/error.h"
#include "temporary_folder.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

using namespace gambade;
using Catch::Matchers::Contains;

TEST_CASE("the content decides how a splat file is read, the name how it is written") {
    const test::TemporaryFolder folder;
    const GaussianCloud cloud = test::makeRandomCloud(5, 0, 1);
    writeSplats(cloud, folder.path() / "Cloud.PLY");
    std::filesystem::rename(folder.path() / "Cloud.PLY", folder.path() / "cloud.jpeg");
    CHECK(readSplats(folder.path() / "cloud.jpeg").positions == cloud.positions);

    try {
        writeSplats(cloud, folder.path() / "cloud.obj");
        FAIL("an unknown extension was written");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::kUsage);
        CHECK_THAT(error.what(),
                   Contains("cloud.obj: the file name has to end in one of") && Contains(".ply"));
    }
}

TEST_CASE("the table says which options change a format's files") {
    const test::TemporaryFolder folder;
    const GaussianCloud cloud = test::makeRandomCloud(50, 0, 1);
    const auto written = [&](const SplatFormat& format, const WriteOptions& options) {
        const auto path = folder.path() / ("cloud" + std::string(format.extension));
        writeSplats(cloud, path, options);
        std::ifstream file(path, std::ios::binary);
        return std::string(std::istreambuf_iterator(file), {});
    };
    for (const SplatFormat& format : splatFormats()) {
        INFO(format.name);
        const std::string standard = written(format, {});
        REQUIRE(!standard.empty());
        CHECK((written(format, {.axes = Axes::kYUp}) == standard) == format.fixedAxes);
        CHECK((written(format, {.plyLayout = PlyLayout::kFull}) != standard) == format.hasLayouts);
    }
}

TEST_CASE("a format is found by the end of a name") {
    const auto found = [](const char* name) {
        const SplatFormat* format = findWrittenFormat(name);
        return format == nullptr ? std::string_view() : format->name;
    };
    CHECK(found("a/mug.PLY") == "PLY");
    CHECK(found("mug.compressed.ply") == "compressed PLY");
    CHECK(found("mug.ply.spz") == "SPZ");
    CHECK(found("mug.SOG") == "SOG");
    CHECK(found("mug.ply.v2").empty());
    CHECK(found("mug.ply/mug").empty());
}

TEST_CASE("what is not a splat file is refused in one sentence") {
    const test::TemporaryFolder folder;
    const auto messageFor = [](const std::filesystem::path& path) {
        try {
            readSplats(path);
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::kInput);
            const std::string message = error.what();
            CHECK_THAT(message, Contains(path.string()) && !Contains("\n"));
            return message;
        }
        return std::string("no error");
    };
    CHECK_THAT(messageFor(folder.write("empty.ply", "")), Contains("it is empty"));
    CHECK_THAT(messageFor(folder.write("text.ply", "some text that is no splat file")),
               Contains("known formats are") && Contains("PLY"));
    CHECK_THAT(messageFor(folder.path()), Contains("it is a directory"));
    CHECK_THAT(messageFor(folder.path() / "absent.ply"), Contains("No such file"));
    const auto locked = folder.write("locked.ply", "ply\n");
    REQUIRE(::chmod(locked.c_str(), 0) == 0);
    constexpr uid_t kNobody = 65534;
    const uid_t self = ::geteuid();
    if (self == 0) { // root reads everything
        REQUIRE(::seteuid(kNobody) == 0);
    }
    const std::string message = messageFor(locked);
    if (self == 0) {
        REQUIRE(::seteuid(self) == 0);
    }
    CHECK_THAT(message, Contains("Permission denied"));
}

TEST_CASE("reading and writing report progress that never goes back, and stop when asked to") {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "cloud.ply";
    const GaussianCloud cloud = test::makeRandomCloud(200000, 0, 1);
    std::vector<double> fractions;
    const Progress recording([&](std::string_view, double f) { fractions.push_back(f); }, {});
    const auto checkFractions = [&] {
        CHECK(fractions.size() > 2);
        CHECK(std::is_sorted(fractions.begin(), fractions.end()));
        CHECK(fractions.back() == 1.0);
        fractions.clear();
    };
    writeSplats(cloud, path, {}, recording);
    checkFractions();
    readSplats(path, recording);
    checkFractions();

    std::stop_source stop;
    const Progress stopping(
        [&stop](std::string_view, double fraction) {
            if (fraction > 0.4) {
                stop.request_stop();
            }
        },
        stop.get_token());
    CHECK_THROWS_AS(readSplats(path, stopping), Cancelled);
    stop = {};
    const std::string old = test::readFile(path);
    const Progress stoppingAgain(
        [&stop](std::string_view, double fraction) {
            if (fraction > 0.4) {
                stop.request_stop();
            }
        },
        stop.get_token());
    CHECK_THROWS_AS(writeSplats(test::makeRandomCloud(100000, 0, 2), path, {}, stoppingAgain),
                    Cancelled);
    CHECK(test::readFile(path) == old);
    CHECK(folder.fileCount() == 1);
}
