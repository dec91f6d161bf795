#pragma once

#include "app/gui/download.h"
#include "app/gui/progress_box.h"

#include <QStringList>
#include <QTemporaryDir>
#include <filesystem>
#include <vector>

class QDropEvent;
class QMimeData;

namespace gambade::gui {

/// What is dropped or pasted: files, a picture without a file (from a browser or another program),
/// or the address of one, which is fetched. Pictures without a file get one that lives as long as
/// this.
class Incoming : public QObject {
    Q_OBJECT

public:
    explicit Incoming(QWidget* window);

    static bool accepts(const QMimeData& data);
    /// Says ready() at once, or once the picture has been fetched; nothing for what accepts() does
    /// not take.
    void take(const QMimeData& data);

    /// Whether the file was made here, and goes with this.
    bool isOwn(const std::filesystem::path& file) const;

signals:
    void ready(const std::vector<std::filesystem::path>& files);
    void failed(const QString& message);

private:
    void fetch(const QUrl& url);
    QString newFile(const QString& name);

    QTemporaryDir m_folder;
    int m_count = 0;
    ProgressBox m_box;
    Download m_download;
};

/// Accepts a drag or drop as a copy, whatever was proposed: who gives something to be moved takes
/// it away at its own place.
void acceptAsCopy(QDropEvent& event);

/// For the open dialog: pictures and splat files.
QString openFilter();

/// In the place of each folder the pictures and splat files that are in it, by name, 2 before 10;
/// one without any stays, to be told about as other files are.
std::vector<std::filesystem::path> foldersOpened(const std::vector<std::filesystem::path>& files);

std::vector<std::filesystem::path> toPaths(const QStringList& files);

} // namespace gambade::gui
