#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace gambade {

/// Where files that the program needs at run time are looked for, in this order: $GAMBADE_DATA_DIR,
/// the folder that the executable was built in and its sources' assets, the installed
/// ../share/gambade, and the user's $XDG_DATA_HOME/gambade (default ~/.local/share/gambade).
std::vector<std::filesystem::path> dataFolders();

/// The first of dataFolders() that holds `relative` (such as "models/u2netp.onnx"); empty where
/// none.
std::filesystem::path findDataFile(std::string_view relative);

} // namespace gambade
