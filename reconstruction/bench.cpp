#include "reconstruction/bench.h"

#include "reconstruction/cpu/cpu_engine.h"
#include "reconstruction/framing.h"
#include "reconstruction/sgemm_rate.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <fstream>
#include <omp.h>

namespace gambade {

namespace {

using Print = std::function<void(std::string_view)>;

/// The sizes of the model that ships.
NetworkConfig defaultSizes() {
    NetworkConfig config;
    config.tokenizer = {252, 14, 384, 12, 6, 1536, 4, 18};
    config.stem = {256, 4};
    config.sequence = {384, 10, 768, 16, 4, 24, true, 128, true};
    config.decoder.position = NetworkConfig::Decoder::Position::kRay;
    config.decoder.rotation = NetworkConfig::Decoder::Rotation::kFree;
    config.decoder.rayOffsets = {0.35, 0.12, -0.12, -0.35};
    return config;
}

std::vector<float> madeUpTensor(const TensorSpec& spec, bool unitSpacedDecay) {
    std::int64_t count = 1;
    for (const auto size : spec.shape) {
        count *= size;
    }
    const double fanIn = static_cast<double>(count) / static_cast<double>(spec.shape.front());
    const auto endsWith = [&](std::string_view end) { return spec.name.ends_with(end); };
    const bool norm = endsWith("weight") && spec.name.find("norm") != std::string::npos;
    std::vector<float> values(static_cast<std::size_t>(count));
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < values.size(); ++i) {
        state = state * 1664525U + 1013904223U;
        const double random = state / 2147483648.0 - 1;
        double value = std::sqrt(3 / fanIn) * random;
        if (endsWith("A_log")) {
            const auto states = static_cast<std::size_t>(spec.shape.back());
            value = std::log(static_cast<double>(i % states) + 1) +
                    (unitSpacedDecay ? 0 : 0.1 * random);
        } else if (endsWith("dt_proj.bias")) {
            value = -4 + 2 * random;
        } else if (norm || endsWith("D")) {
            value = 1;
        } else if (endsWith("bias")) {
            value = 0.05 * random;
        }
        values[i] = static_cast<float>(value);
    }
    return values;
}

TensorSource madeUpWeights(const NetworkConfig& config, bool unitSpacedDecay) {
    return {config,
            [specs = requiredTensors(config), unitSpacedDecay](std::string_view name) {
                const auto spec = std::find_if(specs.begin(), specs.end(),
                                               [&](const auto& each) { return each.name == name; });
                return madeUpTensor(*spec, unitSpacedDecay);
            },
            [](std::string_view) { return DType::kF32; }};
}

/// A picture with alpha: a shaded disc.
Photo discPhoto() {
    Photo photo;
    photo.image.width = kFramedSize;
    photo.image.height = kFramedSize;
    photo.hasAlpha = true;
    photo.format = "PNG";
    for (int y = 0; y < kFramedSize; ++y) {
        for (int x = 0; x < kFramedSize; ++x) {
            const bool inside = std::hypot(x - 256, y - 256) < 200;
            for (const int value : {x / 2, y / 2, 128, inside ? 255 : 0}) {
                photo.image.rgba.push_back(static_cast<std::uint8_t>(value));
            }
        }
    }
    return photo;
}

/// Peak resident memory since the last reset, bytes; 0 where the system does not say.
double peakMemory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::stod(line.substr(6)) * 1024;
        }
    }
    return 0;
}

void resetPeakMemory() {
    std::ofstream("/proc/self/clear_refs") << "5";
}

struct Measurement {
    double seconds = 0;
    NetworkOutput output;
};

/// One picture with alpha, from its pixels to its Gaussians.
Measurement measure(Engine& engine, const Photo& photo, const Progress& progress) {
    using Clock = std::chrono::steady_clock;
    Measurement measurement;
    const auto start = Clock::now();
    MatteOptions options;
    options.mode = BackgroundMode::kAlpha;
    const FramedImage image = frameObject(photo, extractForeground(photo, options), {});
    NetworkInput input;
    input.rgb = image.rgb.data();
    input.size = kFramedSize;
    engine.run(input, measurement.output, progress);
    measurement.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return measurement;
}

void printStages(const Measurement& best, const Print& print) {
    double blocks = 0;
    int blockCount = 0;
    for (const auto& [stage, milliseconds] : best.output.stages) {
        if (stage.starts_with("block")) {
            blocks += milliseconds;
            ++blockCount;
        } else {
            print(fmt::format("  {:<10} {:8.1f} ms", stage, milliseconds));
        }
    }
    print(fmt::format("  {:<10} {:8.1f} ms ({} blocks of {:.1f} ms)", "sequence", blocks,
                      blockCount, blocks / blockCount));
}

