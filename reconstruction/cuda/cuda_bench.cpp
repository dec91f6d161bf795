#include "reconstruction/cuda/cuda_bench.h"

#include "reconstruction/cuda/cuda_engine.h"
#include "reconstruction/cuda/cuda_rates.h"
#include "splats/error.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace gambade {

namespace {

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::vector<float> pattern(std::size_t count) {
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = static_cast<float>(0.5 + 0.5 * std::sin(0.001 * static_cast<double>(i)));
    }
    return values;
}

/// What a stage cannot avoid as the engine divides it into operations.
struct Work {
    double operations = 0;
    double bytes = 0; ///< of weights and of the operations' operands and results, each once
};

/// Bf16 activations, fp32 residual streams.
Work tokenizerWork(const NetworkConfig& config) {
    const auto& vit = config.tokenizer;
    const double tokens = vit.outputTokens() + vit.registers;
    const double width = vit.width;
    const double mlp = vit.mlpWidth;
    const double weights = 2 * (4 * width * width + 2 * width * mlp);
    // Norm, q k v, attention and projection; norm, MLP in, GELU, MLP out.
    const double perToken =
        (6 + 8 + 8 + 10) * width + 6 * width + 2 * width + 2 * mlp + 4 * mlp + 2 * mlp + 8 * width;
    return {stageCosts(config).tokenizer, vit.depth * (weights + tokens * perToken)};
}

/// Of one sequence of `tokens`; without gate and output for a prefix.
double mixerBytes(const NetworkConfig& config, double tokens, bool prefix) {
    const auto& mamba = config.sequence;
    const double width = mamba.width;
    const double inner = mamba.innerWidth;
    const double low = mamba.dtRank + 2 * mamba.stateSize;
    const double norm = 6 * width;
    const double input = 2 * width + (prefix ? 2 : 4) * inner;
    const double convolution = 4 * inner;
    const double lows = 2 * inner + 2 * low;
    const double delta = 2 * low + 2 * inner;
    const double scan = (prefix ? 4 : 8) * inner;
    const double output = prefix ? 0 : 2 * inner + 8 * width;
    const double weights =
        2 * (2 * width * inner + low * inner + mamba.dtRank * inner + (prefix ? 0 : inner * width));
    return weights + tokens * (norm + input + convolution + lows + delta + scan + output);
}

Work workOf(const NetworkConfig& config, std::string_view stage) {
    const StageCosts costs = stageCosts(config);
    const auto& mamba = config.sequence;
    const double gaussians = config.gaussianCount();
    if (stage == "tokenizer") {
        return tokenizerWork(config);
    }
    if (stage == "prefix") {
        const double affine =
            2.0 * mamba.width * config.tokenizer.width + 4.0 * config.prefixTokens() * mamba.width;
        return {costs.prefix,
                mamba.depth * (affine + mixerBytes(config, config.prefixTokens(), true))};
    }
    if (stage == "stem") { // the picture, the stem tokens twice, the table, the Gaussian tokens
        return {costs.stem, 16.0 * config.stem.imageSize * config.stem.imageSize +
                                gaussians * mamba.width * (2 + 2 + 4)};
    }
    if (stage == "decoder") {
        const double width = config.decoder.width;
        return {costs.decoder, gaussians * (4.0 * mamba.width + 4 * mamba.width + 16 * width +
                                            8 * NetworkOutput::kRowLength)};
    }
    return {mamba.depth * costs.block, mamba.depth * mixerBytes(config, gaussians, false)};
}

/// Medians by stage; the blocks as their sum.
std::vector<StageTime> medianStages(CudaEngine<Bf16>& engine, int rounds) {
    std::vector<std::vector<StageTime>> runs;
    for (int round = 0; round < 2 * rounds; ++round) {
        auto times = engine.timeStages();
        if (round >= rounds) {
            runs.push_back(std::move(times));
        }
    }
    std::vector<StageTime> stages;
    for (std::size_t i = 0; i < runs.front().size(); ++i) {
        std::vector<double> times;
        for (const auto& run : runs) {
            times.push_back(run[i].milliseconds);
        }
        const bool block = runs.front()[i].stage.starts_with("block");
        if (block && stages.back().stage == "sequence") {
            stages.back().milliseconds += median(times);
        } else {
            stages.push_back({block ? "sequence" : runs.front()[i].stage, median(times)});
        }
    }
    return stages;
}

/// Medians of the whole pass on the GPU, and of run() from host to host, milliseconds.
struct PassTimes {
    double pass = 0;
    double hostToHost = 0;
};

