#include "splat_renderer/rasterizer.h"

#include "oracle.h"
#include "random_clouds.h"
#include "splats/error.h"
#include "splats/sh.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <glm/geometric.hpp>
#include <limits>

using namespace gambade;
using namespace gambade::test;

namespace {

constexpr double kMinPsnr = 80.0;

void checkAgainstOracle(const GaussianCloud& cloud, const Camera& camera, int width, int height) {
    const RenderedImage image = rasterize(cloud, camera, width, height);
    REQUIRE(image.width == width);
    REQUIRE(image.height == height);
    const auto expected = renderOracle(cloud, camera, width, height);
    double coverage = 0.0;
    for (const glm::dvec4& pixel : expected) {
        coverage += pixel.a / static_cast<double>(expected.size());
    }
    CHECK(coverage > 0.05); // an empty picture would prove nothing
    CHECK(psnr(expected, image.pixels) >= kMinPsnr);
}

bool samePixels(const RenderedImage& a, const RenderedImage& b) {
    return a.pixels == b.pixels;
}

GaussianCloud oneSplat(const glm::vec3& position, const glm::vec3& rgb, float opacity) {
    GaussianCloud cloud;
    cloud.resize(1, 0);
    cloud.positions[0] = position;
    cloud.scales[0] = glm::vec3(0.2f);
    cloud.opacities[0] = opacity;
    cloud.setBaseColor(0, rgb);
    return cloud;
}

} // namespace

TEST_CASE("rasterizer agrees with the oracle for every SH degree") {
    for (int degree = 0; degree <= kMaxShDegree; ++degree) {
        CAPTURE(degree);
        const GaussianCloud cloud = makeRandomCloud({.count = 1500, .shDegree = degree});
        checkAgainstOracle(cloud, orbitCamera(40.0 * degree, 25.0, 1.5), 160, 160);
    }
}

TEST_CASE("rasterizer agrees with the oracle at odd sizes, angles and distances") {
    const GaussianCloud cloud = makeRandomCloud({.count = 800, .shDegree = 1, .seed = 5});
    checkAgainstOracle(cloud, orbitCamera(200.0, -60.0, 1.5), 211, 97);
    checkAgainstOracle(cloud, orbitCamera(90.0, 90.0, 3.0, 20.0), 61, 203);
    checkAgainstOracle(cloud, orbitCamera(-30.0, 5.0, 0.4, 100.0), 150, 90); // inside the cloud
    checkAgainstOracle(cloud, orbitCamera(10.0, 0.0, 1.5), 1, 1);
}

TEST_CASE("rasterizer agrees with the oracle where the rays are parallel") {
    const auto parallel = [](double azimuth, double elevation, double radius, double height) {
        Camera camera = orbitCamera(azimuth, elevation, radius);
        camera.orthographicHeight = height;
        return camera;
    };
    for (int degree = 0; degree <= kMaxShDegree; ++degree) {
        CAPTURE(degree);
        const GaussianCloud cloud = makeRandomCloud({.count = 1000, .shDegree = degree});
        checkAgainstOracle(cloud, parallel(70.0 * degree, 35.0, 1.5, 1.4), 160, 120);
    }
    GaussianCloud cloud = makeRandomCloud({.count = 800, .shDegree = 1, .seed = 5});
    checkAgainstOracle(cloud, parallel(-30.0, 90.0, 0.0, 0.6), 97, 150); // in the cloud's middle
    addExtremeSplats(cloud, 13);
    cloud.antialiased = true;
    checkAgainstOracle(cloud, parallel(15.0, -20.0, 1.0, 2.0), 128, 128);
}

TEST_CASE("parallel rays show a splat in the same size at any depth, also behind the camera") {
    Camera camera = orbitCamera(0, 0, 1.0);
    camera.orthographicHeight = 2.0;
    const auto picture = [&camera](float depth) {
        return rasterize(oneSplat({0.25f, 0.5f, depth}, {1, 1, 1}, 1.0f), camera, 101, 101);
    };
    const RenderedImage image = picture(0.0f);
    CHECK(image.pixels[25 * 101 + 62].a ==
          Approx(0.99).margin(0.003)); // 50 + 0.25·50.5, 50 − 0.5·50.5
    CHECK(samePixels(picture(-5.0f), image));
    CHECK(samePixels(picture(3.0f), image));
    for (const double height : {0.0, -1.0, std::numeric_limits<double>::infinity(),
                                std::numeric_limits<double>::quiet_NaN()}) {
        camera.orthographicHeight = height;
        CHECK_THROWS_AS(picture(0.0f), Error);
    }
}

