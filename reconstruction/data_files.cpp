#include "reconstruction/data_files.h"

#include <cstdlib>
#include <fstream>
#include <string>
#include <system_error>

namespace gambade {
namespace fs = std::filesystem;

namespace {

const char* environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : nullptr;
}

/// The folder that `build` was configured from, as CMake has noted it there; empty where `build` is
/// no build folder.
fs::path sourcesOfBuild(const fs::path& build) {
    constexpr std::string_view kEntry = "CMAKE_HOME_DIRECTORY:INTERNAL=";
    std::ifstream cache(build / "CMakeCache.txt");
    for (std::string line; std::getline(cache, line);) {
        if (line.starts_with(kEntry)) {
            return line.substr(kEntry.size());
        }
    }
    return {};
}

} // namespace

std::vector<fs::path> dataFolders() {
    std::vector<fs::path> folders;
    if (const char* folder = environment("GAMBADE_DATA_DIR")) {
        folders.emplace_back(folder);
    }
    std::error_code failure;
    const fs::path executable = fs::read_symlink("/proc/self/exe", failure);
    if (!failure) {
        const fs::path prefix = executable.parent_path().parent_path();
        if (const fs::path sources = sourcesOfBuild(prefix); !sources.empty()) {
            folders.push_back(prefix);
            folders.push_back(sources / "assets");
        }
        folders.push_back(prefix / "share" / "gambade");
    }
    if (const char* data = environment("XDG_DATA_HOME")) {
        folders.push_back(fs::path(data) / "gambade");
    } else if (const char* home = environment("HOME")) {
        folders.push_back(fs::path(home) / ".local" / "share" / "gambade");
    }
    return folders;
}

fs::path findDataFile(std::string_view relative) {
    for (const fs::path& folder : dataFolders()) {
        std::error_code failure;
        if (fs::is_regular_file(folder / relative, failure)) {
            return folder / relative;
        }
    }
    return {};
}

} // namespace gambade
