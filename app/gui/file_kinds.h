#pragma once

#include <QStringList>
#include <filesystem>

namespace gambade::gui {

/// "*.png" and the like, of the pictures that Gambade reads.
QStringList pictureNames();
/// "*.ply" and the like.
QStringList splatNames();

/// Whether the file is one of splats, by its name or, where that is neither a picture's nor one of
/// splats, by its content; anything else is taken for a picture.
bool holdsSplats(const std::filesystem::path& file);

} // namespace gambade::gui
