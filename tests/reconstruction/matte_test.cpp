#include "reconstruction/cancellable_pass.h"
#include "reconstruction/matte.h"
#include "splats/error.h"
#include "splats/log.h"
#include "tests/reconstruction/icc_profile.h"
#include "tests/reconstruction/picture_files.h"
#include "tests/reconstruction/synthetic_photo.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <future>
#include <thread>

using namespace gambade;
using namespace gambade::test;
using Catch::Matchers::Contains;

namespace {

Photo photoOf(Image image, bool hasAlpha) {
    Photo photo;
    photo.file = "picture.png";
    photo.image = std::move(image);
    photo.hasAlpha = hasAlpha;
    return photo;
}

bool inDisc(int x, int y, double centreX, double centreY, double radius) {
    return std::hypot(x + 0.5 - centreX, y + 0.5 - centreY) <= radius;
}

/// Two transparent-background discs of radii 60 and 30, `gap` pixels apart.
Photo twoDiscs(int gap) {
    return photoOf(makeImage(400, 200,
                             [gap](int x, int y) {
                                 const bool object =
                                     inDisc(x, y, 80, 100, 60) || inDisc(x, y, 170 + gap, 100, 30);
                                 return std::array<int, 4>{200, 40, 10, object ? 255 : 0};
                             }),
                   true);
}

std::string messageOf(const Photo& photo, const MatteOptions& options, ErrorKind kind) {
    try {
        extractForeground(photo, options);
        return "";
    } catch (const Error& error) {
        CHECK(error.kind() == kind);
        return error.what();
    }
}

MatteOptions withMode(BackgroundMode mode) {
    MatteOptions options;
    options.mode = mode;
    return options;
}

} // namespace

TEST_CASE("the picture's own alpha is taken as it is") {
    const Photo photo = loadPhoto(picturePath("rgba8.png"));
    const Matte matte = extractForeground(photo, {});
    CHECK(matte.method == "alpha");
    CHECK(matte.objectCount == 1);
    CHECK(matte.notes.empty());
    CHECK_FALSE(matte.mixedColors);
    REQUIRE(matte.coverage.size() == 40U * 24U);
    for (std::size_t i = 0; i < matte.coverage.size(); ++i) {
        REQUIRE(matte.coverage[i] == photo.image.rgba[i * 4 + 3]);
    }
}

TEST_CASE("without a background to remove the whole picture is the object") {
    const Matte matte =
        extractForeground(loadPhoto(picturePath("rgb8.png")), withMode(BackgroundMode::kNone));
    CHECK(matte.method == "none");
    CHECK(std::ranges::all_of(matte.coverage, [](int value) { return value == 255; }));
}

TEST_CASE("alpha is asked for and absent") {
    const Photo photo = loadPhoto(picturePath("rgb8.png"));
    CHECK_THAT(messageOf(photo, withMode(BackgroundMode::kAlpha), ErrorKind::kUsage),
               Contains("no transparent pixels"));
}

TEST_CASE("separate objects: the largest, or the one asked for") {
    const Photo photo = twoDiscs(60);
    const auto areas = [](const Matte& matte) {
        std::array<int, 2> halves{};
        for (std::size_t i = 0; i < matte.coverage.size(); ++i) {
            halves[i % 400 < 170 ? 0 : 1] += matte.coverage[i] == 255 ? 1 : 0;
        }
        return halves;
    };
    Matte matte = extractForeground(photo, {});
    CHECK(matte.objectCount == 2);
    REQUIRE(matte.notes.size() == 1);
    CHECK_THAT(matte.notes[0], Contains("2 separate objects"));
    CHECK(areas(matte)[0] == Approx(3.14159 * 60 * 60).epsilon(0.01));
    CHECK(areas(matte)[1] == 0);

    MatteOptions second;
    second.object = 2;
    matte = extractForeground(photo, second);
    CHECK(matte.notes.empty());
    CHECK(areas(matte)[0] == 0);
    CHECK(areas(matte)[1] == Approx(3.14159 * 30 * 30).epsilon(0.01));

    MatteOptions third;
    third.object = 3;
    CHECK_THAT(messageOf(photo, third, ErrorKind::kUsage), Contains("has 2 of them"));
    third.object = -1;
    CHECK_FALSE(messageOf(photo, third, ErrorKind::kUsage).empty());
}

