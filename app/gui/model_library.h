#pragma once

#include "splats/progress.h"

#include <QString>
#include <filesystem>
#include <vector>

namespace gambade::gui {

/// What a weights file says of itself.
struct ModelFacts {
    std::filesystem::path file;
    QString name;
    QString version; ///< this and the next three: empty where the file does not say
    QString about;
    QString licence;
    QString source;
    qint64 parameters = 0;
    int gaussians = 0;
    QString sha256; ///< of the whole file, lower-case hex
};

/// The weights files in the folders where models are looked for, the user's own folder included;
/// each once. Nothing is opened.
std::vector<std::filesystem::path> findModels();

/// @throws Error(kModel); Cancelled.
ModelFacts readModelFacts(const std::filesystem::path& file, const Progress& progress = {});

/// Whether the file's name is that of a checkpoint (.pth) or weights file (.safetensors).
bool hasModelExtension(const std::filesystem::path& file);

/// Converts a checkpoint, or copies a weights file, into `folder` under its own name (with a number
/// where that is taken), checked before it appears there.
/// @returns the new file.
/// @throws Error(kModel), Error(kOutput); Cancelled. Nothing is left behind then.
std::filesystem::path importModel(const std::filesystem::path& file,
                                  const std::filesystem::path& folder, const Progress& progress);

} // namespace gambade::gui