std::string rateText(const SgemmRates& rates) {
    return fmt::format("oneDNN {:.0f}, OpenBLAS {} GFLOP/s", rates.oneDnn / 1e9,
                       rates.openBlas ? fmt::format("{:.0f}", *rates.openBlas / 1e9)
                                      : "not installed");
}

/// Rounds of: the matrix products, then the network, so that both see the same machine.
BenchReport::Network benchNetwork(std::string_view title, const TensorSource& source,
                                  const BenchOptions& options, int threads, const Print& print,
                                  const Progress& progress) {
    resetPeakMemory();
    CpuEngine engine(source, threads);
    const double work = stageCosts(source.config).unpruned;
    print(fmt::format("{}: {} Gaussians, {:.0f} GFLOP, {}", title, source.config.gaussianCount(),
                      work / 1e9, engine.deviceName()));
    const Photo photo = discPhoto();
    measure(engine, photo, progress); // wakes caches and threads
    const double peak = peakMemory();
    Measurement best;
    double bestRate = 0;
    for (int round = 0; round < options.rounds; ++round) {
        const SgemmRates rates = measureSgemm(threads);
        Measurement now = measure(engine, photo, progress);
        const double ratio = now.seconds * rates.better() / work;
        print(fmt::format("  round {}: {:.2f} s; sgemm {}; ratio {:.2f}", round + 1, now.seconds,
                          rateText(rates), ratio));
        bestRate = std::max(bestRate, rates.better());
        if (round == 0 || now.seconds < best.seconds) {
            best = std::move(now);
        }
    }
    // The best of both sides: a round in which other work slowed only the products would flatter.
    print(fmt::format("  best {:.2f} s, {:.2f} times {:.0f} GFLOP at the best sgemm rate",
                      best.seconds, best.seconds * bestRate / work, work / 1e9));
    printStages(best, print);
    print(fmt::format("  peak memory {:.0f} MB", peak / 1e6));
    return {.title = std::string(title),
            .gaussians = source.config.gaussianCount(),
            .flop = work,
            .device = std::string(engine.deviceName()),
            .seconds = best.seconds,
            .flopPerSecond = bestRate,
            .ratio = best.seconds * bestRate / work,
            .stages = std::move(best.output.stages),
            .peakBytes = static_cast<std::size_t>(peak)};
}

std::vector<BenchReport::Tokens> benchTokens(int threads, int rounds, const Print& print,
                                             const Progress& progress) {
    std::vector<BenchReport::Tokens> measured;
    print("Gaussian tokens (the default model's sizes, made-up weights; stem, blocks and decoder)");
    const Photo photo = discPhoto();
    for (const int grid : {32, 64, 128}) {
        NetworkConfig config = defaultSizes();
        config.stem.imageSize = grid * config.stem.patchSize;
        CpuEngine engine(madeUpWeights(config, true), threads);
        double best = 0;
        for (int round = 0; round < rounds; ++round) {
            double milliseconds = 0;
            for (const auto& time : measure(engine, photo, progress).output.stages) {
                const bool perToken = time.stage != "tokenizer" && time.stage != "prefix";
                milliseconds += perToken ? time.milliseconds : 0;
            }
            best = round == 0 ? milliseconds : std::min(best, milliseconds);
        }
        print(fmt::format("  {:6} tokens {:8.1f} ms {:6.1f} us a token", config.gaussianCount(),
                          best, best * 1000 / config.gaussianCount()));
        measured.push_back({config.gaussianCount(), best});
    }
    return measured;
}

} // namespace

BenchReport runBench(const BenchOptions& options, const Print& print, const Progress& progress) {
    BenchReport report;
    const int threads = options.threads > 0 ? options.threads : omp_get_num_procs();
    // Each run would start its progress anew.
    const Progress quiet(nullptr, progress.stopToken());
    progress.update("default model", 0.0);
    if (options.model) {
        const Weights weights(*options.model);
        report.networks.push_back(
            benchNetwork(weights.name(), tensorsOf(weights), options, threads, print, quiet));
    } else {
        report.networks.push_back(benchNetwork("default model's sizes, made-up weights",
                                               madeUpWeights(defaultSizes(), true), options,
                                               threads, print, quiet));
    }
    progress.update("published size", 0.2);
    report.networks.push_back(benchNetwork("published size, made-up weights",
                                           madeUpWeights(NetworkConfig(), false), options, threads,
                                           print, quiet));
    progress.update("token counts", 0.7);
    report.tokens = benchTokens(threads, options.rounds, print, quiet);
    progress.update("token counts", 1.0);
    return report;
}

} // namespace gambade
