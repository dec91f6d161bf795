// How long a picture takes to the buffers that OpenGL draws its splats from, by way of the host and
// without: medians of 100, from the picture in the host's memory until OpenGL has finished.
//   cuda_gl_bench MODEL

#include "benchmarks/run_on_gpu.h"
#include "reconstruction/cloud_of_rows.h"
#include "reconstruction/cuda/cuda_engine.h"
#include "splat_renderer/gl_objects.h"
#include "splats/error.h"
#include "tests/splat_renderer/headless_context.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fmt/core.h>
#include <functional>
#include <span>

namespace {

using namespace gambade;

constexpr std::size_t kSplatLength = 11;
constexpr std::size_t kColorLength = 3;

double milliseconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    glFinish();
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
    return time.count();
}

double medianMilliseconds(const std::function<void()>& work) {
    constexpr int kRounds = 100;
    constexpr int kWarmUp = 10;
    std::vector<double> times;
    for (int round = 0; round < kWarmUp + kRounds; ++round) {
        times.push_back(milliseconds(work));
    }
    times.erase(times.begin(), times.begin() + kWarmUp);
    std::ranges::nth_element(times, times.begin() + kRounds / 2);
    return times[kRounds / 2];
}

GlBuffer makeBuffer(std::size_t floats) {
    return makeStorageBuffer(floats * sizeof(float), nullptr, GL_STATIC_DRAW);
}

void upload(const GaussianCloud& cloud) {
    const GlBuffer colors = makeBuffer(cloud.size() * kColorLength);
    glBufferSubData(GL_SHADER_STORAGE_BUFFER, 0,
                    static_cast<GLsizeiptr>(std::span(cloud.sh).size_bytes()), cloud.sh.data());
    const GlBuffer splats = makeBuffer(cloud.size() * kSplatLength);
    GLintptr offset = 0;
    const auto append = [&offset](const auto& array) {
        const auto bytes = static_cast<GLsizeiptr>(std::span(array).size_bytes());
        glBufferSubData(GL_SHADER_STORAGE_BUFFER, offset, bytes, array.data());
        offset += bytes;
    };
    append(cloud.positions);
    append(cloud.scales);
    append(cloud.rotations);
    append(cloud.opacities);
}

void share(const GpuCloud& cloud) {
    const GlBuffer colors = makeBuffer(cloud.size() * kColorLength);
    const GlBuffer splats = makeBuffer(cloud.size() * kSplatLength);
    if (!cloud.fillBuffers(splats.id(), colors.id())) {
        throw Error(ErrorKind::kDevice, "this OpenGL context is not drawn by CUDA's first GPU");
    }
}

void measure(const char* model) {
    const Weights weights(model);
    CudaEngine<Bf16> engine(tensorsOf(weights), "bench");
    const std::vector<float> picture(std::size_t{3} * 512 * 512, 0.7F);
    const NetworkInput input{.rgb = picture.data(), .elevationDegrees = 20};
    NetworkOutput output;
    const auto onGpu = engine.runOnGpu(input, output, {});
    const GaussianCloud cloud = onGpu->copy();
    fmt::print("{} splats\n", cloud.size());
    const auto print = [](const char* what, double time) {
        fmt::print("  {:<46} {:8.3f} ms\n", what, time);
        std::fflush(stdout);
    };
    print("the first result on the GPU to buffers", milliseconds([&] { share(*onGpu); }));
    print("picture to host cloud to buffers", medianMilliseconds([&] {
              engine.run(input, output, {});
              upload(cloudOfRows(output.rows));
          }));
    print("picture to buffers",
          medianMilliseconds([&] { share(*engine.runOnGpu(input, output, {})); }));
    print("host cloud to buffers", medianMilliseconds([&] { upload(cloud); }));
    print("result on the GPU to buffers", medianMilliseconds([&] { share(*onGpu); }));
    print("result on the GPU to host cloud", medianMilliseconds([&] { onGpu->copy(); }));
}

} // namespace

int main(int argumentCount, char** arguments) {
    if (argumentCount != 2) {
        fmt::print(stderr, "cuda_gl_bench MODEL\n");
        return 2;
    }
    return runOnGpu([&] {
        std::string reason;
        const auto context = test::HeadlessContext::make(reason);
        if (!context) {
            throw Error(ErrorKind::kDevice, reason);
        }
        fmt::print("OpenGL by {}\n", reinterpret_cast<const char*>(glGetString(GL_RENDERER)));
        measure(arguments[1]);
    });
}
