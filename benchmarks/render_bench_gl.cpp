/// Times the OpenGL renderer without a window, on seeded random clouds seen by a camera that moves
/// every frame: projecting with sorting, drawing, and the whole frame. Drawing stands beside the
/// floor that the chip's own rate of blending sets for the fragments of that frame; on a software
/// driver the whole frame stands beside the CPU rasterizer.
///
///   render_bench_gl [[SMALLEST-]LARGEST [WAY...]]
/// SMALLEST, LARGEST: splats of the clouds, doubled from one to the other, default 16384-8388608.
/// WAY: "4.3" (tiles), "quads" (4.3 where the tiles' lists find no room), "3.3" or "cpu" (composed
/// by the processor, as the program draws on software drivers); default all.
#include "frame_clock.h"

#include "splat_renderer/graphics_driver.h"
#include "splat_renderer/pipeline.h"
#include "splat_renderer/renderer.h"
#include "tests/splat_renderer/headless_context.h"
#include "tests/splat_renderer/oracle.h"
#include "tests/splat_renderer/random_clouds.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <epoxy/gl.h>
#include <fmt/core.h>
#include <span>
#include <string_view>
#include <utility>

namespace {

using namespace gambade;
using benchmarks::FrameClock;

constexpr int kWidth = 1280;
constexpr int kHeight = 720;
constexpr double kPixels = static_cast<double>(kWidth) * kHeight;

Camera cameraOf(int frame) {
    return orbitCamera(17.0 * frame, 20.0, 1.5);
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

GLuint compileTrivialProgram() {
    const auto attach = [](GLuint program, GLenum type, const char* text) {
        const GLuint shader = glCreateShader(type);
        glShaderSource(shader, 1, &text, nullptr);
        glCompileShader(shader);
        glAttachShader(program, shader);
        glDeleteShader(shader);
    };
    const GLuint program = glCreateProgram();
    // Rectangles of uSize, in the unit square of the picture, at places that a hash scatters.
    attach(program, GL_VERTEX_SHADER, R"(#version 330 core
uniform vec2 uSize;
void main() {
    uint h = uint(gl_InstanceID) * 2654435769u;
    h = (h ^ (h >> 15)) * 2246822519u;
    vec2 corner = vec2(h & 0xffffu, h >> 16) / 65536.0 * (1.0 - uSize);
    vec2 place = corner + uSize * vec2(gl_VertexID & 1, gl_VertexID >> 1);
    gl_Position = vec4(2.0 * place - 1.0, 0.0, 1.0);
})");
    attach(program, GL_FRAGMENT_SHADER,
           "#version 330 core\nout vec4 c;\nvoid main() { c = vec4(0.001); }");
    glLinkProgram(program);
    return program;
}

/// Blended fragments a millisecond, of RGBA16F or RGBA32F, with the least of shaders: rectangles of
/// so many pixels.
double measureBlendRate(bool fullPrecision, int width, int height) {
    constexpr double kFragments = 64.0 * kPixels;
    PictureBuffer picture;
    picture.resize(kWidth, kHeight, fullPrecision);
    const GlVertexArray vertexArray = GlVertexArray::create();
    glBindFramebuffer(GL_FRAMEBUFFER, picture.framebuffer());
    glBindVertexArray(vertexArray.id());
    const GLuint program = compileTrivialProgram();
    glUseProgram(program);
    glUniform2f(glGetUniformLocation(program, "uSize"), static_cast<float>(width) / kWidth,
                static_cast<float>(height) / kHeight);
    glViewport(0, 0, kWidth, kHeight);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_ONE, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE_MINUS_SRC_ALPHA);
    const auto rectangles = static_cast<GLsizei>(kFragments / (width * height));
    FrameClock clock;
    for (int frame = 0; frame < clock.framesWanted(); ++frame) {
        clock.measure([&] { glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, rectangles); });
    }
    glDisable(GL_BLEND);
    glBindVertexArray(0);
    glDeleteProgram(program);
    return kFragments / clock.medianMilliseconds();
}

