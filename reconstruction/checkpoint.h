#pragma once

#include "reconstruction/network_config.h"
#include "splats/progress.h"

#include <filesystem>

namespace gambade {

/// Converts a PyTorch checkpoint (.pth zip: the published Gamba file or a plain DINOv2 ViT-B/14
/// reg4) to safetensors, keeping fp32, fp16 and bf16 as they are. The pickle is interpreted into a
/// value tree and never executed: only the globals of a state dict are honoured, any other is
/// refused by name; every storage is checked against its zip entry. Tensors pass through block by
/// block. A DINOv2 file gives the tokenizer's tensors alone, under the names the network uses.
/// @param config the sizes that the checkpoint must have; the file itself does not tell them all.
/// @throws Error(kModel) naming the file and what is missing, extra, misshapen or refused;
///         Error(kOutput); Cancelled.
void importCheckpoint(const std::filesystem::path& checkpoint, const std::filesystem::path& output,
                      const Progress& progress = {}, const NetworkConfig& config = {});

} // namespace gambade
