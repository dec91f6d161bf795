/// CUDA and OpenGL in one process: what the engine makes, in the buffers that splats are drawn
/// from. Makes one OpenGL context for all tests, and is skipped where there is none of an NVIDIA
/// GPU.
#define CATCH_CONFIG_RUNNER
#include "formula_source.h"
#include "reconstruction/cloud_of_rows.h"
#include "reconstruction/cuda/cuda_engine.h"
#include "small_networks.h"
#include "splat_renderer/renderer.h"
#include "splats/log.h"
#include "tests/splat_renderer/gl_comparison.h"
#include "tests/splat_renderer/headless_context.h"
#include "tests/splats/splat_arrays.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cuda_gl_interop.h>
#include <random>
#include <stdexcept>
#include <thread>

using namespace gambade;
using namespace gambade::test;

namespace {

/// CUDA's number of the GPU that draws the current context.
int gpuOfContext() {
    unsigned count = 0;
    int gpu = -1;
    REQUIRE(cudaGLGetDevices(&count, &gpu, 1, cudaGLDeviceListAll) == cudaSuccess);
    REQUIRE(count == 1);
    return gpu;
}

struct Made {
    std::shared_ptr<const GpuCloud> onGpu;
    GaussianCloud expected; ///< by way of the host
};

class Maker {
public:
    Maker() : m_engine(formulaSource(smallRayConfig(), true), "test", gpuOfContext()) {}

    Made make(unsigned seed) {
        std::mt19937 generator(seed);
        std::uniform_real_distribution<float> uniform(0, 1);
        std::vector<float> picture(std::size_t{3} * 512 * 512);
        for (float& value : picture) {
            value = uniform(generator);
        }
        const NetworkInput input{.rgb = picture.data(), .elevationDegrees = 20};
        NetworkOutput output;
        m_engine.run(input, output, {});
        Made made;
        made.expected = cloudOfRows(output.rows);
        made.onGpu = m_engine.runOnGpu(input, output, {});
        // By any thread, which Catch's macros are not for.
        if (!made.onGpu || made.expected.size() <= 100) {
            throw std::logic_error("the engine made no cloud on the GPU");
        }
        return made;
    }

private:
    CudaEngine<Bf16> m_engine;
};

std::vector<float> valuesOf(const GlBuffer& buffer, std::size_t count) {
    std::vector<float> values(count);
    glBindBuffer(GL_SHADER_STORAGE_BUFFER, buffer.id());
    glGetBufferSubData(GL_SHADER_STORAGE_BUFFER, 0, static_cast<GLsizeiptr>(count * sizeof(float)),
                       values.data());
    return values;
}

GlBuffer makeBuffer(std::size_t floats) {
    return makeStorageBuffer(floats * sizeof(float), nullptr, GL_STATIC_DRAW);
}

/// Another, which counts how often buffers were filled from it.
class Counted : public GpuCloud {
public:
    explicit Counted(std::shared_ptr<const GpuCloud> cloud) : m_cloud(std::move(cloud)) {}
    std::size_t size() const override { return m_cloud->size(); }
    GaussianCloud copy() const override { return m_cloud->copy(); }
    bool fillBuffers(unsigned int splats, unsigned int colors) const override {
        const bool filled = m_cloud->fillBuffers(splats, colors);
        fills += filled ? 1 : 0;
        return filled;
    }
    mutable int fills = 0;

private:
    std::shared_ptr<const GpuCloud> m_cloud;
};

} // namespace

TEST_CASE("CUDA and OpenGL: buffers hold the bits that go by way of the host") {
    std::optional<Maker> maker(std::in_place);
    const Made first = maker->make(1);
    const Made second = maker->make(2);
    maker.reset(); // results outlive the engine
    for (const Made& made : {first, second, first}) {
        const std::size_t size = made.expected.size();
        REQUIRE(made.onGpu->size() == size);
        const GlBuffer splats = makeBuffer(size * 11);
        const GlBuffer colors = makeBuffer(size * 3);
        REQUIRE(made.onGpu->fillBuffers(splats.id(), colors.id()));
        CHECK(valuesOf(splats, size * 11) == splatArrays(made.expected));
        CHECK(valuesOf(colors, size * 3) == colorArray(made.expected));
    }
}

