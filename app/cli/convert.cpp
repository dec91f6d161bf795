#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/json_output.h"
#include "app/cli/output_files.h"
#include "app/cli/progress_bar.h"
#include "app/cli/write_options.h"
#include "splats/format.h"

#include <memory>

namespace gambade::cli {

void addConvert(CLI::App& app, Request& request) {
    struct Options {
        std::filesystem::path input;
        std::filesystem::path output;
        SplatWriteOptions write;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("convert", "Read splats of any known format, write another");
    command
        ->add_option("IN", options->input, "Splat file; the node transforms of a .glb are followed")
        ->required()
        ->type_name("");
    command->add_option("OUT", options->output, "File to write; its extension decides the format")
        ->required()
        ->type_name("");
    options->write.addTo(*command);
    addJson(*command, request, "convert scan.ply scan.spz", "input, output, splats");
    command->callback([options, &request] {
        request.run = [options, &request](std::stop_token stop) {
            requireSplatFile(options->output);
            options->write.requireMeaningFor(options->output);
            requireWritable(options->output);
            std::size_t splats = 0;
            {
                ProgressBar bar(options->input.filename().string());
                const Progress progress = bar.progress(stop);
                const GaussianCloud cloud = readSplats(options->input, progress.part(0.0, 0.5));
                writeSplats(cloud, options->output, options->write.values, progress.part(0.5, 1.0));
                splats = cloud.size();
            }
            if (request.json) {
                printJson({{"input", options->input.string()},
                           {"output", options->output.string()},
                           {"splats", splats}});
            }
            return kSuccess;
        };
    });
}

} // namespace gambade::cli
