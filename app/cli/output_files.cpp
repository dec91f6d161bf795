#include "app/cli/output_files.h"

#include "splats/error.h"
#include "splats/format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <fmt/format.h>
#include <set>
#include <system_error>
#include <unistd.h>

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

void requireWritable(const std::filesystem::path& file) {
    const auto fail = [&](const std::string& reason) {
        throw Error(ErrorKind::kOutput, fmt::format("cannot write {}: {}", file.string(), reason));
    };
    std::error_code failure; // what cannot be looked at cannot be written to, which access() says
    if (std::filesystem::is_directory(file, failure)) {
        fail("it is a folder");
    }
    const std::filesystem::path parent = file.parent_path();
    const std::string folder = parent.empty() ? "." : parent.string();
    if (std::filesystem::exists(folder, failure) &&
        !std::filesystem::is_directory(folder, failure)) {
        fail(std::make_error_code(std::errc::not_a_directory).message());
    }
    if (access(folder.c_str(), W_OK | X_OK) != 0) {
        fail(errno == ENOENT ? fmt::format("there is no folder {}, create it first", folder)
                             : std::generic_category().message(errno));
    }
}

void refuseOverwriting(const std::vector<std::filesystem::path>& inputs,
                       const std::vector<std::filesystem::path>& outputs) {
    std::error_code failure; // such paths are named when they are opened
    const auto refuse = [&](const std::filesystem::path& output, const char* reason) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("{} {}: name another file or folder", output.string(), reason));
    };
    std::set<std::filesystem::path> read;
    for (const std::filesystem::path& input : inputs) {
        read.insert(std::filesystem::weakly_canonical(input, failure));
    }
    std::set<std::filesystem::path> written;
    for (const std::filesystem::path& output : outputs) {
        const auto target = std::filesystem::weakly_canonical(output, failure);
        if (target.empty()) {
            continue;
        }
        if (read.contains(target)) {
            refuse(output, "is among the input and would be overwritten");
        }
        if (!written.insert(target).second) {
            refuse(output, "would be written twice");
        }
    }
}

void flushOutput() {
    if (std::fflush(stdout) != 0) {
        throw Error(ErrorKind::kOutput, fmt::format("cannot write to the standard output: {}",
                                                    std::generic_category().message(errno)));
    }
}

} // namespace gambade::cli
