#include "reconstruction/cuda/cuda_bench.h"

#include "reconstruction/cuda/cuda_engine.h"
#include "splats/error.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace gambade {

using cuda::check;

namespace {

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Median GPU time of what `queue` puts on the stream, seconds, after one to warm up.
template <typename Queue>
double measure(cudaStream_t stream, Queue queue) {
    constexpr int kRounds = 10;
    std::vector<double> times;
    const cuda::Event start = cuda::makeEvent(cudaEventDefault);
    const cuda::Event end = cuda::makeEvent(cudaEventDefault);
    for (int round = 0; round <= kRounds; ++round) {
        check(cudaEventRecord(start.get(), stream), "measuring");
        queue();
        check(cudaEventRecord(end.get(), stream), "measuring");
        check(cudaStreamSynchronize(stream), "measuring");
        float milliseconds = 0;
        check(cudaEventElapsedTime(&milliseconds, start.get(), end.get()), "measuring");
        if (round > 0) {
            times.push_back(static_cast<double>(milliseconds) / 1000);
        }
    }
    return median(times);
}

std::vector<float> pattern(std::size_t count) {
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = static_cast<float>(0.5 + 0.5 * std::sin(0.001 * static_cast<double>(i)));
    }
    return values;
}

/// Medians by stage; the blocks as their sum.
std::vector<StageTime> medianStages(CudaEngine<Bf16>& engine, int rounds) {
    std::vector<std::vector<StageTime>> runs;
    for (int round = 0; round < rounds; ++round) {
        runs.push_back(engine.timeStages());
    }
    std::vector<StageTime> stages;
    for (std::size_t i = 0; i < runs.front().size(); ++i) {
        std::vector<double> times;
        for (const auto& run : runs) {
            times.push_back(run[i].milliseconds);
        }
        const std::string& stage = runs.front()[i].stage;
        const bool another = stage.starts_with("block") && stages.back().stage == "sequence";
        if (another) {
            stages.back().milliseconds += median(times);
        } else {
            stages.push_back({stage.starts_with("block") ? "sequence" : stage, median(times)});
        }
    }
    return stages;
}

/// Medians of the whole pass on the GPU, and of run() from host to host, milliseconds.
struct PassTimes {
    double pass = 0;
    double hostToHost = 0;
};

PassTimes medianPass(CudaEngine<Bf16>& engine, const NetworkInput& input, int rounds,
                     const Progress& progress) {
    using Clock = std::chrono::steady_clock;
    NetworkOutput output;
    std::vector<double> passes;
    std::vector<double> runs;
    for (int round = 0; round < 2 * rounds; ++round) {
        const auto start = Clock::now();
        engine.run(input, output, progress);
        const std::chrono::duration<double, std::milli> time = Clock::now() - start;
        const double pass = engine.timePass();
        if (round >= rounds) {
            runs.push_back(time.count());
            passes.push_back(pass);
        }
    }
    return {median(passes), median(runs)};
}

/// @returns its name @throws Error(kDevice)
std::string requireDevice() {
    const CudaDevice device = cudaDevice();
    if (!device.usable) {
        throw Error(ErrorKind::kDevice,
                    fmt::format("the CUDA engine cannot run because {}; nothing was measured",
                                device.reason));
    }
    return device.name;
}

} // namespace

double printCudaRates(const PrintLine& print) {
    const std::string device = requireDevice();
    cuda::Context context;
    const cuda::Lane& lane = context.main();
    constexpr int kSide = 8192;
    constexpr std::size_t kCount = std::size_t{kSide} * kSide;
    const auto a = context.copy<Bf16>(pattern(kCount));
    const auto b = context.copy<Bf16>(pattern(kCount));
    auto c = context.allocate<Bf16>(kCount);
    check(cudaDeviceSynchronize(), "measuring");
    const cuda::Product<Bf16, Bf16> product(context, cuda::GemmShape::linear(kSide, kSide, kSide));
    const double seconds = measure(
        lane.stream, [&] { product.run(lane, a.data(), b.data(), nullptr, nullptr, c.data()); });
    const double rate = 2.0 * kSide * kSide * kSide / seconds;

    constexpr std::size_t kBytes = 512U << 20U; // several times any second-level cache
    auto from = context.allocate<unsigned char>(kBytes);
    auto to = context.allocate<unsigned char>(kBytes);
    check(cudaDeviceSynchronize(), "measuring");
    const double copySeconds = measure(lane.stream, [&] {
        check(
            cudaMemcpyAsync(to.data(), from.data(), kBytes, cudaMemcpyDeviceToDevice, lane.stream),
            "measuring");
    });
    print(fmt::format("{}: bf16 products {:.0f} TFLOP/s, copies {:.0f} GB/s read and written",
                      device, rate / 1e12, 2.0 * kBytes / copySeconds / 1e9));
    return rate;
}

void benchCudaEngine(std::string_view title, const TensorSource& source, int rounds,
                     double bf16Rate, const PrintLine& print, const Progress& progress) {
    const std::string device = requireDevice();
    CudaEngine<Bf16> engine(source, device);
    const auto picture = pattern(std::size_t{3} * 512 * 512);
    for (const bool known : {true, false}) {
        const bool estimated =
            !known && source.config.sequence.cameraToken && source.config.sequence.poseHead;
        if (!known && !estimated) {
            break;
        }
        const NetworkInput input{.rgb = picture.data(), .elevationKnown = known};
        const PassTimes times = medianPass(engine, input, rounds, progress);
        print(fmt::format("{}, elevation {}: {} Gaussians, {}", title,
                          known ? "given" : "estimated", source.config.gaussianCount(),
                          engine.deviceName()));
        print(fmt::format("  whole pass {:8.3f} ms, host to host {:8.3f} ms (medians of {})",
                          times.pass, times.hostToHost, rounds));
        for (const StageTime& stage : medianStages(engine, rounds)) {
            print(fmt::format("  {:<10} {:8.3f} ms", stage.stage, stage.milliseconds));
        }
    }
    NetworkOutput output;
    engine.run({.rgb = picture.data()}, output, progress);
    const StageCosts costs = stageCosts(source.config);
    const double work = costs.tokenizer + costs.prefix + costs.stem +
                        source.config.sequence.depth * costs.block + costs.decoder;
    print(fmt::format("  dense work {:.0f} GFLOP: {:.3f} ms at the rate above", work / 1e9,
                      work / bf16Rate * 1000));
    print(fmt::format("  device memory {:.0f} MB", static_cast<double>(output.peakBytes) / 1e6));
}

} // namespace gambade