/// What the program shows its pictures on.
class Screen {
public:
    Screen() : m_texture(GlTexture::create()), m_framebuffer(GlFramebuffer::create()) {
        glBindTexture(GL_TEXTURE_2D, m_texture.id());
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, kWidth, kHeight, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                     nullptr);
        glBindFramebuffer(GL_FRAMEBUFFER, m_framebuffer.id());
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, m_texture.id(),
                               0);
    }
    RenderTarget target() const { return {m_framebuffer.id(), kWidth, kHeight}; }

    /// Keeps the chip busy until its clock is up, which falls to a fraction while it waits.
    void wakeUp() const {
        if (isSoftwareDriver()) {
            return;
        }
        glBindFramebuffer(GL_FRAMEBUFFER, m_framebuffer.id());
        const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(300);
        while (std::chrono::steady_clock::now() < end) {
            for (int i = 0; i < 1000; ++i) {
                glClear(GL_COLOR_BUFFER_BIT);
            }
            glFinish();
        }
    }

private:
    GlTexture m_texture;
    GlFramebuffer m_framebuffer;
};

using CloudPtr = std::shared_ptr<const GaussianCloud>;

struct Way {
    const char* name;
    RendererPath path;
    bool whole; ///< whether Renderer can be told to draw that way: then whole frames are timed
    std::unique_ptr<Pipeline> (*make)();
};

constexpr Way kWays[] = {
    {"4.3", RendererPath::kCompute, true, [] { return makeComputePipeline(); }},
    {"quads", RendererPath::kCompute, false, [] { return makeComputePipeline(0); }},
    {"3.3", RendererPath::kClassic, true, makeClassicPipeline},
    {"cpu", RendererPath::kProcessor, true, makeProcessorPipeline},
};

struct Stages {
    double projecting; ///< and sorting, ms
    double drawing;    ///< ms
    double psnr;       ///< dB, of the last of the frames that followed without a wait
};

Stages timeStages(const Way& way, const CloudPtr& cloud, const Screen& screen) {
    const auto pipeline = way.make();
    pipeline->setCloud(cloud, nullptr);
    PictureBuffer picture;
    picture.resize(kWidth, kHeight, isSoftwareDriver());
    screen.wakeUp();
    const bool byProcessor = way.path != RendererPath::kCompute; // which the chip's clock misses
    FrameClock projecting(byProcessor);
    FrameClock drawing(way.path == RendererPath::kProcessor);
    for (int frame = 0; frame < projecting.framesWanted(); ++frame) {
        projecting.measure([&] {
            pipeline->project({View(cameraOf(frame), kWidth, kHeight), {}, false});
        });
        drawing.measure([&] { pipeline->paint({}, picture); });
    }
    const Camera last = cameraOf(projecting.framesWanted() - 1);
    const auto expected = rasterize(*cloud, last, kWidth, kHeight).pixels;
    return {projecting.medianMilliseconds(), drawing.medianMilliseconds(),
            test::psnr({expected.begin(), expected.end()}, picture.read().pixels)};
}

/// Blended fragments a pixel, where splats are drawn as quads.
double countLayers(const CloudPtr& cloud) {
    const auto pipeline = makeClassicPipeline();
    pipeline->setCloud(cloud, nullptr);
    PictureBuffer picture;
    picture.resize(kWidth, kHeight, false);
    pipeline->project({View(cameraOf(0), kWidth, kHeight), {}, false});
    return countFragments([&] { pipeline->paint({}, picture); }) / kPixels;
}

struct Whole {
    double longestStep; ///< of handing a cloud over in steps, as the window does, ms
    double frame;       ///< ms
};

