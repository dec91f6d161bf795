#include "reconstruction/picture_stream.h"

#include "formula_source.h"
#include "splats/error.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>
#include <unistd.h>

using namespace gambade;

namespace {

constexpr int kInvisible = 5;

/// A small model of its own, and pictures that differ.
class Studio {
public:
    Studio() : reconstructor(makeReconstructor()) {}

    static PreparedPicture picture(int index) {
        PreparedPicture picture;
        auto photo = std::make_shared<Photo>();
        photo->file = "picture" + std::to_string(index) + ".png";
        picture.photo = photo;
        picture.framed.rgb = formulaImage();
        for (float& value : picture.framed.rgb) {
            value *= index == kInvisible ? NAN : 1.0F - 0.1F * static_cast<float>(index);
        }
        return picture;
    }

    Reconstructor reconstructor;

private:
    static Reconstructor makeReconstructor() {
        const auto path = std::filesystem::temp_directory_path() /
                          ("gambade_stream_" + std::to_string(getpid()) + ".safetensors");
        writeFormulaWeights(tinyRayConfig(), path);
        Reconstructor reconstructor(path, Device::kCpu, 1);
        std::filesystem::remove(path);
        return reconstructor;
    }
};

/// What the tasks of a stream were told.
struct Told {
    std::vector<std::string> done; ///< in order; the failure's text, or nothing
    std::vector<Reconstruction> results = std::vector<Reconstruction>(7);
};

/// Seven pictures, of which the third cannot be prepared, the fifth not be finished, and the sixth
/// makes no splats.
std::vector<PictureTask> makeTasks(Told& told) {
    std::vector<PictureTask> tasks;
    for (int i = 0; i < 7; ++i) {
        const auto prepare = [i] {
            if (i == 2) {
                throw Error(ErrorKind::kInput, "no picture");
            }
            return Studio::picture(i);
        };
        const auto finish = [i, &told](PreparedPicture&& picture, Reconstruction&& result) {
            if (i == 4) {
                throw Error(ErrorKind::kOutput, "no room");
            }
            CHECK(picture.photo->file == Studio::picture(i).photo->file);
            told.results[static_cast<std::size_t>(i)] = std::move(result);
        };
        const auto done = [&told](const Error* failure) {
            told.done.emplace_back(failure != nullptr ? failure->what() : "");
        };
        tasks.push_back({prepare, finish, done});
    }
    return tasks;
}

} // namespace

TEST_CASE("A stream of pictures gives what they give alone, in order, and outlives failures") {
    Studio studio;
    const std::size_t ahead = GENERATE(1, 3, 20);
    Told told;
    const auto tasks = makeTasks(told);
    std::vector<double> fractions;
    const Progress progress([&](std::string_view, double f) { fractions.push_back(f); }, {});
    reconstructStream(studio.reconstructor, tasks, 20.0, ahead, progress);
    REQUIRE(told.done.size() == tasks.size());
    CHECK(told.done[kInvisible].find("no visible splats") != std::string::npos);
    told.done.erase(told.done.begin() + kInvisible);
    CHECK(told.done == std::vector<std::string>{"", "", "no picture", "", "no room", ""});
    for (const int i : {0, 1, 3, 6}) {
        INFO("picture " << i);
        const auto expected =
            reconstructPicture(studio.reconstructor, Studio::picture(i), 20.0).cloud;
        const auto& cloud = told.results[static_cast<std::size_t>(i)].cloud;
        CHECK(cloud.positions == expected.positions);
        CHECK(cloud.opacities == expected.opacities);
        CHECK(cloud.provenance == expected.provenance);
    }
    CHECK(std::ranges::is_sorted(fractions));
    CHECK(fractions.back() == 1.0);
}

TEST_CASE("A stream of pictures stops when it is asked to") {
    Studio studio;
    Told told;
    const auto tasks = makeTasks(told);
    std::stop_source stop;
    const Progress progress([&](std::string_view, double) { stop.request_stop(); },
                            stop.get_token());
    CHECK_THROWS_AS(reconstructStream(studio.reconstructor, tasks, 20.0, 1, progress), Cancelled);
    CHECK(told.done.size() < tasks.size());
}