TEST_CASE("CUDA and OpenGL: buffers stay as they are when the next result has the memory") {
    Maker maker;
    for (unsigned seed = 1; seed <= 5; ++seed) {
        Made made = maker.make(seed);
        const std::size_t size = made.expected.size();
        const GlBuffer splats = makeBuffer(size * 11);
        const GlBuffer colors = makeBuffer(size * 3);
        REQUIRE(made.onGpu->fillBuffers(splats.id(), colors.id()));
        made.onGpu.reset();
        maker.make(seed + 100);
        CHECK(valuesOf(splats, size * 11) == splatArrays(made.expected));
        CHECK(valuesOf(colors, size * 3) == colorArray(made.expected));
    }
}

TEST_CASE("CUDA and OpenGL: the picture is the one of splats from the host") {
    const Made made = Maker().make(3);
    const auto cloud = std::make_shared<const GaussianCloud>(made.expected);
    const CloudExtent extent = measureExtent(*cloud);
    const Counted counted(made.onGpu);
    const gambade::test::Canvas canvas(256, 256, GL_RGBA32F);
    const auto picture = [&](const GpuCloud* onGpu) {
        Renderer renderer(RendererPath::kCompute);
        renderer.setCloud(cloud, extent, onGpu);
        renderer.draw(orbitCamera(30, 20, 1.5), {}, canvas.target());
        return renderer.readPicture().pixels;
    };
    const auto expected = picture(nullptr);
    CHECK(counted.fills == 0);
    CHECK(picture(&counted) == expected);
    CHECK(counted.fills == 1);
    CHECK(std::ranges::any_of(expected, [](const auto& pixel) { return pixel != glm::vec4(0); }));
}

TEST_CASE("CUDA and OpenGL: buffers without room, and names of none, are refused") {
    const Made made = Maker().make(4);
    const std::size_t size = made.expected.size();
    const GlBuffer enough = makeBuffer(size * 11);
    const GlBuffer little = makeBuffer(size * 3 - 1);
    CHECK_FALSE(made.onGpu->fillBuffers(enough.id(), little.id()));
    CHECK_FALSE(made.onGpu->fillBuffers(enough.id(), 0xffffffU));
    // Nothing is left that would spoil the next one.
    const GlBuffer colors = makeBuffer(size * 3);
    REQUIRE(made.onGpu->fillBuffers(enough.id(), colors.id()));
    CHECK(valuesOf(colors, size * 3) == colorArray(made.expected));
}

TEST_CASE("CUDA and OpenGL: buffers are filled while another thread's engine goes on") {
    Maker maker;
    const Made made = maker.make(5);
    const std::size_t size = made.expected.size();
    std::atomic<bool> running = true;
    std::atomic<int> others = 0;
    std::jthread engine([&](const std::stop_token& stop) {
        for (unsigned seed = 6; !stop.stop_requested(); ++seed) {
            maker.make(seed);
            ++others;
        }
        running = false;
    });
    for (int round = 0; round < 50 || others < 3; ++round) {
        const GlBuffer splats = makeBuffer(size * 11);
        const GlBuffer colors = makeBuffer(size * 3);
        REQUIRE(made.onGpu->fillBuffers(splats.id(), colors.id()));
        REQUIRE(valuesOf(splats, size * 11) == splatArrays(made.expected));
        REQUIRE(valuesOf(colors, size * 3) == colorArray(made.expected));
    }
    engine.request_stop();
    engine.join();
    CHECK_FALSE(running);
}

int main(int argumentCount, char** arguments) {
    constexpr int kSkipped = 77;
    const auto skip = [](const std::string& reason) {
        std::printf("SKIP: %s\n", reason.c_str());
        return kSkipped;
    };
    if (const CudaDevice device = cudaDevice(); !device.usable) {
        return skip(device.reason);
    }
    std::string reason;
    const auto context = HeadlessContext::make(reason);
    if (!context) {
        return skip(reason);
    }
    const std::string vendor = reinterpret_cast<const char*>(glGetString(GL_VENDOR));
    if (!vendor.starts_with("NVIDIA") || epoxy_gl_version() < 43) {
        return skip("OpenGL 4.3 of an NVIDIA GPU is needed, and the driver here is " + vendor +
                    "'s");
    }
    setLogLevel(LogLevel::kDebug); // tells why buffers are not shared
    std::printf("on %s\n", reinterpret_cast<const char*>(glGetString(GL_RENDERER)));
    return Catch::Session().run(argumentCount, arguments);
}
