#include "app/gui/session_store.h"

#include "splats/format.h"
#include "splats/log.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <algorithm>
#include <utility>

namespace gambade::gui {
namespace {

constexpr int kQuietMs = 1000;
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
    connect(m_worker.get(), &Worker::failed, this, [this](Worker::JobId, const QString& message) {
        log(LogLevel::kWarning, "a result is not kept for the case of a crash: {}",
            message.toStdString());
        writeNext();
    });
    connect(m_worker.get(), &Worker::finished, this, &SessionStore::writeNext);
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(kQuietMs);
    connect(&m_quiet, &QTimer::timeout, this, &SessionStore::writeNext);
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
        bool allAdopted = true;
        while (lost.hasNext()) {
            const QString file = lost.next();
            const QString place = nextFolder();
            const QString adopted = place + '/' + QFileInfo(file).fileName();
            if (QDir().mkpath(place) && QFile::rename(file, adopted)) {
                files.append(adopted);
            } else {
                allAdopted = false;
                log(LogLevel::kWarning, "{} cannot be restored now: it stays where it is",
                    file.toStdString());
            }
        }
        lock.unlock();
        if (allAdopted) {
            QDir(folder).removeRecursively();
        }
    }
    return files;
}

void SessionStore::save(EntryId entry, const ScenePtr& scene) {
    if (!m_worker) {
        return;
    }
    Kept& kept = m_entries[entry];
    if (kept.revision == scene->revision) {
        return;
    }
    kept.revision = scene->revision;
    kept.waiting = scene;
    if (!m_quiet.isActive()) {
        m_quiet.start();
    }
}

void SessionStore::writeNext() {
    const auto next = std::ranges::find_if(
        m_entries, [](const auto& each) { return each.second.waiting != nullptr; });
    if (!m_worker || m_worker->isBusy() || m_quiet.isActive()) {
        return;
    }
    if (next == m_entries.end()) {
        if (std::exchange(m_hurried, false)) {
            emit settled();
        }
        return;
    }
    const EntryId entry = next->first;
    Kept& kept = next->second;
    if (kept.folder.isEmpty()) {
        kept.folder = nextFolder();
    }
    const ScenePtr scene = std::exchange(kept.waiting, nullptr);
    const QString file = kept.folder + '/' + scene->name() + QStringLiteral(".ply");
    m_worker->start([this, entry, scene, file](const Progress& progress, const Worker::Post& post) {
        QDir().mkpath(QFileInfo(file).path());
        writeSplats(*scene->cloud, file.toStdString(), {}, progress);
        post([this, entry, file] { emit saved(entry, file); });
    });
}

void SessionStore::assign(EntryId entry, const QString& file) {
    m_entries[entry].folder = QFileInfo(file).path();
}

void SessionStore::forget(EntryId entry) {
    const auto found = m_entries.find(entry);
    if (!m_worker || found == m_entries.end()) {
        return;
    }
    if (!found->second.folder.isEmpty()) {
        // On the thread that writes: after what it may still be writing there.
        m_worker->start([folder = found->second.folder](const Progress&, const Worker::Post&) {
            QDir(folder).removeRecursively();
        });
    }
    m_entries.erase(found);
}

void SessionStore::hurry() {
    m_hurried = true;
    m_quiet.stop();
    writeNext();
}

void SessionStore::clear() {
    m_quiet.stop();
    m_worker.reset();
    m_lock.unlock();
    QDir(m_own).removeRecursively();
}

QString SessionStore::nextFolder() {
    return QStringLiteral("%1/%2").arg(m_own).arg(++m_count);
}

} // namespace gambade::gui
