#pragma once

#include "app/gui/scene.h"
#include "app/gui/worker.h"

#include <QLockFile>
#include <QStringList>
#include <map>
#include <memory>

namespace gambade::gui {

/// Keeps results that were not exported in files until the window closes, so that they outlive a
/// crash. Every running window has a folder of its own, with a lock that tells whether it lives.
/// Written in the background; what cannot be written is only logged.
class SessionStore : public QObject {
    Q_OBJECT

public:
    /// @param folder holds the sessions of all windows.
    explicit SessionStore(const QString& folder, QObject* parent = nullptr);

    /// Results that windows which ended without clear() left behind, moved to this session.
    QStringList adoptLost();

    /// @param row of the queue; its former result is replaced.
    void save(int row, const ScenePtr& scene);
    /// The row's result is the one in this file, which adoptLost() gave.
    void assign(int row, const QString& file);
    /// The row's result has been exported.
    void forget(int row);
    /// Forgets a row that is taken out of the queue; those below it move up.
    void remove(int row);
    /// The window closes: nothing is kept, and nothing saved any more.
    void clear();

signals:
    /// The row's result is in this file.
    void saved(int row, const QString& file);

private:
    struct Row {
        QString folder;
        ScenePtr scene; ///< that is or will be written there
    };

    QString nextFolder();

    QString m_folder; ///< of all sessions
    QString m_own;
    QLockFile m_lock;
    std::map<int, Row> m_rows;
    int m_count = 0;
    std::unique_ptr<Worker> m_worker; ///< none after clear()
};

} // namespace gambade::gui