TEST_CASE("parts with a narrow gap are one object and stay whole") {
    const Matte matte = extractForeground(twoDiscs(6), {});
    CHECK(matte.objectCount == 1);
    CHECK(std::ranges::count(matte.coverage, 255) ==
          Approx(3.14159 * (60 * 60 + 30 * 30)).epsilon(0.01));
}

TEST_CASE("no object is said") {
    const auto clear = photoOf(makeImage(64, 64,
                                         [](int, int) {
                                             return std::array<int, 4>{9, 9, 9, 0};
                                         }),
                               true);
    CHECK_THAT(messageOf(clear, {}, ErrorKind::kInput), Contains("no object found in picture.png"));
    MatteOptions whole;
    whole.mode = BackgroundMode::kNone; // is not advised where it has just been taken
    CHECK_THAT(messageOf(clear, whole, ErrorKind::kInput),
               Contains("transparent everywhere") && !Contains("none"));
    const auto blank = photoOf(makeImage(64, 64,
                                         [](int, int) {
                                             return std::array<int, 4>{90, 120, 90, 255};
                                         }),
                               false);
    CHECK_THAT(messageOf(blank, {}, ErrorKind::kInput), Contains("no object found in picture.png"));
}

TEST_CASE("tiny pictures are no trouble") {
    for (const int side : {1, 2, 3, 5, 9}) {
        const auto photo = photoOf(makeImage(side, 1,
                                             [](int x, int) {
                                                 return std::array<int, 4>{x * 20, 0, 255, 255};
                                             }),
                                   false);
        CHECK_THAT(messageOf(photo, {}, ErrorKind::kInput), Contains("no object found"));
        CHECK(extractForeground(photo, withMode(BackgroundMode::kNone)).coverage.size() ==
              static_cast<std::size_t>(side));
    }
}

TEST_CASE("a mask gives the coverage, by brightness or alpha, at any resolution") {
    const ScratchFolder scratch;
    const Photo photo = loadPhoto(picturePath("rgba8.png"));
    MatteOptions options = withMode(BackgroundMode::kMask);
    // Twice the photo's size: black left of its middle, grey right of it.
    options.maskFile = scratch.file("grey.png", encodePng(makeImage(80, 48, [](int x, int) {
                                        const int value = x < 40 ? 0 : 204;
                                        return std::array<int, 4>{value, value, value, 255};
                                    })));
    const Matte matte = extractForeground(photo, options);
    CHECK(matte.method == "mask");
    CHECK(matte.mixedColors);
    for (int y = 0; y < 24; ++y) {
        for (int x = 0; x < 40; ++x) {
            const int alpha = x < 20 ? 255 : 255 - 6 * y;
            const int expected = x < 20 ? 0 : static_cast<int>(std::lround(204.0 * alpha / 255.0));
            REQUIRE(std::abs(matte.coverage[static_cast<std::size_t>(y) * 40 + x] - expected) <= 1);
        }
    }
    options.maskFile = scratch.file("alpha.png", encodePng(makeImage(40, 24, [](int x, int) {
                                        return std::array<int, 4>{255, 255, 255, x < 30 ? 255 : 0};
                                    })));
    const Matte byAlpha = extractForeground(photo, options);
    CHECK(byAlpha.coverage[5] == 255);
    CHECK(byAlpha.coverage[35] == 0);

    options.maskFile = scratch.file("square.png", encodePng(makeImage(24, 24, [](int, int) {
                                        return std::array<int, 4>{255, 255, 255, 255};
                                    })));
    CHECK_THAT(messageOf(photo, options, ErrorKind::kUsage), Contains("same aspect ratio"));
    options.maskFile = scratch.path() / "absent.png";
    CHECK_FALSE(messageOf(photo, options, ErrorKind::kInput).empty());
}

