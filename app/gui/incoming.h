#pragma once

#include <QStringList>
#include <QTemporaryDir>
#include <filesystem>
#include <vector>

class QMimeData;

namespace gambade::gui {

/// What is dropped or pasted: files, or a picture without a file (from a browser or another
/// program), which gets one that lives as long as this.
class Incoming {
public:
    static bool accepts(const QMimeData& data);
    /// Empty where there is nothing to open.
    std::vector<std::filesystem::path> take(const QMimeData& data);

private:
    QTemporaryDir m_folder;
    int m_count = 0;
};

/// For the open dialog: pictures and splat files.
QString openFilter();

std::vector<std::filesystem::path> toPaths(const QStringList& files);

} // namespace gambade::gui
