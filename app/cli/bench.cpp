#include "reconstruction/bench.h"

#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/json_output.h"
#include "app/cli/option_checks.h"
#include "app/cli/output_files.h"
#include "app/cli/progress_bar.h"

#include <fmt/core.h>
#include <map>
#include <memory>

namespace gambade::cli {
namespace {

Json fields(const BenchReport& report) {
    Json networks = Json::array();
    for (const BenchReport::Network& network : report.networks) {
        Json stages = Json::object();
        for (const StageTime& stage : network.stages) {
            stages[stage.stage] = stage.milliseconds;
        }
        networks.push_back({{"title", network.title},
                            {"gaussians", network.gaussians},
                            {"gflop", network.flop / 1e9},
                            {"device", network.device},
                            {"seconds", network.seconds},
                            {"gflop_per_second", network.flopPerSecond / 1e9},
                            {"ratio", network.ratio},
                            {"stage_milliseconds", std::move(stages)},
                            {"peak_bytes", network.peakBytes}});
    }
    Json tokens = Json::array();
    for (const BenchReport::Tokens& each : report.tokens) {
        tokens.push_back({{"count", each.count}, {"milliseconds", each.milliseconds}});
    }
    return {{"networks", std::move(networks)}, {"tokens", std::move(tokens)}};
}

} // namespace

void addBench(CLI::App& app, Request& request) {
    auto options = std::make_shared<BenchOptions>();
    auto onCuda = std::make_shared<bool>(false);
    CLI::App* command =
        app.add_subcommand("bench", "Measure the network on this machine, stage by stage");
    command
        ->add_option("--model", options->model,
                     "Weights file to measure (default: made-up weights of the default sizes)")
        ->type_name("FILE");
    command->add_option("--threads", options->threads, "0 (default): all cores")
        ->check(CLI::Range(0, 1024))
        ->option_text("N");
    command
        ->add_option("--rounds", options->rounds,
                     "Repetitions (default: 3, of which the best counts; on the GPU 100, of which "
                     "the median does)")
        ->check(CLI::Range(1, 1000))
        ->option_text("N");
    static const std::map<std::string, bool> kDevices{{"cpu", false}, {"cuda", true}};
    command->add_option("--device", *onCuda, "cpu (default) or cuda")
        ->transform(oneOf(kDevices))
        ->option_text("cpu|cuda");
    addJson(*command, request, "bench --rounds 5",
            "networks (of each: title, gaussians, gflop, device, seconds, gflop_per_second of the\n"
            "  better matrix library or of the GPU, ratio of seconds to what gflop takes at that "
            "rate,\n"
            "  stage_milliseconds, peak_bytes), tokens (of each: count, milliseconds)");
    command->callback([options, onCuda, &request] {
        request.run = [options, onCuda, &request](std::stop_token stop) {
            BenchReport report;
            {
                ProgressBar bar("bench");
                const auto print = [&](std::string_view line) {
                    if (!request.json) {
                        fmt::print("{}\n", line);
                        flushOutput();
                    }
                };
                report = (*onCuda ? runCudaBench : runBench)(*options, print, bar.progress(stop));
            }
            if (request.json) {
                printJson(fields(report));
            }
            return kSuccess;
        };
    });
}

} // namespace gambade::cli
