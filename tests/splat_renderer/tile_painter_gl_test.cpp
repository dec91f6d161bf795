/// Tiles against the CPU rasterizer, and quads where there is no room for tiles.
#include "gl_comparison.h"
#include "oracle.h"
#include "random_clouds.h"
#include "splat_renderer/gpu_sort.h"
#include "splat_renderer/pipeline.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <epoxy/gl.h>
#include <numeric>
#include <random>

using namespace gambade;
using namespace gambade::test;

namespace {

/// Composed front to back in 32 bits, with the rasterizer's early stop: only rounding differs.
constexpr double kMinTilesPsnr = 90.0;

bool hasTiles() {
    if (epoxy_gl_version() < 43) {
        WARN("tiles are not tested: this driver has no OpenGL 4.3");
        return false;
    }
    return true;
}

struct Painted {
    RenderedImage image;
    bool quads; ///< at least one fragment was blended
};

Painted paint(Pipeline& pipeline, const Camera& camera, int width, int height) {
    PictureBuffer picture;
    picture.resize(width, height, true);
    const GlQuery query = GlQuery::create();
    pipeline.project({View(camera, width, height), {}, false});
    glBeginQuery(GL_SAMPLES_PASSED, query.id());
    pipeline.paint({}, picture);
    glEndQuery(GL_SAMPLES_PASSED);
    GLuint fragments = 0;
    glGetQueryObjectuiv(query.id(), GL_QUERY_RESULT, &fragments);
    return {picture.read(), fragments > 0};
}

} // namespace

TEST_CASE("tiles show what the CPU rasterizer shows, at any size") {
    if (!hasTiles()) {
        return;
    }
    GaussianCloud cloud = makeRandomCloud({.count = 4000, .shDegree = 2, .seed = 31});
    addExtremeSplats(cloud, 17);
    for (float& opacity : cloud.opacities) {
        opacity *= 0.7f;
    }
    const auto pipeline = makeComputePipeline();
    pipeline->setCloud(std::make_shared<const GaussianCloud>(cloud), nullptr);
    const Camera camera = orbitCamera(60.0, 15.0, 1.5);
    for (const auto& [width, height] :
         {std::pair(1, 1), std::pair(15, 17), std::pair(16, 32), std::pair(333, 221),
          std::pair(2500, 3), std::pair(5, 1100)}) {
        CAPTURE(width, height);
        const Painted painted = paint(*pipeline, camera, width, height);
        CHECK(!painted.quads);
        CHECK(psnr(expectedPicture(cloud, camera, width, height), painted.image.pixels) >=
              kMinTilesPsnr);
    }
    CHECK(glGetError() == GLenum{GL_NO_ERROR});
}

TEST_CASE("tiles show what the CPU rasterizer shows in frames that follow without a wait") {
    if (!hasTiles()) {
        return;
    }
    constexpr int kWidth = 1280;
    constexpr int kHeight = 720;
    const GaussianCloud cloud =
        makeRandomCloud({.count = 60000, .smallestScale = 0.002, .largestScale = 0.01, .seed = 35});
    const auto pipeline = makeComputePipeline();
    pipeline->setCloud(std::make_shared<const GaussianCloud>(cloud), nullptr);
    PictureBuffer picture;
    picture.resize(kWidth, kHeight, true);
    constexpr int kFrames = 4;
    const auto cameraOf = [](int frame) { return orbitCamera(50.0 * frame, 20.0, 1.5); };
    for (int frame = 0; frame < kFrames; ++frame) {
        pipeline->project({View(cameraOf(frame), kWidth, kHeight), {}, false});
        pipeline->paint({}, picture);
    }
    CHECK(psnr(expectedPicture(cloud, cameraOf(kFrames - 1), kWidth, kHeight),
               picture.read().pixels) >= kMinTilesPsnr);
    CHECK(glGetError() == GLenum{GL_NO_ERROR});
}

