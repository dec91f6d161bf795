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
    int threads = 0; ///< 0: all cores
    int rounds = 3;  ///< each measures the matrix products and the networks anew
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

} // namespace gambade
