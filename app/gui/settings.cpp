#include "app/gui/settings.h"

namespace gambade::gui {

QStringList addRecentFile(const QString& file) {
    QStringList files = readSetting(settings::kRecentFiles);
    files.removeAll(file);
    files.prepend(file);
    constexpr qsizetype kKept = 10;
    files.resize(std::min(files.size(), kKept));
    writeSetting(settings::kRecentFiles, files);
    return files;
}

} // namespace gambade::gui
