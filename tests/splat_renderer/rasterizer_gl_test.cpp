/// OpenGL against the CPU rasterizer, which is itself tested against the double-precision oracle.
#include "gl_comparison.h"
#include "oracle.h"
#include "random_clouds.h"
#include "splat_renderer/gpu_sort.h"
#include "splat_renderer/normal_color.h"
#include "splat_renderer/radix_sort.h"
#include "splat_renderer/renderer.h"
#include "splats/error.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <epoxy/gl.h>
#include <numeric>
#include <random>

using namespace gambade;
using namespace gambade::test;

TEST_CASE("OpenGL draws what the CPU rasterizer draws, SH 0 to 3") {
    for (int degree = 0; degree <= kMaxShDegree; ++degree) {
        CAPTURE(degree);
        const GaussianCloud cloud = makeRandomCloud(
            {.count = 16384, .shDegree = degree, .smallestScale = 0.002, .largestScale = 0.03});
        checkAgainstRasterizer(cloud, {orbitCamera(30.0 + 80.0 * degree, 20.0, 1.5)}, 512, 512);
    }
}

TEST_CASE("OpenGL draws what the CPU rasterizer draws while orbiting") {
    const GaussianCloud cloud = makeRandomCloud({.count = 3000, .shDegree = 1, .seed = 4});
    std::vector<Camera> cameras;
    for (int step = 0; step < 8; ++step) {
        cameras.push_back(orbitCamera(45.0 * step, 25.0 * step - 90.0, 1.5 - 0.1 * step, 60.0));
    }
    checkAgainstRasterizer(cloud, cameras, 320, 200);
}

TEST_CASE("OpenGL draws what the CPU rasterizer draws where the rays are parallel") {
    const GaussianCloud cloud = makeRandomCloud({.count = 6000, .shDegree = 3, .seed = 4});
    std::vector<Camera> cameras;
    for (int step = 0; step < 5; ++step) { // the nearer ones stand in the cloud
        cameras.push_back(orbitCamera(75.0 * step, 45.0 * step - 90.0, 1.5 - 0.35 * step));
        cameras.back().orthographicHeight = 1.5 - 0.25 * step;
    }
    checkAgainstRasterizer(cloud, cameras, 320, 200);
}

TEST_CASE("OpenGL draws what the CPU rasterizer draws, anti-aliased") {
    GaussianCloud cloud =
        makeRandomCloud({.count = 8000, .smallestScale = 0.0003, .largestScale = 0.03, .seed = 6});
    cloud.antialiased = true;
    checkAgainstRasterizer(cloud, {orbitCamera(10.0, 10.0, 1.5)}, 256, 256);
}

TEST_CASE("OpenGL draws extreme splats as the CPU rasterizer does, and leaves broken ones out") {
    GaussianCloud cloud = makeRandomCloud({.count = 300, .shDegree = 3, .seed = 11});
    addExtremeSplats(cloud, 13);
    for (float& opacity : cloud.opacities) {
        opacity *= 0.4f;
    }
    addBrokenSplats(cloud);
    checkAgainstRasterizer(cloud, {orbitCamera(0, 0, 1.5), orbitCamera(77, 40, 1.5)}, 192, 144);
}

TEST_CASE("Halves are precise enough for ordinary clouds") {
    // Software drivers, which round towards zero, are the worst case.
    const auto cloud = std::make_shared<const GaussianCloud>(makeRandomCloud({.seed = 5}));
    const Camera camera = orbitCamera(200.0, 15.0, 1.5);
    const Canvas canvas(512, 512, GL_RGBA8);
    for (const RendererPath path : availablePaths()) {
        Renderer renderer(path);
        renderer.setCloud(cloud);
        renderer.draw(camera, {.precision = BlendPrecision::kHalf}, canvas.target());
        CHECK(psnr(expectedPicture(*cloud, camera, 512, 512), renderer.readPicture().pixels) >=
              kMinPsnr);
    }
}

TEST_CASE("OpenGL draws equal depths in the cloud's order") {
    GaussianCloud cloud = makeRandomCloud({.count = 60, .extent = 0.0, .seed = 8});
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        cloud.scales[i] *= 3.0f;
        cloud.opacities[i] = std::min(0.2f, cloud.opacities[i]);
    }
    checkAgainstRasterizer(cloud, {orbitCamera(20.0, 10.0, 1.5)}, 64, 64);
}

