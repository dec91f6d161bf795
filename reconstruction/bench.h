#pragma once

#include "reconstruction/engine.h"
#include "splats/progress.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gambade {

struct BenchOptions {
    /// The model measured as the default one; none: made-up weights of the default model's sizes.
    std::optional<std::filesystem::path> model;
    int threads = 0; ///< of the CPU engine; 0: all cores
    /// Repetitions: on the CPU each measures the matrix products and the networks anew and the best
    /// counts (none: 3), on the GPU the median counts (none: 100).
    std::optional<int> rounds;
};

/// What was measured; times are of the best round.
struct BenchReport {
    /// A picture with alpha through one network.
    struct Network {
        std::string title;
        int gaussians = 0;
        double flop = 0; ///< of the network as published, see StageCosts::unpruned
        std::string device;
        double seconds = 0;
        double flopPerSecond = 0; ///< of the better matrix library
        double ratio = 0;         ///< of `seconds` to what `flop` takes at that rate
        std::vector<StageTime> stages;
        std::size_t peakBytes = 0;
    };
    std::vector<Network> networks; ///< the default model, the published size
    struct Tokens {
        int count = 0;
        double milliseconds = 0;
    };
    std::vector<Tokens> tokens;
};

/// Measures the CPU engine and prints, line by line: the rates of the matrix libraries, the default
/// model and the published size by stage, the latter's ratio to what its 917 GFLOP take at the
/// better rate, how time grows with the number of Gaussian tokens, and peak memory.
/// @throws Error(kModel), Error(kDevice); Cancelled
BenchReport runBench(const BenchOptions& options,
                     const std::function<void(std::string_view line)>& print,
                     const Progress& progress = {});

/// Measures the CUDA engine and prints: the GPU's own rates, both sizes by stage beside the floors
/// that those rates set, pictures a second, how time grows with the number of Gaussian tokens, and
/// device memory. Of the report, `seconds` are the GPU's own for the whole network, with the
/// elevation given, and `flopPerSecond` those of a large bf16 product.
/// @throws Error(kModel), Error(kDevice); Cancelled
BenchReport runCudaBench(const BenchOptions& options,
                         const std::function<void(std::string_view line)>& print,
                         const Progress& progress = {});

} // namespace gambade