TEST_CASE("splats are drawn as quads where there is no room for the tiles' lists") {
    if (!hasTiles()) {
        return;
    }
    const GaussianCloud cloud = makeRandomCloud({.count = 3000, .shDegree = 1, .seed = 32});
    const Camera camera = orbitCamera(10.0, -15.0, 1.5);
    const auto expected = expectedPicture(cloud, camera, 200, 150);
    for (const auto& [mostPairs, quads] :
         {std::pair(0u, true), std::pair(3000u, true), std::pair(kMostTilePairs, false)}) {
        CAPTURE(mostPairs);
        const auto pipeline = makeComputePipeline(mostPairs);
        pipeline->setCloud(std::make_shared<const GaussianCloud>(cloud), nullptr);
        for (int frame = 0; frame < 3; ++frame) {
            const Painted painted = paint(*pipeline, camera, 200, 150);
            CHECK(painted.quads == quads);
            CHECK(psnr(expected, painted.image.pixels) >=
                  (quads ? kMinPrecisePsnr : kMinTilesPsnr));
        }
    }
    CHECK(glGetError() == GLenum{GL_NO_ERROR});
}

TEST_CASE("room for tiles grows until they fit") {
    if (!hasTiles()) {
        return;
    }
    // Needles across the whole picture, each in some 50 of its tiles.
    GaussianCloud cloud = makeRandomCloud({.count = 30000, .extent = 0.1, .seed = 33});
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        cloud.scales[i] = {1.0f, 1e-4f, 1e-4f};
        cloud.opacities[i] = 0.9f;
    }
    const auto pipeline = makeComputePipeline();
    pipeline->setCloud(std::make_shared<const GaussianCloud>(cloud), nullptr);
    const Camera camera = orbitCamera(0.0, 0.0, 1.5);
    const auto expected = expectedPicture(cloud, camera, 512, 512);
    const Painted before = paint(*pipeline, camera, 512, 512);
    CHECK(before.quads);
    CHECK(psnr(expected, before.image.pixels) >= kMinPsnr);
    const Painted after = paint(*pipeline, camera, 512, 512);
    CHECK(!after.quads);
    CHECK(psnr(expected, after.image.pixels) >= kMinTilesPsnr);
    CHECK(glGetError() == GLenum{GL_NO_ERROR});
}

TEST_CASE("the GPU sorts as many keys as it is told to on the GPU, in the bits that they have") {
    if (!hasTiles()) {
        return;
    }
    std::mt19937 random(34);
    constexpr std::uint32_t kRoom = 80000;
    constexpr std::uint32_t kCount = 70001;
    for (const GLuint bits : {12u, 16u, 20u}) {
        CAPTURE(bits);
        std::vector<std::uint32_t> keys(kRoom);
        for (std::uint32_t& key : keys) {
            key = static_cast<std::uint32_t>(random()) >> (32 - bits);
        }
        std::vector<std::uint32_t> expected(kRoom);
        std::iota(expected.begin(), expected.end(), 0u);
        std::vector<std::uint32_t> values = expected;
        std::stable_sort(expected.begin(), expected.begin() + kCount,
                         [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
        GpuSort sort;
        sort.resize(kRoom);
        const std::uint32_t size[] = {(kCount + 2047) / 2048, 1, 1, kCount};
        const auto upload = [](GLuint buffer, const void* data, std::size_t words) {
            glBindBuffer(GL_SHADER_STORAGE_BUFFER, buffer);
            glBufferSubData(GL_SHADER_STORAGE_BUFFER, 0, static_cast<GLsizeiptr>(words * 4), data);
        };
        upload(sort.keys(), keys.data(), kRoom);
        upload(sort.values(), values.data(), kRoom);
        upload(sort.size(), size, std::size(size));
        sort.sort(GpuSort::Count::kInSize, bits);
        glMemoryBarrier(GL_BUFFER_UPDATE_BARRIER_BIT);
        glBindBuffer(GL_SHADER_STORAGE_BUFFER, sort.values());
        glGetBufferSubData(GL_SHADER_STORAGE_BUFFER, 0, kCount * 4, values.data());
        values.resize(kCount);
        expected.resize(kCount);
        CHECK((values == expected));
    }
}