TEST_CASE("an empty cloud shows the background, a changed cloud is shown at once") {
    const GaussianCloud filled = makeRandomCloud({.count = 500});
    for (const RendererPath path : availablePaths()) {
        Renderer renderer(path);
        const Canvas canvas(64, 64, GL_RGBA8);
        const Camera camera = orbitCamera(0, 0, 1.5);
        RenderSettings settings;
        settings.backgroundColor = {1.0f, 0.0f, 0.2f};
        const auto showsOnlyBackground = [&]() {
            const auto pixels = canvas.read();
            return std::all_of(pixels.begin(), pixels.end(), [](const glm::vec4& pixel) {
                return pixel.r == 1.0f && pixel.g == 0.0f && std::abs(pixel.b - 0.2f) < 0.003f &&
                       pixel.a == 1.0f;
            });
        };
        renderer.draw(camera, settings, canvas.target());
        CHECK(showsOnlyBackground());
        renderer.setCloud(std::make_shared<GaussianCloud>(filled));
        renderer.draw(camera, settings, canvas.target());
        CHECK(!showsOnlyBackground());
        renderer.setCloud(std::make_shared<GaussianCloud>());
        renderer.draw(camera, settings, canvas.target());
        CHECK(showsOnlyBackground());
    }
}

TEST_CASE("display modes, scale and opacity cut show what they say") {
    // One opaque disc-like splat facing the camera, one faint one far to the left.
    GaussianCloud cloud;
    cloud.resize(2, 0);
    cloud.scales = {{0.15f, 0.15f, 0.01f}, {0.05f, 0.05f, 0.01f}};
    cloud.positions[1] = {-0.5f, 0.0f, 0.0f};
    cloud.opacities = {1.0f, 0.3f};
    cloud.setBaseColor(0, {0.2f, 0.4f, 0.6f});
    cloud.setBaseColor(1, {0.2f, 0.4f, 0.6f});
    const auto shared = std::make_shared<const GaussianCloud>(cloud);
    const Camera camera = orbitCamera(0, 0, 1.5);
    constexpr int kSize = 101;
    const std::size_t middle = 50 * kSize + 50;
    const std::size_t left = 50 * kSize + 13; // 50 − 0.5/1.5·50.5/tan(24.55°) = 13.1
    for (const RendererPath path : availablePaths()) {
        Renderer renderer(path);
        renderer.setCloud(shared);
        const Canvas canvas(kSize, kSize, GL_RGBA32F);
        RenderSettings settings;
        settings.dither = false;
        settings.background = BackgroundKind::kTransparent;
        const auto draw = [&](DisplayMode mode) {
            settings.mode = mode;
            renderer.draw(camera, settings, canvas.target());
            return canvas.read();
        };
        const auto same = [](const glm::vec4& pixel, const glm::vec4& expected) {
            return glm::all(glm::lessThan(glm::abs(pixel - expected), glm::vec4(0.004f)));
        };
        CHECK(same(draw(DisplayMode::kSplats)[middle], {0.198f, 0.396f, 0.594f, 0.99f}));
        CHECK(same(draw(DisplayMode::kPoints)[middle], {0.2f, 0.4f, 0.6f, 1.0f}));
        CHECK(draw(DisplayMode::kPoints)[middle + 4].a == 0.0f);
        CHECK(same(draw(DisplayMode::kDiscs)[middle], {0.2f, 0.4f, 0.6f, 1.0f}));
        CHECK(draw(DisplayMode::kDiscs)[middle + 9].a == 1.0f); // σ: 0.15/1.5·110.6 = 11.1 pixels
        CHECK(draw(DisplayMode::kDiscs)[middle + 14].a == 0.0f);
        CHECK(same(draw(DisplayMode::kDepth)[middle], {0.495f, 0.495f, 0.495f, 0.99f}));
        CHECK(same(draw(DisplayMode::kNormals)[middle], {0.495f, 0.495f, 0.99f, 0.99f}));
        CHECK(same(draw(DisplayMode::kOpacity)[middle], {0.99f, 0.99f, 0.99f, 1.0f}));
        CHECK(draw(DisplayMode::kSplats)[left].a == Approx(0.3f).margin(0.01));
        settings.minOpacity = 0.5f;
        CHECK(draw(DisplayMode::kSplats)[left].a < 0.01f);
        CHECK(draw(DisplayMode::kDiscs)[middle + 9].a == 1.0f);
        settings.splatScale = 0.5f;
        CHECK(draw(DisplayMode::kDiscs)[middle + 9].a == 0.0f);
        CHECK(draw(DisplayMode::kDiscs)[middle + 4].a == 1.0f);
        settings.background = BackgroundKind::kChecker;
        const auto checker = draw(DisplayMode::kSplats);
        CHECK(checker[0].r != checker[16].r);
        CHECK(checker[0].a == 1.0f);
    }
}