TEST_CASE("a mask covers what its numbers say, whatever its profile makes of them as colours") {
    const ScratchFolder scratch;
    const Photo photo = loadPhoto(picturePath("rgb8.png"));
    const Bytes plain = readBytes(picturePath("grey8.png"));
    const auto coverageBy = [&](const std::filesystem::path& mask) {
        MatteOptions options = withMode(BackgroundMode::kMask);
        options.maskFile = mask;
        return extractForeground(photo, options).coverage;
    };
    const auto expected = coverageBy(picturePath("grey8.png"));
    CHECK(expected[20] == 60); // of the pattern: three a column
    const auto linear =
        scratch.file("linear.png", withPngChunk(plain, "iCCP", iccChunk(greyProfile(1.0))));
    CHECK(loadPhoto(linear).image.rgba !=
          decodePhoto(std::as_bytes(std::span(plain)), "").image.rgba);
    CHECK(coverageBy(linear) == expected);
    // Nor is a damaged profile worth a warning there.
    std::string logged;
    setLogSink([&](LogLevel, std::string_view text) { logged += text; });
    CHECK(coverageBy(scratch.file("damaged.png", withPngChunk(plain, "iCCP", {1, 2, 3}))) ==
          expected);
    setLogSink(nullptr);
    CHECK(logged.empty());
}

TEST_CASE("GrabCut finds an object before a varied background, and says that it was used") {
    const SyntheticPhoto scene = photoBeforeVariedBackground();
    const Matte matte = extractForeground(scene.photo, {});
    CHECK(matte.method == "GrabCut");
    REQUIRE(matte.notes.size() == 1);
    CHECK_THAT(matte.notes[0], Contains("GrabCut"));
    CHECK(intersectionOverUnion(matte, scene) > 0.97);
}

TEST_CASE("edges before a plain background get their true share of the object") {
    const SyntheticPhoto scene = photoBeforePlainBackground();
    const Matte matte = extractForeground(scene.photo, {});
    int worst = 0;
    for (std::size_t i = 0; i < matte.coverage.size(); ++i) {
        worst = std::max(worst, std::abs(matte.coverage[i] - scene.coverage[i]));
    }
    CHECK(worst <= 12); // of 255: rounding of the photo's own 8 bits
}

TEST_CASE("a file that is not the matting network is refused") {
    const ScratchFolder scratch;
    MatteOptions options;
    options.networkFile = scratch.file("u2netp.onnx", Bytes(1000, 7));
    CHECK_THAT(messageOf(photoBeforePlainBackground().photo, options, ErrorKind::kModel),
               Contains("fetch_matting_model.sh"));
}

TEST_CASE("cancelling stops the cut-out") {
    std::stop_source stop;
    std::vector<double> fractions;
    const Progress progress(
        [&](std::string_view stage, double fraction) {
            CHECK(stage == "background");
            fractions.push_back(fraction);
            stop.request_stop();
        },
        stop.get_token());
    CHECK_THROWS_AS(extractForeground(photoBeforePlainBackground().photo, {}, progress), Cancelled);
    CHECK(fractions == std::vector<double>{0.0});
}

TEST_CASE("the caller of a pass that cannot stop is free while it still runs") {
    std::stop_source stop;
    const auto release = std::make_shared<std::promise<void>>();
    const auto pass = [gate = release->get_future().share()](const Progress&) {
        gate.wait();
        return 0;
    };
    stop.request_stop();
    CHECK_THROWS_AS(runCancellably<int>(pass, Progress(nullptr, stop.get_token())), Cancelled);
    release->set_value(); // only now can the pass end

    CHECK(runCancellably<int>([](const Progress&) { return 3; }, {}) == 3);
    CHECK_THROWS_AS(
        runCancellably<int>([](const Progress&) -> int { throw std::runtime_error("x"); }, {}),
        std::runtime_error);
}

TEST_CASE("a pass on another thread reports on its caller's, and to nobody once that is free") {
    std::stop_source stop;
    const auto caller = std::this_thread::get_id();
    const auto release = std::make_shared<std::promise<void>>();
    const auto ended = std::make_shared<std::promise<void>>();
    std::vector<double> fractions;
    const Progress progress(
        [&](std::string_view stage, double fraction) {
            CHECK(std::this_thread::get_id() == caller);
            CHECK(stage == "half");
            fractions.push_back(fraction);
            stop.request_stop();
        },
        stop.get_token());
    const auto pass = [ended, gate = release->get_future().share()](const Progress& part) {
        part.update("half", 0.5);
        gate.wait();
        CHECK_THROWS_AS(part.update("later", 0.75), Cancelled);
        ended->set_value();
        return 0;
    };
    CHECK_THROWS_AS(runCancellably<int>(pass, progress), Cancelled);
    release->set_value();
    ended->get_future().wait();
    CHECK(fractions == std::vector<double>{0.5});
}
