#pragma once

#include "splats/progress.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

namespace gambade {

struct BenchOptions {
    /// The model measured as the default one; none: made-up weights of the default model's sizes.
    std::optional<std::filesystem::path> model;
    int threads = 0; ///< 0: all cores
    int rounds = 3;  ///< each measures the matrix products and the networks anew
};

/// Measures the CPU engine and prints, line by line: the rates of the matrix libraries, the default
/// model and the published size by stage, the latter's ratio to what its 917 GFLOP take at the
/// better rate, how time grows with the number of Gaussian tokens, and peak memory.
/// @throws Error(kModel), Error(kDevice); Cancelled
void runBench(const BenchOptions& options, const std::function<void(std::string_view line)>& print,
              const Progress& progress = {});

} // namespace gambade
