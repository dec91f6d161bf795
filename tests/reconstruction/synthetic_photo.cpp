#include "tests/reconstruction/synthetic_photo.h"

#include <array>
#include <cmath>

namespace gambade::test {
namespace {

using Rgb = std::array<double, 3>;

constexpr int kWidth = 600;
constexpr int kHeight = 480;
constexpr int kSamples = 8; // along each side of a pixel

/// Half the vase's width at height y, 0 above and below it.
double halfWidth(double y) {
    return y < 90.0 || y > 400.0 ? 0.0 : 80.0 + 40.0 * std::sin((y - 90.0) / 310.0 * 6.0);
}

Rgb vase(double x, double y) {
    const double light = 0.75 - 0.25 * (x - 300.0) / 130.0;
    return {230.0 * light, (70.0 + 20.0 * std::sin(y / 9.0)) * light, 40.0 * light};
}

Rgb clouds(double x, double y) {
    const double v = 30.0 * std::sin(x / 23.0 + std::sin(y / 31.0)) + 25.0 * std::sin(y / 17.0);
    return {70.0 + v, 110.0 + v, 170.0 + v};
}

Rgb grey(double, double) {
    return {128.0, 128.0, 128.0};
}

SyntheticPhoto render(Rgb (*background)(double, double)) {
    SyntheticPhoto scene;
    scene.photo.file = "vase.png";
    scene.photo.image = {kWidth, kHeight, {}};
    scene.object = {kWidth, kHeight, {}};
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            int inside = 0;
            for (int i = 0; i < kSamples * kSamples; ++i) {
                const double sx = x + (i % kSamples + 0.5) / kSamples;
                const double sy = y + (static_cast<double>(i / kSamples) + 0.5) / kSamples;
                inside += std::abs(sx - 300.0) < halfWidth(sy) ? 1 : 0;
            }
            const double alpha = inside / static_cast<double>(kSamples * kSamples);
            const Rgb front = vase(x + 0.5, y + 0.5);
            const Rgb back = background(x + 0.5, y + 0.5);
            for (std::size_t channel = 0; channel < 3; ++channel) {
                scene.photo.image.rgba.push_back(static_cast<std::uint8_t>(
                    std::lround(alpha * front[channel] + (1.0 - alpha) * back[channel])));
                scene.object.rgba.push_back(static_cast<std::uint8_t>(std::lround(front[channel])));
            }
            scene.photo.image.rgba.push_back(255);
            scene.coverage.push_back(static_cast<std::uint8_t>(std::lround(255.0 * alpha)));
            scene.object.rgba.push_back(scene.coverage.back());
        }
    }
    return scene;
}

} // namespace

SyntheticPhoto photoBeforeVariedBackground() {
    return render(clouds);
}

SyntheticPhoto photoBeforePlainBackground() {
    return render(grey);
}

double intersectionOverUnion(const Matte& matte, const SyntheticPhoto& scene) {
    int both = 0;
    int either = 0;
    for (std::size_t i = 0; i < scene.coverage.size(); ++i) {
        const bool found = matte.coverage[i] > 127;
        const bool real = scene.coverage[i] > 127;
        both += found && real ? 1 : 0;
        either += found || real ? 1 : 0;
    }
    return static_cast<double>(both) / either;
}

} // namespace gambade::test
