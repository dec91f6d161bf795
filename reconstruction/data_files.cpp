#include "reconstruction/data_files.h"

#include <cstdlib>
#include <system_error>

namespace gambade {
namespace fs = std::filesystem;

namespace {

const char* environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : nullptr;
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
        if (prefix.parent_path().filename() == "build") {
            folders.push_back(prefix);
            folders.push_back(prefix.parent_path().parent_path() / "assets");
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
