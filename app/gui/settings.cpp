#include "app/gui/settings.h"

#include "splats/format.h"

namespace gambade::gui {

bool isWritableFormat(const QString& extension) {
    const std::string wanted = extension.toStdString();
    const SplatFormat* format = findWrittenFormat(wanted);
    return format != nullptr && format->extension == wanted;
}

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
