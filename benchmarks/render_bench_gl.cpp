/// Times the OpenGL renderer without a window, on seeded random clouds: projecting and sorting by
/// itself, then the whole frame, beside the floor that the chip's own blend rate sets for the
/// fragments of that frame, and the CPU rasterizer. The camera moves every frame.
#include "splat_renderer/gl_objects.h"
#include "splat_renderer/pipeline.h"
#include "splat_renderer/renderer.h"
#include "tests/splat_renderer/headless_context.h"
#include "tests/splat_renderer/random_clouds.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <epoxy/gl.h>
#include <fmt/core.h>

namespace {

using namespace gambade;

constexpr int kRuns = 7;
constexpr int kWidth = 1280;
constexpr int kHeight = 720;

/// Milliseconds of one call, median over runs of `repeats` calls each, the first of which warms up.
/// By the clock up to glFinish, as software drivers answer timer queries with nonsense.
template <typename Work>
double medianTime(int repeats, const Work& work) {
    std::vector<double> times;
    int call = 0;
    for (int run = 0; run <= kRuns; ++run) {
        glFinish();
        const auto start = std::chrono::steady_clock::now();
        for (int repeat = 0; repeat < repeats; ++repeat) {
            work(++call);
        }
        glFinish();
        const std::chrono::duration<double, std::milli> elapsed =
            std::chrono::steady_clock::now() - start;
        if (run > 0) {
            times.push_back(elapsed.count() / repeats);
        }
    }
    std::nth_element(times.begin(), times.begin() + kRuns / 2, times.end());
    return times[kRuns / 2];
}

/// Fragments that `work` lets through.
template <typename Work>
double countFragments(const Work& work) {
    GLuint query = 0;
    glGenQueries(1, &query);
    glBeginQuery(GL_SAMPLES_PASSED, query);
    work();
    glEndQuery(GL_SAMPLES_PASSED);
    GLuint64 result = 0;
    glGetQueryObjectui64v(query, GL_QUERY_RESULT, &result);
    glDeleteQueries(1, &query);
    return static_cast<double>(result);
}

Camera cameraOf(int call) {
    return orbitCamera(17.0 * call, 20.0, 1.5);
}

GLuint compileTrivialProgram() {
    const auto attach = [](GLuint program, GLenum type, const char* text) {
        const GLuint shader = glCreateShader(type);
        glShaderSource(shader, 1, &text, nullptr);
        glCompileShader(shader);
        glAttachShader(program, shader);
        glDeleteShader(shader);
    };
    const GLuint program = glCreateProgram();
    attach(program, GL_VERTEX_SHADER,
           "#version 330 core\nvoid main() { gl_Position = vec4("
           "vec2(4 * (gl_VertexID & 1), 4 * (gl_VertexID >> 1)) - 1.0, 0.0, 1.0); }");
    attach(program, GL_FRAGMENT_SHADER,
           "#version 330 core\nout vec4 c;\nvoid main() { c = vec4(0.001); }");
    glLinkProgram(program);
    return program;
}

/// Blended RGBA16F fragments a millisecond: full-screen triangles and the least of shaders.
double measureBlendRate() {
    constexpr int kLayers = 64;
    const GlTexture texture = GlTexture::create();
    glBindTexture(GL_TEXTURE_2D, texture.id());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA16F, kWidth, kHeight, 0, GL_RGBA, GL_FLOAT, nullptr);
    const GlFramebuffer framebuffer = GlFramebuffer::create();
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.id());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.id(), 0);
    const GlVertexArray vertexArray = GlVertexArray::create();
    glBindVertexArray(vertexArray.id());
    const GLuint program = compileTrivialProgram();
    glUseProgram(program);
    glViewport(0, 0, kWidth, kHeight);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_ONE, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE_MINUS_SRC_ALPHA);
    const double time =
        medianTime(4, [](int) { glDrawArraysInstanced(GL_TRIANGLES, 0, 3, kLayers); });
    glDisable(GL_BLEND);
    glDeleteProgram(program);
    return static_cast<double>(kWidth) * kHeight * kLayers / time;
}

void benchmark(std::size_t count, int shDegree, double blendRate, const RenderTarget& target) {
    const double scale = 0.02 * std::sqrt(16384.0 / static_cast<double>(count));
    const auto cloud =
        std::make_shared<const GaussianCloud>(test::makeRandomCloud({.count = count,
                                                                     .shDegree = shDegree,
                                                                     .smallestScale = scale / 4.0,
                                                                     .largestScale = scale}));
    Renderer renderer;
    renderer.setCloud(cloud);
    double projection = std::nan("");
    if (computePipelineSupported(*cloud)) {
        const auto pipeline = makeComputePipeline();
        pipeline->setCloud(cloud);
        projection = medianTime(8, [&](int call) {
            pipeline->project({View(cameraOf(call), target.width, target.height), {}, false});
        });
    }
    const auto draw = [&](int call) { renderer.draw(cameraOf(call), {}, target); };
    const double frame = medianTime(2, draw);
    const auto pixels = static_cast<double>(target.width) * target.height;
    // Laying it over the background blends nothing: that is one layer of the samples counted.
    const double layers = countFragments([&]() { draw(0); }) / pixels - 1.0;
    const double cpu =
        medianTime(1, [&](int call) { rasterize(*cloud, cameraOf(call), kWidth, kHeight); });
    fmt::print("{:9} {:3} {:16.3f} {:10.2f} {:13.2f} {:10.2f} {:10.1f}\n", count, shDegree,
               projection, frame, layers, layers * pixels / blendRate, cpu);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
    const std::size_t largest =
        argc > 1 ? std::strtoull(argv[1], nullptr, 10) : std::size_t{1} << 23;
    std::string reason;
    const auto context = test::HeadlessContext::make(reason);
    if (!context) {
        fmt::print("not measured: {}\n", reason);
        return 1;
    }
    const GlTexture texture = GlTexture::create();
    glBindTexture(GL_TEXTURE_2D, texture.id());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, kWidth, kHeight, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 nullptr);
    const GlFramebuffer framebuffer = GlFramebuffer::create();
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.id());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.id(), 0);

    const double blendRate = measureBlendRate();
    fmt::print("{}, {}x{}, {:.2f} Gpixel/s blended in RGBA16F\n", Renderer().description(), kWidth,
               kHeight, blendRate * 1e-6);
    fmt::print("{:>9} {:>3} {:>16} {:>10} {:>13} {:>10} {:>10}\n", "splats", "SH",
               "project+sort ms", "frame ms", "layers/pixel", "floor ms", "CPU ms");
    for (std::size_t count = 16384; count <= largest; count *= 2) {
        benchmark(count, 0, blendRate, {framebuffer.id(), kWidth, kHeight});
        benchmark(count, 3, blendRate, {framebuffer.id(), kWidth, kHeight});
    }
}
