#include "reconstruction/framing.h"
#include "splats/error.h"
#include "tests/reconstruction/picture_files.h"
#include "tests/reconstruction/synthetic_photo.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace gambade;
using namespace gambade::test;

namespace {

using Color = std::array<int, 4>;
constexpr std::size_t kPixels = 512 * 512;

Photo photoOf(Image image) {
    Photo photo;
    photo.file = "picture.png";
    photo.image = std::move(image);
    photo.hasAlpha = true;
    return photo;
}

FramedImage frame(const Photo& photo, std::optional<double> fov = std::nullopt) {
    return frameObject(photo, extractForeground(photo, {}), fov);
}

/// Source position in the photo of the middle of framed pixel `index`.
double sourceOf(int index, double start, double side) {
    return start + (index + 0.5) * side / 512;
}

/// Bilinear value at `position` of samples that are 1 at pixels first…last and 0 elsewhere.
double boxAt(double position, int first, int last) {
    const double p = position - 0.5;
    return std::clamp(std::min(p - first + 1.0, last + 1.0 - p), 0.0, 1.0);
}

} // namespace

TEST_CASE("an object is centred and its larger side fills 80 % of the square") {
    // Opaque red columns 40…139, rows 25…74 before transparent green.
    const Photo photo = photoOf(makeImage(300, 200, [](int x, int y) {
        const bool object = x >= 40 && x < 140 && y >= 25 && y < 75;
        return object ? Color{204, 51, 0, 255} : Color{0, 255, 0, 0};
    }));
    const FramedImage framed = frame(photo);
    REQUIRE(framed.rgb.size() == 3 * kPixels);
    REQUIRE(framed.alpha.size() == kPixels);
    double worst = 0.0;
    const double side = 125.0; // 100 / 0.8, centred on (90, 50)
    for (int y = 0; y < 512; ++y) {
        for (int x = 0; x < 512; ++x) {
            const std::size_t at = static_cast<std::size_t>(y) * 512 + x;
            const double alpha =
                boxAt(sourceOf(x, 27.5, side), 40, 139) * boxAt(sourceOf(y, -12.5, side), 25, 74);
            worst = std::max(worst, std::abs(framed.alpha[at] - alpha));
            const std::array<double, 3> color{0.8, 0.2, 0.0}; // the green never shows
            for (std::size_t c = 0; c < 3; ++c) {
                worst = std::max(worst, std::abs(framed.rgb[c * kPixels + at] -
                                                 (color[c] * alpha + 1.0 - alpha)));
            }
        }
    }
    CHECK(worst < 1e-5);
    CHECK(framed.fovYDegrees == 49.1);
    CHECK_FALSE(framed.fovKnown);
}

TEST_CASE("resampling keeps the half-pixel centres at every scale") {
    // R and G grow linearly with x and y, which bilinear and area filters reproduce exactly.
    const int size = GENERATE(120, 512, 700, 1100, 2600);
    CAPTURE(size);
    const double perPixel = 250.0 / size;
    const Photo photo = photoOf(makeImage(size, size, [&](int x, int y) {
        const bool object = x >= size / 10 && x < size * 6 / 10 && y >= size / 4 && y < size / 2;
        return Color{static_cast<int>(std::lround(x * perPixel)),
                     static_cast<int>(std::lround(y * perPixel)), 0, object ? 255 : 0};
    }));
    const FramedImage framed = frame(photo);
    const int left = size / 10;
    const int right = size * 6 / 10;
    const double side = (right - left) / 0.8;
    const double startX = (left + right - side) / 2.0;
    const double startY = (size / 4 + size / 2 - side) / 2.0;
    double worst = 0.0;
    for (int y = 200; y < 312; ++y) {
        for (int x = 64; x < 448; ++x) {
            const std::size_t at = static_cast<std::size_t>(y) * 512 + x;
            REQUIRE(framed.alpha[at] == Approx(1.0).margin(1e-5));
            worst = std::max(
                {worst,
                 std::abs(255.0 * framed.rgb[at] - (sourceOf(x, startX, side) - 0.5) * perPixel),
                 std::abs(255.0 * framed.rgb[kPixels + at] -
                          (sourceOf(y, startY, side) - 0.5) * perPixel)});
        }
    }
    CHECK(worst < 0.51); // the photo's values are rounded to whole steps
}

