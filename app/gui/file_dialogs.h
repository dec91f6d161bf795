#pragma once

#include <QFileDialog>

namespace gambade::gui {

/// Asks for what is there already, files or a folder as `mode` says; empty: cancelled.
QStringList askForExisting(QWidget* window, const QString& title, const QString& folder,
                           QFileDialog::FileMode mode, const QString& filter = {});

/// Asks where to write, in the folder of the last export; asks before a file is replaced.
/// @param extension with its dot, or empty
/// @return as withExtension() has it; empty: cancelled.
QString askForFileToWrite(QWidget* window, const QString& title, const QString& name,
                          const QString& extension, const QString& filter);

/// The name, followed by the extension where it has none that fits: where splats are written, that
/// of any format which the user types is taken, as it tells what is wanted.
QString withExtension(const QString& file, const QString& extension);

} // namespace gambade::gui