template <typename T>
PassTimes medianPass(CudaEngine<T>& engine, const NetworkInput& input, int rounds,
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

/// Pictures a second from host to host, of many.
double throughput(CudaEngine<Bf16>& engine, const NetworkInput& input, int count,
                  const Progress& progress) {
    using Clock = std::chrono::steady_clock;
    int left = 0;
    const auto next = [&]() -> std::optional<NetworkInput> {
        return left-- > 0 ? std::optional(input) : std::nullopt;
    };
    double seconds = 0;
    for (const bool warm : {false, true}) {
        left = warm ? count : 3;
        const auto start = Clock::now();
        engine.runMany(
            next, [](NetworkOutput&&) {}, progress);
        seconds = std::chrono::duration<double>(Clock::now() - start).count();
    }
    return count / seconds;
}

/// Bytes of the GPU that no program has.
std::size_t freeMemory() {
    std::size_t free = 0;
    std::size_t total = 0;
    cuda::check(cudaMemGetInfo(&free, &total), "measuring");
    return free;
}

/// The GPU that is measured, which the calling thread speaks to from now on. @throws Error(kDevice)
CudaDevice requireDevice() {
    const CudaDevice device = cudaDevice();
    if (!device.usable) {
        throw Error(ErrorKind::kDevice,
                    fmt::format("the CUDA engine cannot run because {}; nothing was measured",
                                device.reason));
    }
    cuda::check(cudaSetDevice(device.number), "measuring");
    return device;
}

std::vector<StageTime> printStages(CudaEngine<Bf16>& engine, int rounds, const CudaRates& rates,
                                   const PrintLine& print) {
    print(fmt::format("  {:<10} {:>9} {:>11} {:>11} {:>6}", "stage", "ms", "products ms",
                      "memory ms", "ratio"));
    auto stages = medianStages(engine, rounds);
    for (const StageTime& stage : stages) {
        const Work work = workOf(engine.config(), stage.stage);
        const double products = work.operations / rates.bf16 * 1000;
        const double memory = work.bytes / rates.copy * 1000;
        print(fmt::format("  {:<10} {:9.3f} {:11.3f} {:11.3f} {:6.2f}", stage.stage,
                          stage.milliseconds, products, memory,
                          stage.milliseconds / std::max(products, memory)));
    }
    return stages;
}

} // namespace

CudaRates printCudaRates(const PrintLine& print) {
    const CudaDevice device = requireDevice();
    cuda::Context context(device.number);
    const cuda::Rates rates = cuda::measureRates(context);
    print(fmt::format("{}: bf16 products {:.0f} TFLOP/s, copies {:.0f} GB/s read and written",
                      device.name, rates.bf16 / 1e12, rates.copy / 1e9));
    return {rates.bf16, rates.copy};
}

BenchReport::Network benchCudaEngine(std::string_view title, const TensorSource& source, int rounds,
                                     const CudaRates& rates, const PrintLine& print,
                                     const Progress& progress) {
    constexpr int kPictures = 64;
    const CudaDevice device = requireDevice();
    const std::size_t freeBefore = freeMemory();
    CudaEngine<Bf16> engine(source, device.name, device.number);
    const auto picture = pattern(std::size_t{3} * 512 * 512);
    print(fmt::format("{}: {} Gaussians, {}", title, source.config.gaussianCount(),
                      engine.deviceName()));
    BenchReport::Network report;
    report.title = title;
    report.gaussians = source.config.gaussianCount();
    report.flop = stageCosts(source.config).unpruned;
    report.device = engine.deviceName();
    report.flopPerSecond = rates.bf16;
    const bool estimates = source.config.sequence.cameraToken && source.config.sequence.poseHead;
    for (const bool known : {true, false}) {
        if (!known && !estimates) {
            break;
        }
        const NetworkInput input{.rgb = picture.data(), .elevationKnown = known};
        const PassTimes times = medianPass(engine, input, rounds, progress);
        report.seconds = known ? times.pass / 1000 : report.seconds;
        print(fmt::format("  elevation {}: whole pass {:.3f} ms, host to host {:.3f} ms (medians "
                          "of {}); of {} pictures {:.0f} a second",
                          known ? "given" : "estimated", times.pass, times.hostToHost, rounds,
                          kPictures, throughput(engine, input, kPictures, progress)));
    }
    NetworkOutput output;
    engine.run({.rgb = picture.data()}, output, progress);
    report.stages = printStages(engine, rounds, rates, print);
    // The driver's count has the library's own memory and the graphs in it, and other programs'.
    print(fmt::format("  device memory {:.0f} MB, {:.0f} MB as the driver counts",
                      static_cast<double>(output.peakBytes) / 1e6,
                      (static_cast<double>(freeBefore) - static_cast<double>(freeMemory())) / 1e6));
    report.peakBytes = output.peakBytes;
    report.ratio = report.seconds * rates.bf16 / report.flop;
    return report;
}

void benchCudaPrecisions(const TensorSource& source, int rounds, const PrintLine& print,
                         const Progress& progress) {
    const auto picture = pattern(std::size_t{3} * 512 * 512);
    const NetworkInput input{.rgb = picture.data()};
    const auto measure = [&](auto&& engine) {
        const PassTimes times = medianPass(engine, input, rounds, progress);
        NetworkOutput output;
        engine.run(input, output, progress);
        print(fmt::format("  {}: whole pass {:.3f} ms, device memory {:.0f} MB",
                          engine.deviceName(), times.pass,
                          static_cast<double>(output.peakBytes) / 1e6));
    };
    const CudaDevice device = requireDevice();
    measure(CudaEngine<cuda::Fp16>(source, device.name, device.number));
    measure(CudaEngine<float>(source, device.name, device.number, true));
    measure(CudaEngine<float>(source, device.name, device.number));
}

BenchReport::Tokens benchCudaTokens(const TensorSource& source, int rounds,
                                    const PrintLine& print) {
    const CudaDevice device = requireDevice();
    CudaEngine<Bf16> engine(source, device.name, device.number);
    double milliseconds = 0;
    for (const StageTime& stage : medianStages(engine, rounds)) {
        const bool perToken = stage.stage != "tokenizer" && stage.stage != "prefix";
        milliseconds += perToken ? stage.milliseconds : 0;
    }
    const int count = source.config.gaussianCount();
    print(fmt::format("  {:6} tokens {:9.3f} ms {:7.3f} us per 1000 tokens", count, milliseconds,
                      milliseconds * 1e6 / count));
    return {count, milliseconds};
}

} // namespace gambade