TEST_CASE("rasterizer agrees with the oracle in the anti-aliased image formation") {
    GaussianCloud cloud = makeRandomCloud(
        {.count = 3000, .shDegree = 2, .smallestScale = 0.0005, .largestScale = 0.05, .seed = 3});
    cloud.antialiased = true;
    checkAgainstOracle(cloud, orbitCamera(120.0, 10.0, 1.5), 128, 128);
}

TEST_CASE("rasterizer agrees with the oracle on overlapping, opaque splats") {
    GaussianCloud cloud = makeRandomCloud({.count = 2000, .largestScale = 0.3, .seed = 7});
    for (float& opacity : cloud.opacities) {
        opacity = 0.5f + 0.5f * opacity;
    }
    checkAgainstOracle(cloud, orbitCamera(0.0, 30.0, 1.5), 128, 128);
}

TEST_CASE("rasterizer agrees with the oracle on extreme splats") {
    GaussianCloud cloud = makeRandomCloud({.count = 300, .shDegree = 3, .seed = 11});
    addExtremeSplats(cloud, 13);
    for (float& opacity : cloud.opacities) {
        opacity *= 0.4f; // so that the nearest do not hide the others
    }
    for (const bool antialiased : {false, true}) {
        CAPTURE(antialiased);
        cloud.antialiased = antialiased;
        checkAgainstOracle(cloud, orbitCamera(0.0, 0.0, 1.5), 192, 144);
        checkAgainstOracle(cloud, orbitCamera(77.0, 40.0, 1.5), 144, 192);
    }
}

TEST_CASE("highlighted splats are those of a cloud of other colours") {
    const GaussianCloud cloud = makeRandomCloud({.count = 500, .shDegree = 0, .seed = 2});
    GaussianCloud colored = cloud;
    std::vector<std::uint8_t> highlight(cloud.size());
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        highlight[i] = i % 3 == 0;
        // Negative colours are cut off before they are mixed.
        const glm::vec3 color = glm::max(cloud.baseColor(i), glm::vec3(0.0f));
        colored.setBaseColor(
            i, highlight[i] != 0 ? 0.25f * color + 0.75f * glm::vec3(1.0f, 0.35f, 0.0f) : color);
    }
    const Camera camera = orbitCamera(40.0, 25.0, 1.5);
    const auto expected = renderOracle(colored, camera, 96, 96);
    CHECK(psnr(expected, rasterize(cloud, camera, 96, 96, {.highlight = highlight}).pixels) >=
          kMinPsnr);
    CHECK(psnr(expected, rasterize(cloud, camera, 96, 96).pixels) < 30.0);
    highlight.pop_back();
    CHECK_THROWS_AS(rasterize(cloud, camera, 96, 96, {.highlight = highlight}), Error);
}

TEST_CASE("splats that are none leave no trace") {
    GaussianCloud cloud = makeRandomCloud({.count = 200, .shDegree = 1});
    const Camera camera = orbitCamera(20.0, 10.0, 1.5);
    const RenderedImage clean = rasterize(cloud, camera, 96, 96);
    addBrokenSplats(cloud);
    CHECK(samePixels(rasterize(cloud, camera, 96, 96), clean));
}

TEST_CASE("splats of equal depth are drawn in the cloud's order") {
    GaussianCloud cloud = oneSplat({0, 0, 0}, {1, 0, 0}, 0.9f);
    cloud.resize(2, 0);
    cloud.positions[1] = cloud.positions[0];
    cloud.scales[1] = cloud.scales[0];
    cloud.opacities[1] = 0.9f;
    cloud.setBaseColor(1, {0, 1, 0});
    const glm::vec4 pixel = rasterize(cloud, orbitCamera(0, 0, 1.5), 33, 33).pixels[16 * 33 + 16];
    CHECK(pixel.r == Approx(0.9));
    CHECK(pixel.g == Approx(0.09));
    CHECK(pixel.a == Approx(0.99));
}

TEST_CASE("a splat appears where the camera model says, right way up") {
    // Above the centre and to the right of a camera on +z: x right, y up.
    const GaussianCloud cloud = oneSplat({0.3f, 0.4f, 0.0f}, {1, 1, 1}, 1.0f);
    const RenderedImage image = rasterize(cloud, orbitCamera(0, 0, 1.5, 90.0), 101, 101);
    // 50 + 0.3/1.5·50.5 = 60.1; 50 − 0.4/1.5·50.5 = 36.5
    CHECK(image.pixels[36 * 101 + 60].a == Approx(0.99).margin(0.001));
    CHECK(image.pixels[64 * 101 + 40].a < 0.5f);
}