/// Milliseconds that `work` holds its caller up.
template <typename Work>
double timeCall(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

Whole timeFrames(RendererPath path, const CloudPtr& cloud, const Screen& screen) {
    constexpr std::size_t kBytesOfStep = std::size_t{1} << 24; // as app/gui/gl_canvas.cpp
    Renderer renderer(path);
    const CloudExtent extent = measureExtent(*cloud);
    double longestStep = timeCall([&] { renderer.beginCloud(cloud, extent); });
    for (bool complete = false; !complete;) {
        longestStep =
            std::max(longestStep, timeCall([&] { complete = renderer.copyMore(kBytesOfStep); }));
    }
    screen.wakeUp();
    FrameClock clock(path != RendererPath::kCompute);
    for (int frame = 0; frame < clock.framesWanted(); ++frame) {
        clock.measure([&] { renderer.draw(cameraOf(frame), {}, screen.target()); });
    }
    return {longestStep, clock.medianMilliseconds()};
}

double timeRasterizer(const GaussianCloud& cloud) {
    FrameClock clock(true);
    for (int frame = 0; frame < clock.framesWanted(); ++frame) {
        clock.measure([&] { rasterize(cloud, cameraOf(frame), kWidth, kHeight); });
    }
    return clock.medianMilliseconds();
}

void benchmark(const CloudPtr& cloud, std::span<char* const> wanted, double blendRate,
               const Screen& screen) {
    const double cpu = isSoftwareDriver() ? timeRasterizer(*cloud) : std::nan("");
    const double layers = countLayers(cloud);
    const double floor = layers * kPixels / blendRate;
    for (const Way& way : kWays) {
        if ((!wanted.empty() && std::ranges::count(wanted, std::string_view(way.name)) == 0) ||
            (way.path == RendererPath::kCompute && !computePipelineSupported(*cloud))) {
            continue;
        }
        const Stages stages = timeStages(way, cloud, screen);
        const Whole whole =
            way.whole ? timeFrames(way.path, cloud, screen) : Whole{std::nan(""), std::nan("")};
        fmt::print("{:9} {:3} {:>6} {:13.3f} {:9.3f} {:7.1f} {:9.3f} {:6.2f} {:6.1f} {:9.3f} "
                   "{:9.1f}",
                   cloud->size(), cloud->shDegree, way.name, stages.projecting, stages.drawing,
                   layers, floor, stages.drawing / floor, stages.psnr, whole.frame,
                   whole.longestStep);
        if (isSoftwareDriver()) {
            fmt::print(" {:9.1f} {:9.2f}", cpu, whole.frame / cpu);
        }
        fmt::print("\n");
        std::fflush(stdout);
    }
}

CloudPtr makeCloud(std::size_t count, int shDegree) {
    // The more splats, the smaller: they cover about the same share of the picture.
    const double scale = 0.02 * std::sqrt(16384.0 / static_cast<double>(count));
    return std::make_shared<const GaussianCloud>(
        test::makeRandomCloud({.count = count,
                               .shDegree = shDegree,
                               .smallestScale = scale / 4.0,
                               .largestScale = scale}));
}

/// "[SMALLEST-]LARGEST"
std::pair<std::size_t, std::size_t> readCounts(const char* text) {
    char* end = nullptr;
    const std::size_t first = std::strtoull(text, &end, 10);
    if (*end == '-') {
        return {std::max<std::size_t>(first, 1), std::strtoull(end + 1, nullptr, 10)};
    }
    return {16384, first};
}

} // namespace

int main(int argc, char** argv) {
    const auto [smallest, largest] = readCounts(argc > 1 ? argv[1] : "8388608");
    const std::span<char* const> wanted(argv + std::min(argc, 2), argv + argc);
    std::string reason;
    const auto context = test::HeadlessContext::make(reason);
    if (!context) {
        fmt::print("not measured: {}\n", reason);
        return 1;
    }
    const Screen screen;
    const double blendRate = measureBlendRate(false, kWidth, kHeight);
    fmt::print("{}, OpenGL {}, {}x{}, times by {}\n", graphicsDriverName(),
               reinterpret_cast<const char*>(glGetString(GL_VERSION)), kWidth, kHeight,
               FrameClock().description());
    fmt::print("blended: {:.3f} Gpixel/s of RGBA16F, {:.3f} of RGBA32F\n", blendRate * 1e-6,
               measureBlendRate(true, kWidth, kHeight) * 1e-6);
    fmt::print("RGBA16F in scattered squares:");
    for (const int side : {64, 32, 16, 8, 4}) {
        fmt::print(" {:.3f} of {} pixels a side{}", measureBlendRate(false, side, side) * 1e-6,
                   side, side > 4 ? "," : "\n");
    }
    fmt::print("{:>9} {:>3} {:>6} {:>13} {:>9} {:>7} {:>9} {:>6} {:>6} {:>9} {:>9}", "splats", "SH",
               "way", "project+sort", "draw ms", "layers", "floor ms", "ratio", "dB", "frame ms",
               "step ms");
    fmt::print("{}\n", isSoftwareDriver() ? "    CPU ms frame/CPU" : "");
    for (std::size_t count = smallest; count <= largest; count *= 2) {
        for (const int shDegree : {0, 3}) {
            benchmark(makeCloud(count, shDegree), wanted, blendRate, screen);
        }
    }
}