TEST_CASE("large pictures are averaged, not sampled") {
    // A chequerboard of single pixels is grey wherever whole pixels of 4 × 4 are averaged.
    const Photo photo = photoOf(makeImage(2600, 2600, [](int x, int y) {
        const bool object = x >= 400 && x < 2200 && y >= 400 && y < 2200;
        const int value = (x + y) % 2 * 255;
        return Color{value, value, value, object ? 255 : 0};
    }));
    const FramedImage framed = frame(photo);
    for (int y = 60; y < 452; ++y) {
        for (int x = 60; x < 452; ++x) {
            REQUIRE(framed.rgb[static_cast<std::size_t>(y) * 512 + x] == Approx(0.5F).margin(1e-4));
        }
    }
}

TEST_CASE("a photo of one row of pixels is framed in the time that its pixels take") {
    // The square around the object has 1.5e13 pixels, nearly all of them beyond the photo.
    constexpr int kWidth = 4'000'000;
    Photo photo = photoOf(makeImage(4000, 1, [](int, int) { return Color{10, 20, 30, 255}; }));
    photo.image.width = kWidth;
    photo.image.rgba.resize(std::size_t{4} * kWidth, 255);
    Matte matte;
    matte.width = kWidth;
    matte.height = 1;
    matte.coverage.assign(kWidth, 255);
    const FramedImage framed = frameObject(photo, matte, {});
    // Its height is far below one pixel of the frame.
    CHECK(*std::ranges::max_element(framed.alpha) < 1e-3F);
    CHECK(*std::ranges::max_element(framed.alpha) > 0.0F);
    for (const float value : framed.rgb) {
        REQUIRE(value > 0.99F);
    }
}

TEST_CASE("colours go on beyond the photo's edge where the matte has mixed them") {
    // The object ends at the photo's left edge; half covered, so that its colours are estimated.
    Photo photo = photoOf(makeImage(100, 100, [](int, int) { return Color{200, 100, 50, 255}; }));
    Matte matte;
    matte.width = 100;
    matte.height = 100;
    matte.mixedColors = true;
    matte.coverage.assign(100 * 100, 0);
    for (std::size_t y = 20; y < 80; ++y) {
        std::fill_n(matte.coverage.begin() + static_cast<std::ptrdiff_t>(100 * y), 60, 255);
    }
    const FramedImage framed = frameObject(photo, matte, {});
    for (std::size_t pixel = 0; pixel < kPixels; ++pixel) {
        const float alpha = framed.alpha[pixel];
        REQUIRE(framed.rgb[pixel] == Approx(1 - alpha + alpha * 200 / 255.0).margin(0.02));
    }
}

TEST_CASE("a picture that is framed already is not touched") {
    std::mt19937 random(3);
    const int shift = GENERATE(0, 1, 3, 18); // the square's edges are off by up to 4.8 %
    const Photo photo = photoOf(makeImage(512, 512, [&](int x, int y) {
        const bool object = x >= 51 + shift && x < 461 && y >= 100 && y < 412 + shift;
        const auto byte = [&] { return static_cast<int>(random() % 256); };
        return Color{byte(), byte(), byte(), object ? 128 + byte() / 2 : 0};
    }));
    const FramedImage framed = frame(photo);
    double worst = 0.0;
    for (std::size_t i = 0; i < kPixels; ++i) {
        const double alpha = photo.image.rgba[i * 4 + 3] / 255.0;
        for (std::size_t c = 0; c < 3; ++c) {
            const double expected = photo.image.rgba[i * 4 + c] / 255.0 * alpha + 1.0 - alpha;
            worst = std::max(worst, std::abs(framed.rgb[c * kPixels + i] - expected));
        }
    }
    CHECK(worst < 1e-6);
}

TEST_CASE("a whole picture keeps place and size of its object") {
    // Landscape: the square reaches beyond it above and below, 80 of its 640 pixels each.
    const Photo photo = photoOf(makeImage(640, 480, [](int x, int y) {
        const bool object = x >= 40 && x < 140 && y >= 300 && y < 400;
        return Color{10, 20, 30, object ? 255 : 0};
    }));
    const FramedImage framed =
        frameObject(photo, extractForeground(photo, {}), 60.0, {}, Framing::kPicture);
    for (int y = 0; y < 512; ++y) {
        for (int x = 0; x < 512; ++x) {
            const double expected =
                boxAt(sourceOf(x, 0, 640), 40, 139) * boxAt(sourceOf(y, -80, 640), 300, 399);
            REQUIRE(framed.alpha[static_cast<std::size_t>(y) * 512 + x] ==
                    Approx(expected).margin(1e-5));
        }
    }
    // The angle of the square, whose side is 4/3 of the photo's height.
    CHECK(framed.fovYDegrees ==
          Approx(2.0 * std::atan(std::tan(std::acos(-1.0) / 6.0) * 4.0 / 3.0) * 180.0 /
                 std::acos(-1.0)));
    CHECK(framed.photoFovYDegrees(framed.fovYDegrees) == Approx(60.0));
    const Photo empty = photoOf(makeImage(64, 64, [](int, int) { return Color{0, 0, 0, 0}; }));
    Matte nothing;
    nothing.width = nothing.height = 64;
    nothing.coverage.assign(64 * 64, 0);
    CHECK_THROWS_AS(frameObject(empty, nothing, {}, {}, Framing::kPicture), Error);
}

