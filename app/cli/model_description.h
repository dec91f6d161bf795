#pragma once

#include "app/cli/description.h"
#include "splats/progress.h"

#include <cstddef>
#include <filesystem>
#include <span>

namespace gambade::cli {

/// Whether the bytes begin as a safetensors file or a PyTorch checkpoint does.
bool looksLikeModel(std::span<const std::byte> bytes);

/// Name, sizes, licence and hash of a weights file. @throws Error(kModel); Cancelled.
Description describeModel(const std::filesystem::path& path, const Progress& progress);

} // namespace gambade::cli
