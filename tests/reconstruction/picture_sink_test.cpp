#include "reconstruction/picture_sink.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <random>

using namespace gambade;

namespace {

const ColorProfile kSrgb;

std::vector<std::uint8_t> randomPixels(int width, int height) {
    std::mt19937 random(5);
    std::vector<std::uint8_t> rgba(static_cast<std::size_t>(width * height) * 4);
    for (auto& value : rgba) {
        value = static_cast<std::uint8_t>(random() % 3 == 0 ? 0 : random());
    }
    return rgba;
}

Image sent(PictureSink& sink, const std::vector<std::uint8_t>& rgba) {
    const std::size_t stride = sink.row().size();
    for (std::size_t at = 0; at < rgba.size(); at += stride) {
        std::copy_n(rgba.data() + at, stride, sink.row().data());
        sink.push();
    }
    return sink.take();
}

} // namespace

TEST_CASE("a picture that is too large to hold is averaged by a whole factor, edges too") {
    constexpr int kWidth = 23;
    constexpr int kHeight = 17;
    const auto rgba = randomPixels(kWidth, kHeight);
    PictureSink sink(kWidth, kHeight, 1, 48, kSrgb, {}); // 12 × 9 is too much, 8 × 6 is not
    CHECK(sink.factor() == 3);
    const Image image = sent(sink, rgba);
    REQUIRE(image.width == 8);
    REQUIRE(image.height == 6);
    double worst = 0.0;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            double color[3] = {};
            double plain[3] = {};
            double alpha = 0.0;
            int count = 0;
            for (int v = 3 * y; v < std::min(3 * y + 3, kHeight); ++v) {
                for (int u = 3 * x; u < std::min(3 * x + 3, kWidth); ++u, ++count) {
                    const std::uint8_t* pixel = &rgba[static_cast<std::size_t>(v * kWidth + u) * 4];
                    for (int channel = 0; channel < 3; ++channel) {
                        color[channel] += pixel[channel] * (pixel[3] / 255.0);
                        plain[channel] += pixel[channel];
                    }
                    alpha += pixel[3] / 255.0;
                }
            }
            const std::uint8_t* got =
                &image.rgba[static_cast<std::size_t>(y * image.width + x) * 4];
            for (int channel = 0; channel < 3; ++channel) {
                const double expected =
                    alpha > 0.0 ? color[channel] / alpha : plain[channel] / count;
                worst = std::max(worst, std::abs(got[channel] - expected));
            }
            worst = std::max(worst, std::abs(got[3] - 255.0 * alpha / count));
        }
    }
    CHECK(worst <= 0.5 + 1e-9); // rounding to 8 bits
    CHECK(sink.hasAlpha());
}

TEST_CASE("a picture that fits is held as it is, and rows may come from the bottom") {
    const auto rgba = randomPixels(5, 4);
    PictureSink sink(5, 4, 1, 20, kSrgb, {});
    CHECK(sink.factor() == 1);
    CHECK(sent(sink, rgba).rgba == rgba);

    PictureSink upward(5, 4, 1, 20, kSrgb, {});
    upward.startAtTheBottom();
    const Image turned = sent(upward, rgba);
    for (std::size_t y = 0; y < 4; ++y) {
        CHECK(std::equal(rgba.begin() + static_cast<std::ptrdiff_t>(y * 20),
                         rgba.begin() + static_cast<std::ptrdiff_t>(y * 20 + 20),
                         turned.rgba.begin() + static_cast<std::ptrdiff_t>((3 - y) * 20)));
    }
}

TEST_CASE("a picture of one column that is too large keeps a pixel of width") {
    PictureSink sink(1, 100, 6, 10, kSrgb, {});
    CHECK(sink.factor() == 10);
    const Image image = sent(sink, std::vector<std::uint8_t>(400, 255));
    CHECK(image.width == 10); // turned upright
    CHECK(image.height == 1);
    CHECK_FALSE(sink.hasAlpha());
}

TEST_CASE("a sink tells of its rows and stops between them") {
    std::stop_source stop;
    std::vector<double> fractions;
    PictureSink sink(8, 8, 1, 16, kSrgb,
                     {[&](std::string_view stage, double fraction) {
                          CHECK(stage == "decoding");
                          fractions.push_back(fraction);
                          if (fractions.size() == 2) {
                              stop.request_stop();
                          }
                      },
                      stop.get_token()});
    CHECK_THROWS_AS(sent(sink, randomPixels(8, 8)), Cancelled);
    CHECK(fractions == std::vector<double>{0.25, 0.5});
}