TEST_CASE("normal colours are the same on both paths") {
    const GaussianCloud cloud = makeRandomCloud({.count = 2000, .seed = 21});
    const auto shared = std::make_shared<const GaussianCloud>(cloud);
    const Camera camera = orbitCamera(130.0, -20.0, 1.5);
    RenderSettings settings;
    settings.mode = DisplayMode::kNormals;
    // What they should be: the same cloud with its normals' colours as its own.
    GaussianCloud colored = cloud;
    const View view(camera, 128, 128);
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        colored.setBaseColor(i, normalColor(cloud, i, view));
    }
    const auto expected = expectedPicture(colored, camera, 128, 128);
    for (const RendererPath path : availablePaths()) {
        Renderer renderer(path);
        renderer.setCloud(shared);
        const Canvas canvas(128, 128, GL_RGBA8);
        renderer.draw(camera, settings, canvas.target());
        CHECK(psnr(expected, renderer.readPicture().pixels) >= kMinPsnr);
    }
}

TEST_CASE("both radix sorts are stable and right for every kind of key") {
    std::mt19937 random(7);
    for (const std::size_t count : {1, 255, 2048, 2049, 70001}) {
        for (const std::uint32_t mask : {0xffffffffu, 0x3u, 0xff000000u, 0u}) {
            CAPTURE(count, mask);
            std::vector<std::uint32_t> keys(count);
            for (std::uint32_t& key : keys) {
                key = static_cast<std::uint32_t>(random()) & mask;
            }
            std::vector<std::uint32_t> expected(count);
            std::iota(expected.begin(), expected.end(), 0u);
            std::stable_sort(expected.begin(), expected.end(),
                             [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
            CHECK((radixSortedOrder(keys) == expected));
            if (epoxy_gl_version() < 43) {
                continue;
            }
            GpuSort sort;
            sort.resize(static_cast<GLuint>(count));
            std::vector<std::uint32_t> values(count);
            std::iota(values.begin(), values.end(), 0u);
            const auto bytes = static_cast<GLsizeiptr>(count * sizeof(std::uint32_t));
            glBindBuffer(GL_SHADER_STORAGE_BUFFER, sort.keys());
            glBufferSubData(GL_SHADER_STORAGE_BUFFER, 0, bytes, keys.data());
            glBindBuffer(GL_SHADER_STORAGE_BUFFER, sort.values());
            glBufferSubData(GL_SHADER_STORAGE_BUFFER, 0, bytes, values.data());
            sort.sort();
            glMemoryBarrier(GL_BUFFER_UPDATE_BARRIER_BIT);
            glBindBuffer(GL_SHADER_STORAGE_BUFFER, sort.values());
            glGetBufferSubData(GL_SHADER_STORAGE_BUFFER, 0, bytes, values.data());
            CHECK((values == expected));
        }
    }
}

TEST_CASE("OpenGL highlights what the CPU rasterizer highlights, until the next cloud") {
    const auto cloud = std::make_shared<const GaussianCloud>(
        makeRandomCloud({.count = 2003, .shDegree = 2, .seed = 12})); // no multiple of four
    const Camera camera = orbitCamera(50.0, 20.0, 1.5);
    std::vector<std::uint8_t> highlight(cloud->size(), 1);
    for (const RendererPath path : availablePaths()) {
        Renderer renderer(path);
        CAPTURE(renderer.description());
        renderer.setCloud(cloud);
        const Canvas canvas(160, 160, GL_RGBA8);
        const auto check = [&](std::span<const std::uint8_t> expected) {
            renderer.draw(camera, {}, canvas.target());
            std::vector<glm::dvec4> pixels;
            for (const glm::vec4& pixel :
                 rasterize(*cloud, camera, 160, 160, {.highlight = expected}).pixels) {
                pixels.push_back(glm::dvec4(pixel));
            }
            CHECK(psnr(pixels, renderer.readPicture().pixels) >= kMinPsnr);
        };
        check({});
        for (const unsigned seed : {1u, 2u}) { // the second in the place of the first
            std::mt19937 random(seed);
            std::ranges::generate(highlight, [&random] { return random() % 2; });
            renderer.setHighlight(highlight);
            check(highlight);
        }
        renderer.setHighlight({});
        check({});
        renderer.setHighlight(highlight);
        renderer.setCloud(cloud);
        check({});
        CHECK_THROWS_AS(renderer.setHighlight(std::vector<std::uint8_t>(5, 1)), Error);
    }
}

TEST_CASE("the old cloud is drawn until all of the new one is copied") {
    const auto first = std::make_shared<GaussianCloud>(makeRandomCloud({.count = 400, .seed = 1}));
    const auto second =
        std::make_shared<GaussianCloud>(makeRandomCloud({.count = 901, .shDegree = 2, .seed = 2}));
    const std::size_t bytes = second->size() * (11 + 3 * 9) * sizeof(float);
    const Camera camera = orbitCamera(30.0, 20.0, 1.5);
    for (const RendererPath path : availablePaths()) {
        CAPTURE(static_cast<int>(path));
        const Canvas canvas(64, 48, GL_RGBA32F);
        const auto draw = [&](Renderer& renderer) {
            renderer.draw(camera, {.precision = BlendPrecision::kFull}, canvas.target());
            return renderer.readPicture().pixels;
        };
        Renderer renderer(path);
        renderer.setCloud(second);
        const auto ofSecond = draw(renderer);
        renderer.setCloud(first);
        const auto ofFirst = draw(renderer);
        REQUIRE(ofFirst != ofSecond);

        renderer.beginCloud(second, measureExtent(*second));
        renderer.setHighlight({}); // has the picture made anew
        REQUIRE(draw(renderer) == ofFirst);
        std::size_t copied = 0;
        constexpr std::size_t kPiece = 10'001; // ends in the midst of numbers
        for (; !renderer.copyMore(kPiece); copied += kPiece) {
            REQUIRE(draw(renderer) == ofFirst);
            renderer.setHighlight(std::vector<std::uint8_t>(first->size(), 0));
        }
        CHECK(draw(renderer) == ofSecond);
        if (path == RendererPath::kCompute) {
            CHECK(copied < bytes);
            CHECK(copied + 2 * kPiece > bytes);
        }
        // A third one overtakes the second.
        renderer.setCloud(first);
        renderer.beginCloud(second, measureExtent(*second));
        renderer.copyMore(kPiece);
        renderer.setCloud(first);
        CHECK(draw(renderer) == ofFirst);
    }
}

TEST_CASE("requests that cannot be drawn are refused, and drawing goes on") {
    Renderer renderer;
    const Canvas canvas(32, 32, GL_RGBA8);
    const Camera camera = orbitCamera(0, 0, 1.5);
    CHECK_THROWS_AS(renderer.readPicture(), Error);
    CHECK_THROWS_AS(renderer.draw(camera, {}, {canvas.target().framebuffer, 0, 32}), Error);
    CHECK_THROWS_AS(renderer.draw(orbitCamera(0, 0, 1, 180), {}, canvas.target()), Error);
    GaussianCloud uneven = makeRandomCloud({.count = 10});
    uneven.scales.clear();
    CHECK_THROWS_AS(renderer.setCloud(std::make_shared<GaussianCloud>(uneven)), Error);
    renderer.setCloud(std::make_shared<GaussianCloud>(makeRandomCloud({.count = 10})));
    renderer.draw(camera, {}, canvas.target());
    renderer.reloadShaders();
    renderer.draw(camera, {}, canvas.target());
    CHECK(glGetError() == GLenum{GL_NO_ERROR});
}