TEST_CASE("an object that the photo cuts off is white beyond the photo's edge") {
    const Photo photo = photoOf(makeImage(100, 100, [](int, int y) {
        return y >= 60 ? Color{10, 20, 30, 255} : Color{0, 0, 0, 0};
    }));
    const FramedImage framed = frame(photo); // a square of 125 around rows 60…99
    const auto at = [&](int x, int y) { return framed.rgb[static_cast<std::size_t>(y) * 512 + x]; };
    CHECK(at(256, 256) == Approx(10.0 / 255.0).margin(1e-5));
    CHECK(at(20, 256) == 1.0F);
    CHECK(at(490, 256) == 1.0F);
    CHECK(at(256, 400) == 1.0F);
}

TEST_CASE("nothing of the old background is left around the object") {
    const SyntheticPhoto scene = photoBeforePlainBackground();
    const FramedImage framed = frameObject(scene.photo, extractForeground(scene.photo, {}), {});
    const FramedImage truth = frame(photoOf(scene.object));
    double worst = 0.0;
    for (std::size_t i = 0; i < framed.rgb.size(); ++i) {
        worst = std::max<double>(worst, std::abs(framed.rgb[i] - truth.rgb[i]));
    }
    CHECK(worst < 0.05); // a rim of the grey behind it would differ by half of the range
}

TEST_CASE("the square's field of view and the camera distance follow from the photo's") {
    const Photo photo = photoOf(makeImage(400, 300, [](int x, int y) {
        const bool object = x >= 100 && x < 180 && y >= 100 && y < 160;
        return Color{0, 0, 0, object ? 255 : 0};
    }));
    // The square has a side of 100 of the photo's 300 rows.
    const FramedImage framed = frame(photo, 60.0);
    CHECK(framed.fovKnown);
    CHECK(framed.fovYDegrees ==
          Approx(2.0 * std::atan(std::tan(std::acos(-1.0) / 6.0) / 3.0) * 180.0 / std::acos(-1.0)));
    CHECK(framed.photoFovYDegrees(framed.fovYDegrees) == Approx(60.0)); // and back
    CHECK(frame(photo).photoFovYDegrees(framed.fovYDegrees) == Approx(60.0));
    CHECK(frame(photo, 3.0).fovYDegrees == 5.0);
    CHECK(frame(photo, 165.0).fovYDegrees == 120.0);

    FramedImage standard;
    CHECK(standard.radius() == Approx(1.5).margin(1e-8));
    standard.fovYDegrees = 90.0;
    CHECK(standard.radius() == Approx(1.5 * std::tan(24.55 * std::acos(-1.0) / 180.0)));
}

TEST_CASE("both stages are written to look at") {
    const ScratchFolder scratch;
    const Photo photo = loadPhoto(picturePath("rgba8.png"));
    const Matte matte = extractForeground(photo, {});
    const FramedImage framed = frameObject(photo, matte, {});
    writeFramingStages(photo, matte, framed, scratch.path() / "stage");

    CHECK(loadPhoto(scratch.path() / "stage_matte.png").image.rgba == photo.image.rgba);
    const Photo square = loadPhoto(scratch.path() / "stage_framed.png");
    REQUIRE(square.image.width == 512);
    REQUIRE(square.image.height == 512);
    double worst = 0.0;
    for (std::size_t i = 0; i < kPixels; ++i) {
        for (std::size_t c = 0; c < 3; ++c) {
            worst = std::max(worst, std::abs(square.image.rgba[i * 4 + c] -
                                             255.0 * framed.rgb[c * kPixels + i]));
        }
    }
    CHECK(worst <= 0.501);
    CHECK_THROWS_AS(writeFramingStages(photo, matte, framed, scratch.path() / "absent" / "stage"),
                    Error);
}
