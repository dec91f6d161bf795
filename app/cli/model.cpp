#include "app/cli/commands.h"
#include "app/cli/describe_model.h"
#include "app/cli/exit_codes.h"
#include "app/cli/output_files.h"
#include "app/cli/progress_bar.h"
#include "reconstruction/checkpoint.h"
#include "reconstruction/reconstructor.h"

#include <array>
#include <fmt/core.h>
#include <memory>

namespace gambade::cli {

bool looksLikeModel(std::span<const std::byte> bytes) {
    // safetensors: a little-endian u64 header length, then the JSON header.
    return bytes.size() > 9 && bytes[8] == std::byte{'{'} && bytes[6] == std::byte{0} &&
           bytes[7] == std::byte{0};
}

void describeModel(const std::filesystem::path& path) {
    const Weights weights(path);
    const NetworkConfig& config = weights.config();
    fmt::print("{}: {}\n", path.string(), weights.name());
    fmt::print("  {:.1f} M parameters, {} Gaussians\n",
               static_cast<double>(weights.parameterCount()) / 1e6, config.gaussianCount());
    fmt::print("  tokenizer ViT {} wide, {} deep, patch {}, input {}²\n", config.tokenizer.width,
               config.tokenizer.depth, config.tokenizer.patchSize, config.tokenizer.imageSize);
    fmt::print("  {} Mamba blocks {} wide, {} tokens in front{}\n", config.sequence.depth,
               config.sequence.width, config.prefixTokens(),
               config.sequence.cameraToken ? ", camera token" : "");
    for (const auto& [key, value] : weights.metadata()) {
        if (key != "gambade.config") {
            fmt::print("  {}: {}\n", key, value);
        }
    }
    fmt::print("  sha256 {}\n", weights.sha256());
}

void addModel(CLI::App& app, Run& run) {
    CLI::App* command = app.add_subcommand("model", "Import and describe weights files");
    command->require_subcommand(1);

    struct Import {
        std::filesystem::path checkpoint;
        std::filesystem::path output;
    };
    auto import = std::make_shared<Import>();
    CLI::App* importCommand = command->add_subcommand(
        "import", "Convert a PyTorch checkpoint (.pth) to safetensors; nothing in it is executed");
    importCommand->add_option("CHECKPOINT", import->checkpoint, ".pth file")->required();
    importCommand->add_option("-o,--output", import->output, ".safetensors to write")->required();
    importCommand->callback([import, &run] {
        run = [import](std::stop_token stop) {
            requireExtension(import->output, std::array<std::string_view, 1>{".safetensors"});
            {
                ProgressBar bar(import->checkpoint.filename().string());
                importCheckpoint(import->checkpoint, import->output, bar.progress(stop));
            }
            fmt::print("written to {}\n", import->output.string());
            return kSuccess;
        };
    });

    auto path = std::make_shared<std::filesystem::path>();
    CLI::App* infoCommand = command->add_subcommand("info", "Describe a weights file");
    infoCommand->add_option("FILE", *path, "Weights file (default: the one shipped)");
    infoCommand->callback([path, &run] {
        run = [path](std::stop_token) {
            describeModel(path->empty() ? findDefaultModel() : *path);
            return kSuccess;
        };
    });
}

} // namespace gambade::cli
