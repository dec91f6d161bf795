#pragma once

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace gambade::cli {

/// Makes the folder and those above it. @throws Error(kOutput)
void createFolder(const std::filesystem::path& folder);

/// Refuses a file name that ends in none of the extensions (".png"), in any case, before the work
/// that would be lost. @throws Error(kUsage)
void requireExtension(const std::filesystem::path& file,
                      std::span<const std::string_view> extensions);
void requirePng(const std::filesystem::path& file);
/// The same for the splat formats that can be written.
void requireSplatFile(const std::filesystem::path& file);

/// Refuses, before the work, a file that cannot be written: its folder is not there or may not be
/// written to, or it is a folder itself. @throws Error(kOutput)
void requireWritable(const std::filesystem::path& file);

/// Refuses outputs that would replace an input, or one another, whatever the spelling of the paths.
/// @throws Error(kUsage)
void refuseOverwriting(const std::vector<std::filesystem::path>& inputs,
                       const std::vector<std::filesystem::path>& outputs);

/// Hands on what was printed, so that a full disk or a closed pipe is noticed. @throws
/// Error(kOutput)
void flushOutput();

} // namespace gambade::cli
