#include "reconstruction/bench.h"
#include "reconstruction/bench_weights.h"
#include "reconstruction/cuda/cuda_bench.h"

#include <algorithm>
#include <fmt/format.h>

namespace gambade {

BenchReport runCudaBench(const BenchOptions& options,
                         const std::function<void(std::string_view line)>& print,
                         const Progress& progress) {
    BenchReport report;
    const int rounds = options.rounds.value_or(100);
    const Progress quiet(nullptr, progress.stopToken());
    progress.update("GPU", 0.0);
    const CudaRates rates = printCudaRates(print);
    progress.update("default model", 0.1);
    if (options.model) {
        const Weights weights(*options.model);
        report.networks.push_back(
            benchCudaEngine(weights.name(), tensorsOf(weights), rounds, rates, print, quiet));
    } else {
        report.networks.push_back(benchCudaEngine("default model's sizes, made-up weights",
                                                  madeUpWeights(defaultModelConfig(), true), rounds,
                                                  rates, print, quiet));
    }
    progress.update("published size", 0.3);
    for (const bool unitSpacedDecay : {true, false}) {
        report.networks.push_back(benchCudaEngine(
            fmt::format("published size, made-up weights, {}",
                        unitSpacedDecay ? "A = -(n+1)" : "any A"),
            madeUpWeights(NetworkConfig(), unitSpacedDecay), rounds, rates, print, quiet));
    }
    progress.update("precisions", 0.6);
    print("published size, made-up weights, any A, in other precisions");
    benchCudaPrecisions(madeUpWeights(NetworkConfig(), false), std::min(rounds, 20), print, quiet);
    progress.update("token counts", 0.7);
    print("Gaussian tokens (the default model's sizes, made-up weights; stem, blocks and decoder)");
    for (const int grid : {32, 64, 128, 256}) {
        NetworkConfig config = defaultModelConfig();
        config.stem.imageSize = grid * config.stem.patchSize;
        progress.throwIfCancelled();
        report.tokens.push_back(
            benchCudaTokens(madeUpWeights(config, true), std::min(rounds, 20), print));
    }
    progress.update("token counts", 1.0);
    return report;
}

} // namespace gambade
