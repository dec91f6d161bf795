#include "reconstruction/checkpoint.h"

#include "reconstruction/digest.h"
#include "reconstruction/tensor_check.h"
#include "reconstruction/torch_archive.h"
#include "reconstruction/weights.h"

#include <algorithm>
#include <fmt/format.h>

namespace gambade {

namespace {

/// Time spent on the source's hash, as a fraction of the whole.
constexpr double kHashShare = 0.2;

/// Names in the output, by names in the checkpoint.
using Renaming = std::map<std::string, std::string>;

bool isTokenizer(const TorchArchive& archive) {
    return archive.tensors().contains("patch_embed.proj.weight");
}

/// The loss network and the constants travel in the checkpoints but are no part of the network.
bool isIgnored(const std::string& name) {
    return name.starts_with("lpips_loss.") || name == kCoordsBuffer || name == "mask_token";
}

Renaming chooseTensors(const TorchArchive& archive, bool tokenizer) {
    Renaming names;
    for (const auto& [name, tensor] : archive.tensors()) {
        if (!isIgnored(name)) {
            names.emplace(name, (tokenizer ? std::string(kTokenizerPrefix) : "") + name);
        }
    }
    return names;
}

std::vector<TensorSpec> neededTensors(const NetworkConfig& config, bool tokenizer) {
    std::vector<TensorSpec> specs = requiredTensors(config);
    if (tokenizer) {
        std::erase_if(
            specs, [](const TensorSpec& spec) { return !spec.name.starts_with(kTokenizerPrefix); });
    }
    return specs;
}

MetadataMap describe(const std::filesystem::path& checkpoint, const std::string& sha256,
                     const NetworkConfig& config, bool tokenizer) {
    MetadataMap metadata = {
        {std::string(kNameKey), checkpoint.stem().string()},
        {std::string(kSourceKey),
         fmt::format("{} (SHA-256 {})", checkpoint.filename().string(), sha256)},
    };
    if (tokenizer) {
        metadata.emplace(kContentsKey, kTokenizerContents);
        metadata.emplace(kLicenceKey, "DINOv2 (Meta AI): Apache License 2.0");
    } else {
        metadata.emplace(kConfigKey, config.toJson());
        metadata.emplace(kLicenceKey, "as published with the checkpoint that was imported");
    }
    return metadata;
}

} // namespace

void importCheckpoint(const std::filesystem::path& checkpoint, const std::filesystem::path& output,
                      const Progress& progress, const NetworkConfig& config) {
    constexpr std::string_view kStage = "importing weights";
    progress.update(kStage, 0.0);
    const MappedFile file(checkpoint, MappedFile::Use::kModel);
    const TorchArchive archive(file.bytes(), checkpoint.string());
    const bool tokenizer = isTokenizer(archive);
    const Renaming names = chooseTensors(archive, tokenizer);

    std::map<std::string, std::vector<std::int64_t>> present;
    for (const auto& [name, newName] : names) {
        present.emplace(newName, archive.tensors().at(name).shape);
    }
    const std::string mismatch = describeMismatch(present, neededTensors(config, tokenizer));
    if (!mismatch.empty()) {
        throw Error(ErrorKind::kModel,
                    fmt::format("{} is not a checkpoint of the {}: it {}", checkpoint.string(),
                                tokenizer ? "tokenizer (DINOv2 ViT-B/14 with 4 registers)"
                                          : "Gamba network",
                                mismatch));
    }
    std::map<std::string, TensorLayout> layouts;
    std::size_t total = 0;
    for (const auto& [name, newName] : names) {
        const TensorLayout& layout = layouts.emplace(newName, archive.layoutOf(name)).first->second;
        total += layout.byteCount();
    }

    const std::string sha256 = sha256Hex(file.bytes(), progress);
    SafetensorsWriter writer(output, layouts, describe(checkpoint, sha256, config, tokenizer));
    std::size_t done = 0;
    for (const auto& [name, newName] : names) { // one prefix for all keeps them in order
        archive.read(name, [&](std::span<const std::byte> block) {
            const double fraction = static_cast<double>(done) / static_cast<double>(total);
            progress.update(kStage, kHashShare + (1.0 - kHashShare) * fraction);
            writer.write(block);
            done += block.size();
        });
    }
    writer.commit();
    progress.update(kStage, 1.0);
}

} // namespace gambade
