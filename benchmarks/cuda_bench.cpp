// `gambade bench --device cuda` with no more libraries than the CUDA tests need:
//   cuda_bench [MODEL [ROUNDS]]

#include "reconstruction/bench.h"
#include "splats/error.h"

#include <cstdio>
#include <cstdlib>
#include <fmt/core.h>

int main(int argumentCount, char** arguments) {
    gambade::BenchOptions options;
    if (argumentCount > 1) {
        options.model = arguments[1];
    }
    if (argumentCount > 2) {
        options.rounds = std::atoi(arguments[2]);
    }
    try {
        gambade::runCudaBench(options, [](std::string_view line) {
            fmt::print("{}\n", line);
            std::fflush(stdout);
        });
    } catch (const gambade::Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
