#include "reconstruction/bench.h"

#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/progress_bar.h"

#include <cstdio>
#include <fmt/core.h>
#include <memory>

namespace gambade::cli {

void addBench(CLI::App& app, Request& request) {
    auto options = std::make_shared<BenchOptions>();
    CLI::App* command =
        app.add_subcommand("bench", "Measure the network on this machine, stage by stage");
    command->add_option("--model", options->model,
                        "Weights file to measure (default: made-up weights of the default sizes)");
    command->add_option("--threads", options->threads, "0: all cores")
        ->check(CLI::Range(0, 1024))
        ->capture_default_str();
    command->add_option("--rounds", options->rounds, "Repetitions; the best counts")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    command->callback([options, &request] {
        request.run = [options](std::stop_token stop) {
            ProgressBar bar("bench");
            const auto print = [](std::string_view line) {
                fmt::print("{}\n", line);
                std::fflush(stdout);
            };
            runBench(*options, print, bar.progress(stop));
            return kSuccess;
        };
    });
}

} // namespace gambade::cli
