#include "app/gui/session_store.h"

#include "splats/format.h"
#include "splats/log.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>

namespace gambade::gui {
namespace {

const QString kLockName = QStringLiteral("lock");

QString newFolder(const QString& folder) {
    const QString own = QStringLiteral("%1/%2-%3")
                            .arg(folder)
                            .arg(QCoreApplication::applicationPid())
                            .arg(QDateTime::currentMSecsSinceEpoch());
    QDir().mkpath(own);
    return own;
}

} // namespace

SessionStore::SessionStore(const QString& folder, QObject* parent)
    : QObject(parent), m_folder(folder), m_own(newFolder(folder)), m_lock(m_own + '/' + kLockName),
      m_worker(std::make_unique<Worker>()) {
    m_lock.setStaleLockTime(0);
    m_lock.tryLock();
    connect(m_worker.get(), &Worker::failed, this, [](Worker::JobId, const QString& message) {
        log(LogLevel::kWarning, "a result is not kept for the case of a crash: {}",
            message.toStdString());
    });
}

QStringList SessionStore::adoptLost() {
    QStringList files;
    for (const QFileInfo& session :
         QDir(m_folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString folder = session.absoluteFilePath();
        QLockFile lock(folder + '/' + kLockName);
        lock.setStaleLockTime(0);
        if (QDir(folder) == QDir(m_own) || !lock.tryLock()) {
            continue; // its window lives
        }
        QDirIterator lost(folder, {QStringLiteral("*.ply")}, QDir::Files,
                          QDirIterator::Subdirectories);
        while (lost.hasNext()) {
            const QString file = lost.next();
            const QString place = nextFolder();
            const QString adopted = place + '/' + QFileInfo(file).fileName();
            if (QDir().mkpath(place) && QFile::rename(file, adopted)) {
                files.append(adopted);
            }
        }
        lock.unlock();
        QDir(folder).removeRecursively();
    }
    return files;
}

void SessionStore::save(int row, const ScenePtr& scene) {
    if (!m_worker) {
        return;
    }
    Row& entry = m_rows[row];
    if (entry.scene == scene) {
        return;
    }
    entry.scene = scene;
    if (entry.folder.isEmpty()) {
        entry.folder = nextFolder();
    }
    const QString file = entry.folder + '/' + scene->name() + QStringLiteral(".ply");
    m_worker->start([this, row, scene, file](const Progress& progress, const Worker::Post& post) {
        QDir().mkpath(QFileInfo(file).path());
        writeSplats(*scene->cloud, file.toStdString(), {}, progress);
        post([this, row, file] { emit saved(row, file); });
    });
}

void SessionStore::assign(int row, const QString& file) {
    m_rows[row].folder = QFileInfo(file).path();
}

void SessionStore::forget(int row) {
    const auto found = m_rows.find(row);
    if (!m_worker || found == m_rows.end() || found->second.folder.isEmpty()) {
        return;
    }
    // On the thread that writes: after what it may still be writing there.
    m_worker->start([folder = found->second.folder](const Progress&, const Worker::Post&) {
        QDir(folder).removeRecursively();
    });
    found->second = {};
}

void SessionStore::remove(int row) {
    forget(row);
    std::map<int, Row> rows;
    for (auto& [number, entry] : m_rows) {
        if (number != row) {
            rows[number > row ? number - 1 : number] = std::move(entry);
        }
    }
    m_rows = std::move(rows);
}

void SessionStore::clear() {
    m_worker.reset();
    m_lock.unlock();
    QDir(m_own).removeRecursively();
}

QString SessionStore::nextFolder() {
    return QStringLiteral("%1/%2").arg(m_own).arg(++m_count);
}

} // namespace gambade::gui
