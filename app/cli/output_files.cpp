#include "app/cli/output_files.h"

#include "splats/error.h"
#include "splats/format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <fmt/format.h>
#include <system_error>
#include <vector>

namespace gambade::cli {

void createFolder(const std::filesystem::path& folder) {
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure) {
        throw Error(ErrorKind::kOutput, fmt::format("cannot create the folder {}: {}",
                                                    folder.string(), failure.message()));
    }
}

void requireExtension(const std::filesystem::path& file,
                      std::span<const std::string_view> extensions) {
    std::string name = file.filename().string();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (std::none_of(extensions.begin(), extensions.end(),
                     [&](std::string_view extension) { return name.ends_with(extension); })) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("cannot write {}: the file name has to end in {}{}", file.string(),
                                extensions.size() > 1 ? "one of " : "",
                                fmt::join(extensions, ", ")));
    }
}

void requirePng(const std::filesystem::path& file) {
    requireExtension(file, std::array<std::string_view, 1>{".png"});
}

void requireSplatFile(const std::filesystem::path& file) {
    std::vector<std::string_view> extensions;
    for (const SplatFormat& format : splatFormats()) {
        if (format.write != nullptr) {
            extensions.push_back(format.extension);
        }
    }
    requireExtension(file, extensions);
}

void flushOutput() {
    if (std::fflush(stdout) != 0) {
        throw Error(ErrorKind::kOutput, fmt::format("cannot write to the standard output: {}",
                                                    std::generic_category().message(errno)));
    }
}

} // namespace gambade::cli
