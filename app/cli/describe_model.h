#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace gambade::cli {

/// Whether the bytes begin as a safetensors file does.
bool looksLikeModel(std::span<const std::byte> bytes);

/// Prints name, sizes, licence and hash of a weights file.
void describeModel(const std::filesystem::path& path);

} // namespace gambade::cli
