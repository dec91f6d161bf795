#pragma once

#include <QString>

class QWidget;

namespace gambade::gui {

/// Asks where to write, in the folder of the last export; asks before a file is replaced.
/// @param extension with its dot, or empty
/// @return empty: cancelled.
QString askForFileToWrite(QWidget* window, const QString& title, const QString& name,
                          const QString& extension, const QString& filter);

} // namespace gambade::gui
