#include "reconstruction/bench.h"

#include "reconstruction/bench_weights.h"
#include "reconstruction/cpu/cpu_engine.h"
#include "reconstruction/framing.h"
#include "reconstruction/sgemm_rate.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <omp.h>

namespace gambade {

namespace {

using Print = std::function<void(std::string_view)>;

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

int cpuRounds(const BenchOptions& options) {
    return options.rounds.value_or(3);
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
    for (int round = 0; round < cpuRounds(options); ++round) {
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
        NetworkConfig config = defaultModelConfig();
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
                                               madeUpWeights(defaultModelConfig(), true), options,
                                               threads, print, quiet));
    }
    progress.update("published size", 0.2);
    report.networks.push_back(benchNetwork("published size, made-up weights",
                                           madeUpWeights(NetworkConfig(), false), options, threads,
                                           print, quiet));
    progress.update("token counts", 0.7);
    report.tokens = benchTokens(threads, cpuRounds(options), print, quiet);
    progress.update("token counts", 1.0);
    return report;
}

} // namespace gambade
