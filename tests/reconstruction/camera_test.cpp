#include "formula_source.h"
#include "reconstruction/cpu/camera_token.h"
#include "reconstruction/cpu/patches.h"

#include <catch2/catch.hpp>
#include <fstream>

using namespace gambade;

TEST_CASE("The stem sees the published rays") {
    std::ifstream file(std::string(GAMBADE_TEST_DATA) + "/reference/plucker_corner.f32",
                       std::ios::binary);
    std::vector<float> expected(6 * 8 * 8);
    REQUIRE(file.read(reinterpret_cast<char*>(expected.data()),
                      static_cast<std::streamsize>(expected.size() * sizeof(float))));
    constexpr int kSize = 512;
    const std::vector<float> black(3 * kSize * kSize);
    const CameraRays rays(SourceCamera{}, kSize);
    for (int y = 0; y < 8; ++y) {
        for (int x = 0; x < 8; ++x) {
            float pixel[kStemChannels]; // a patch of one pixel
            cpu::stemPatch(black.data(), kSize, 1, 64 * (y * kSize + x), rays, pixel);
            for (int channel = 0; channel < 6; ++channel) {
                const auto at = static_cast<std::size_t>((channel * 8 + y) * 8 + x);
                CHECK(pixel[3 + channel] == Approx(expected[at]).margin(3e-7));
            }
        }
    }
}

TEST_CASE("A raised camera looks down at the origin") {
    const SourceCamera camera{30, 90, 2};
    const double root = std::sqrt(3.0);
    const auto input = camera.tokenInput();
    const double expected[16] = {1, 0,    0,        0,    0,  root / 2, 0.5, 1,
                                 0, -0.5, root / 2, root, .5, .5,       .5,  .5};
    for (std::size_t i = 0; i < 16; ++i) {
        CHECK(input[i] == Approx(expected[i]).margin(1e-7));
    }
    const Ray middle = CameraRays(camera, 1).at(0, 0);
    for (std::size_t axis = 0; axis < 3; ++axis) {
        CHECK(middle.origin[axis] + 2 * middle.direction[axis] == Approx(0).margin(1e-12));
    }
    // Upper left cell of 2 × 2 at 90°: (−½, ½, −1) in the camera's axes, of length √1.5.
    const Ray corner = CameraRays(camera, 2).at(0, 0);
    const double length = std::sqrt(1.5);
    CHECK(corner.direction[0] == Approx(-0.5 / length));
    CHECK(corner.direction[1] == Approx((0.5 * root / 2 - 0.5) / length));
    CHECK(corner.direction[2] == Approx((-0.5 * 0.5 - root / 2) / length));
}

TEST_CASE("The camera token is its two layers, and what unknown adds") {
    const TensorSource source = formulaSource(tinyRayConfig());
    cpu::Context context(1);
    cpu::CameraToken token(source, context);
    const SourceCamera camera{-12, 37, 2.2};
    const auto layer = [&](const std::string& name, const std::vector<double>& x) {
        const auto weight = source.expand(name + ".weight");
        const auto bias = source.expand(name + ".bias");
        std::vector<double> y(bias.begin(), bias.end());
        for (std::size_t i = 0; i < weight.size(); ++i) {
            y[i / x.size()] += weight[i] * x[i % x.size()];
        }
        return y;
    };
    const auto input = camera.tokenInput();
    auto hidden = layer("model.transformer.camera_mlp.0", {input.begin(), input.end()});
    for (double& value : hidden) {
        value /= 1 + std::exp(-value);
    }
    const auto expected = layer("model.transformer.camera_mlp.2", hidden);
    const auto unknown = source.expand("model.transformer.unknown_camera");
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(token.embed(camera, true)[i] == Approx(expected[i]).margin(1e-6));
        CHECK(token.embed(camera, false)[i] == Approx(expected[i] + unknown[i]).margin(1e-6));
    }
}
