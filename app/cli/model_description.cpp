#include "app/cli/model_description.h"

#include "reconstruction/safetensors.h"
#include "reconstruction/weights.h"
#include "splats/printable.h"

#include <fmt/format.h>
#include <iterator>

namespace gambade::cli {

bool looksLikeModel(std::span<const std::byte> bytes) {
    // safetensors: a little-endian u64 header length, then the JSON header. A checkpoint is named
    // when it is read as a model.
    const bool safetensors = bytes.size() > 9 && bytes[8] == std::byte{'{'} &&
                             bytes[6] == std::byte{0} && bytes[7] == std::byte{0};
    return safetensors || isPyTorchCheckpoint(bytes);
}

Description describeModel(const std::filesystem::path& path, const Progress& progress) {
    const Weights weights(path);
    const NetworkConfig& config = weights.config();
    Description description;
    description.fields = {
        {"file", path.string()},
        {"kind", "model"},
        {"name", weights.name()},
        {"parameters", weights.parameterCount()},
        {"gaussians", config.gaussianCount()},
        {"tokenizer",
         {{"width", config.tokenizer.width},
          {"depth", config.tokenizer.depth},
          {"patch_size", config.tokenizer.patchSize},
          {"image_size", config.tokenizer.imageSize}}},
        {"sequence",
         {{"width", config.sequence.width},
          {"depth", config.sequence.depth},
          {"prefix_tokens", config.prefixTokens()},
          {"camera_token", config.sequence.cameraToken},
          {"pose_head", config.sequence.poseHead},
          {"field_of_view_head", config.sequence.fieldOfViewHead},
          {"image_features", config.sequence.imageFeatures}}},
        {"metadata", Json::object()},
        {"sha256", weights.sha256(progress)},
    };
    std::string& text = description.text;
    const auto line = std::back_inserter(text);
    fmt::format_to(line, "{}: {}\n", escaped(path.string()), escaped(weights.name()));
    fmt::format_to(line, "  {:.1f} M parameters, {} Gaussians\n",
                   static_cast<double>(weights.parameterCount()) / 1e6, config.gaussianCount());
    fmt::format_to(line, "  tokenizer ViT {} wide, {} deep, patch {}, input {}²\n",
                   config.tokenizer.width, config.tokenizer.depth, config.tokenizer.patchSize,
                   config.tokenizer.imageSize);
    fmt::format_to(line, "  {} Mamba blocks {} wide, {} tokens in front{}{}\n",
                   config.sequence.depth, config.sequence.width, config.prefixTokens(),
                   config.sequence.cameraToken ? ", camera token" : "",
                   config.sequence.imageFeatures ? ", image features" : "");
    if (config.sequence.poseHead) {
        fmt::format_to(line, "  estimates the camera's elevation{}\n",
                       config.sequence.fieldOfViewHead ? " and the field of view" : "");
    }
    for (const auto& [key, value] : weights.metadata()) {
        if (key != kConfigKey) {
            description.fields["metadata"][key] = value;
            fmt::format_to(line, "  {}: {}\n", escaped(key), escaped(value));
        }
    }
    fmt::format_to(line, "  sha256 {}\n", weights.sha256());
    return description;
}

} // namespace gambade::cli
