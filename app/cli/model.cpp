#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/model_description.h"
#include "app/cli/output_files.h"
#include "app/cli/progress_bar.h"
#include "reconstruction/checkpoint.h"
#include "reconstruction/reconstructor.h"
#include "splats/printable.h"

#include <array>
#include <fmt/core.h>
#include <memory>

namespace gambade::cli {
namespace {

void addImport(CLI::App& model, Request& request) {
    struct Options {
        std::filesystem::path checkpoint;
        std::filesystem::path output;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command = model.add_subcommand(
        "import", "Convert a PyTorch checkpoint (.pth) to safetensors; nothing in it is executed");
    command->add_option("CHECKPOINT", options->checkpoint, ".pth file")->required()->type_name("");
    command->add_option("-o,--output", options->output, ".safetensors to write")
        ->required()
        ->type_name("FILE");
    addJson(*command, request, "model import gamba_ep399.pth -o gamba.safetensors",
            "checkpoint, output");
    command->callback([options, &request] {
        request.run = [options, &request](std::stop_token stop) {
            requireExtension(options->output, std::array<std::string_view, 1>{".safetensors"});
            requireWritable(options->output);
            {
                ProgressBar bar(options->checkpoint.filename().string());
                importCheckpoint(options->checkpoint, options->output, bar.progress(stop));
            }
            if (request.json) {
                printJson({{"checkpoint", options->checkpoint.string()},
                           {"output", options->output.string()}});
            } else {
                fmt::print("written to {}\n", escaped(options->output.string()));
            }
            return kSuccess;
        };
    });
}

void addDescription(CLI::App& model, Request& request) {
    auto path = std::make_shared<std::filesystem::path>();
    CLI::App* command = model.add_subcommand("info", "Describe a weights file");
    command->add_option("FILE", *path, "Weights file (default: the one shipped)")->type_name("");
    addJson(*command, request, "model info gamba.safetensors",
            "file, kind (model), name, parameters, gaussians, tokenizer (width, depth,\n"
            "  patch_size, image_size), sequence (width, depth, prefix_tokens, camera_token,\n"
            "  pose_head, field_of_view_head, image_features), metadata, sha256");
    command->callback([path, &request] {
        request.run = [path, &request](std::stop_token stop) {
            print(describeModel(path->empty() ? findDefaultModel() : *path, {nullptr, stop}),
                  request.json);
            return kSuccess;
        };
    });
}

} // namespace

void addModel(CLI::App& app, Request& request) {
    CLI::App* command = app.add_subcommand("model", "Import and describe weights files");
    command->require_subcommand(1);
    addImport(*command, request);
    addDescription(*command, request);
}

} // namespace gambade::cli
