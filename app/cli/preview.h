#pragma once

#include "reconstruction/reconstructor.h"

#include <filesystem>

namespace gambade::cli {

/// Writes a 1024² PNG of four views on white: from the source camera, 60° to its right, from
/// behind, and 60° to its left.
/// @param threads 0: all cores.
void writePreview(const Reconstruction& result, const std::filesystem::path& path, int threads,
                  const Progress& progress);

} // namespace gambade::cli
