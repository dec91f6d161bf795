#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/output_files.h"
#include "app/cli/progress_bar.h"
#include "app/cli/write_options.h"
#include "splats/format.h"

#include <memory>

namespace gambade::cli {

void addConvert(CLI::App& app, Run& run) {
    struct Options {
        std::filesystem::path input;
        std::filesystem::path output;
        WriteOptions write;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("convert", "Read splats of any known format, write another");
    command->add_option("IN", options->input, "Splat file")->required();
    command->add_option("OUT", options->output, "File to write; its extension decides the format")
        ->required();
    addWriteOptions(*command, options->write);
    command->callback([options, &run] {
        run = [options](std::stop_token stop) {
            requireSplatFile(options->output);
            ProgressBar bar(options->input.filename().string());
            const Progress progress = bar.progress(stop);
            const GaussianCloud cloud = readSplats(options->input, progress.part(0.0, 0.5));
            writeSplats(cloud, options->output, options->write, progress.part(0.5, 1.0));
            return kSuccess;
        };
    });
}

} // namespace gambade::cli
