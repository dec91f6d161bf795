// Times of the CUDA engine, stage by stage: cuda_bench [MODEL]. Without a model the published size
// alone is measured, with weights by formula.

#include "reconstruction/cuda/cuda_bench.h"
#include "formula_source.h"
#include "splats/error.h"

#include <cstdio>
#include <fmt/core.h>

int main(int argumentCount, char** arguments) {
    using namespace gambade;
    constexpr int kRounds = 100;
    const auto print = [](std::string_view line) {
        fmt::print("{}\n", line);
        std::fflush(stdout);
    };
    try {
        const double rate = printCudaRates(print);
        if (argumentCount > 1) {
            const Weights weights(arguments[1]);
            benchCudaEngine(weights.name(), tensorsOf(weights), kRounds, rate, print);
        }
        benchCudaEngine("published size", formulaSource(NetworkConfig()), kRounds, rate, print);
    } catch (const Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