TEST_CASE("SH evaluation agrees with the Legendre definition") {
    // A splat in the middle of a one-pixel picture: its colour is what the pixel shows.
    GaussianCloud cloud = makeRandomCloud({.count = 1, .shDegree = 3, .extent = 0.0});
    cloud.scales[0] = glm::vec3(0.5f);
    cloud.opacities[0] = 1.0f;
    for (int step = 0; step < 40; ++step) {
        const Camera camera = orbitCamera(37.0 * step, 4.3 * step - 85.0, 1.5);
        const glm::dvec4 expected = renderOracle(cloud, camera, 1, 1)[0];
        const glm::vec3 direction = glm::normalize(-glm::dvec3(camera.cameraToWorld[3]));
        const glm::vec3 actual = evaluateSh(cloud.sh.data(), 3, direction);
        for (int channel = 0; channel < 3; ++channel) {
            CHECK(std::max(0.99 * actual[channel], 0.0) == Approx(expected[channel]).margin(1e-6));
        }
    }
}

TEST_CASE("the number of threads does not change a bit") {
    const GaussianCloud cloud = makeRandomCloud({.count = 5000, .shDegree = 1});
    const Camera camera = orbitCamera(20.0, 10.0, 1.5);
    const RenderedImage one = rasterize(cloud, camera, 200, 200, {.threads = 1});
    CHECK(samePixels(rasterize(cloud, camera, 200, 200, {.threads = 5}), one));
}

TEST_CASE("longest and empty pictures") {
    const GaussianCloud cloud = oneSplat({0, 0, 0}, {1, 1, 1}, 1.0f);
    const Camera camera = orbitCamera(0, 0, 1.5);
    for (const auto& [width, height] : {std::pair(16384, 1), std::pair(1, 16384)}) {
        const RenderedImage image = rasterize(cloud, camera, width, height);
        CHECK(image.pixels[8192].a > 0.5f);
        CHECK(psnr(renderOracle(cloud, camera, width, height), image.pixels) >= kMinPsnr);
    }
    const RenderedImage empty = rasterize(GaussianCloud{}, camera, 20, 10);
    REQUIRE(empty.pixels.size() == 200);
    for (const glm::vec4& pixel : empty.pixels) {
        CHECK(glm::length(pixel) == 0.0f);
    }
}

TEST_CASE("requests that cannot be rendered are refused") {
    const GaussianCloud cloud = oneSplat({0, 0, 0}, {1, 1, 1}, 1.0f);
    const Camera camera = orbitCamera(0, 0, 1.5);
    const auto kind = [&](const GaussianCloud& splats, const Camera& from, int width, int height) {
        try {
            rasterize(splats, from, width, height);
        } catch (const Error& error) {
            return error.kind();
        }
        throw std::runtime_error("was rendered");
    };
    CHECK(kind(cloud, camera, 0, 10) == ErrorKind::kUsage);
    CHECK(kind(cloud, camera, 10, -1) == ErrorKind::kUsage);
    CHECK(kind(cloud, camera, 16385, 10) == ErrorKind::kUsage);
    CHECK(kind(cloud, orbitCamera(0, 0, 1.5, 180.0), 8, 8) == ErrorKind::kUsage);
    CHECK(kind(cloud, {glm::dmat4(0.0), 50.0}, 8, 8) == ErrorKind::kUsage);
    GaussianCloud uneven = cloud;
    uneven.opacities.clear();
    CHECK(kind(uneven, camera, 8, 8) == ErrorKind::kUsage);
}

TEST_CASE("progress rises to one, and a stop request ends rendering") {
    const GaussianCloud cloud = makeRandomCloud({.count = 2000});
    const Camera camera = orbitCamera(0, 0, 1.5);
    std::vector<double> fractions;
    const auto note = [&](std::string_view, double fraction) { fractions.push_back(fraction); };
    rasterize(cloud, camera, 200, 200, {}, Progress(note, {}));
    REQUIRE(!fractions.empty());
    CHECK(std::is_sorted(fractions.begin(), fractions.end()));
    CHECK(fractions.back() == 1.0);

    std::stop_source source;
    int reports = 0;
    const auto stop = [&](std::string_view, double) {
        ++reports;
        source.request_stop();
    };
    // One thread: with several, which of them reports, and when, is the scheduler's choice.
    const Progress progress(stop, source.get_token());
    CHECK_THROWS_AS(rasterize(cloud, camera, 200, 200, {.threads = 1}, progress), Cancelled);
    CHECK(reports == 1);
    CHECK_THROWS_AS(rasterize(cloud, camera, 200, 200, {.threads = 3}, progress), Cancelled);
    CHECK(reports == 1);
}
