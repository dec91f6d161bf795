#pragma once

#include <QString>

class QWidget;

namespace gambade::gui {

/// Asks where to write, in the folder of the last export; asks before a file is replaced.
/// @param extension with its dot, or empty
/// @return ends in the extension, whatever the user typed, so that the file is of the format that
/// was chosen; empty: cancelled.
QString askForFileToWrite(QWidget* window, const QString& title, const QString& name,
                          const QString& extension, const QString& filter);

/// The name, followed by the extension where it is that of another format or has none.
QString withExtension(const QString& file, const QString& extension);

} // namespace gambade::gui
