#pragma once

#include "app/gui/scene.h"
#include "app/gui/worker.h"

#include <QLockFile>
#include <QStringList>
#include <QTimer>
#include <map>
#include <memory>

namespace gambade::gui {

/// Keeps results that were not exported in files until the window closes, so that they outlive a
/// crash. Every running window has a folder of its own, with a lock that tells whether it lives.
/// Written in the background, a second after a change: of several changes in that time, and while
/// something is being written, only the last is. What cannot be written is only logged.
class SessionStore : public QObject {
    Q_OBJECT

public:
    /// @param folder holds the sessions of all windows.
    explicit SessionStore(const QString& folder, QObject* parent = nullptr);

    /// Results that windows which ended without clear() left behind, moved to this session. What
    /// cannot be moved is logged, and stays for the next start.
    QStringList adoptLost();

    /// The entry's former result is replaced; nothing happens where its splats are the same.
    void save(EntryId entry, const ScenePtr& scene);
    /// The entry's result is the one in this file, which adoptLost() gave.
    void assign(EntryId entry, const QString& file);
    /// The entry's result has been exported, or removed.
    void forget(EntryId entry);
    /// Writes at once what waits: settled() tells when all is in files, or could not be.
    void hurry();
    /// The window closes: nothing is kept, and nothing saved any more.
    void clear();

signals:
    /// The entry's result is in this file.
    void saved(gambade::gui::EntryId entry, const QString& file);
    /// After hurry().
    void settled();

private:
    struct Kept {
        QString folder;
        std::uint64_t revision = 0; ///< of the splats that are or will be written there
        ScenePtr waiting;           ///< to be written; null: nothing is
    };

    void writeNext();
    QString nextFolder();

    QString m_folder; ///< of all sessions
    QString m_own;
    QLockFile m_lock;
    std::map<EntryId, Kept> m_entries;
    QTimer m_quiet;
    bool m_hurried = false;
    int m_count = 0;
    std::unique_ptr<Worker> m_worker; ///< none after clear()
};

} // namespace gambade::gui
