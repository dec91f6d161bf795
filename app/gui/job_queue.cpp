#include "app/gui/job_queue.h"

#include "app/gui/engine_words.h"
#include "app/gui/file_kinds.h"

#include <QImageReader>
#include <algorithm>

namespace gambade::gui {
namespace {

constexpr int kThumbnailSize = 96;

QString stateText(JobQueue::State state) {
    switch (state) {
    case JobQueue::State::kWaiting:
        return JobQueue::tr("Waiting");
    case JobQueue::State::kRunning:
        return JobQueue::tr("Running");
    case JobQueue::State::kDone:
        return JobQueue::tr("Done");
    case JobQueue::State::kFailed:
        return JobQueue::tr("Failed");
    case JobQueue::State::kCancelled:
        return JobQueue::tr("Cancelled");
    }
    return {};
}

} // namespace

JobQueue::JobQueue(ModelChoice choice, QObject* parent)
    : QAbstractListModel(parent), m_maker(std::move(choice)) {
    watch(m_pictures, true);
    watch(m_files, false);
}

void JobQueue::watch(Worker& worker, bool pictures) {
    const auto withRow = [this, pictures](Worker::JobId job, const auto& action) {
        if (const auto row = rowOfJob(pictures, job)) {
            action(*row);
        }
    };
    connect(&worker, &Worker::started, this, [this, withRow](Worker::JobId job) {
        withRow(job, [this](int row) { setState(row, State::kRunning); });
    });
    connect(&worker, &Worker::progressed, this,
            [this, withRow](Worker::JobId job, const QString& stage, double fraction) {
                withRow(job, [&](int row) {
                    entry(row).stage = stage;
                    entry(row).progress = fraction;
                    changed(row);
                    emit progressChanged(row);
                });
            });
    connect(&worker, &Worker::finished, this, [this, withRow](Worker::JobId job) {
        withRow(job, [this](int row) { setState(row, State::kDone); });
    });
    connect(&worker, &Worker::failed, this,
            [this, withRow](Worker::JobId job, const QString& message) {
                withRow(job, [&](int row) { setState(row, State::kFailed, message); });
            });
    connect(&worker, &Worker::cancelled, this, [this, withRow](Worker::JobId job) {
        // What it was before another run began, it still is.
        withRow(job, [this](int row) {
            setState(row, entry(row).scene ? State::kDone : State::kCancelled);
        });
    });
}

int JobQueue::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant JobQueue::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Entry& item = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return fileName(index.row());
    case Qt::DecorationRole:
        return item.thumbnail;
    case Qt::ToolTipRole:
        return item.message.isEmpty() ? QString::fromStdString(item.file.string())
                                      : inWindowLanguage(item.message);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(fileName(index.row()), stateText(item.state));
    case kStateRole:
        return stateText(item.state);
    case kProgressRole:
        return item.state == State::kRunning ? QVariant(item.progress) : QVariant();
    default:
        return {};
    }
}

void JobQueue::loadModel() {
    m_pictures.startNext([this](const Progress&, const Worker::Post& post) {
        try {
            post([this, model = m_maker.load()] { emit modelReady(model); });
        } catch (const Error& error) {
            post([this, reason = QString::fromUtf8(error.what())] { emit modelFailed(reason); });
        }
    });
}

void JobQueue::setModel(const std::filesystem::path& model) {
    m_pictures.startNext(
        [this, model](const Progress&, const Worker::Post&) { m_maker.setModel(model); });
    loadModel();
}

int JobQueue::add(const std::vector<std::filesystem::path>& files, bool recovered) {
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(files.size()) - 1);
    for (const auto& file : files) {
        Entry item;
        item.id = ++m_lastId;
        item.file = file;
        item.isPicture = !holdsSplats(file);
        item.recovered = recovered;
        m_entries.push_back(std::move(item));
    }
    endInsertRows();
    for (int row = first; row < rowCount(); ++row) {
        start(row, &Worker::start);
        loadThumbnail(entry(row));
    }
    return first;
}

void JobQueue::rerun(int row, const CameraGuess& guess) {
    Worker& worker = workerOf(row);
    const Worker::JobId old = std::exchange(entry(row).job, 0);
    worker.cancel(old);
    entry(row).guess = guess;
    start(row, &Worker::startNext);
}

void JobQueue::setObject(int row, int object) {
    entry(row).object = object;
    entry(row).prepared.reset(); // cut out for another object
    entry(row).mask = {};
    rerun(row, entry(row).guess);
}

void JobQueue::cancel(int row) {
    workerOf(row).cancel(entry(row).job);
}

void JobQueue::cancelAll() {
    for (int row = 0; row < rowCount(); ++row) {
        cancel(row);
    }
}

void JobQueue::remove(int row) {
    const EntryId gone = entry(row).id;
    Worker& worker = workerOf(row);
    worker.cancel(std::exchange(entry(row).job, 0));
    beginRemoveRows({}, row, row);
    m_entries.erase(m_entries.begin() + row);
    endRemoveRows();
    emit removed(gone);
}

void JobQueue::setShown(int row) {
    m_shown = row < 0 ? 0 : entry(row).id;
    for (Entry& item : m_entries) {
        if (item.id != m_shown) {
            item.prepared.reset();
        }
    }
}

int JobQueue::rowOf(EntryId id) const {
    const auto found = std::ranges::find(m_entries, id, &Entry::id);
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

bool JobQueue::needsMask(int row) const {
    const auto& input = entry(row).input;
    return hasNoResult(row) && input && asFound(input)->method.empty();
}

QString JobQueue::fileName(int row) const {
    return QString::fromStdString(entry(row).file.filename().string());
}

std::vector<ScenePtr> JobQueue::scenes() const {
    std::vector<ScenePtr> scenes;
    for (const Entry& item : m_entries) {
        if (item.scene) {
            scenes.push_back(item.scene);
        }
    }
    return scenes;
}

void JobQueue::setScene(int row, ScenePtr scene) {
    Entry& item = entry(row);
    if (item.scene == scene) {
        return;
    }
    item.guess = scene->origin ? scene->origin->guess : CameraGuess();
    if (scene->origin) {
        item.input = scene->origin->input;
        if (item.object != item.input->object) {
            item.object = item.input->object;
            item.prepared.reset();
            item.mask = item.input->original ? item.input->coverage : QImage();
        }
    }
    item.scene = std::move(scene);
}

void JobQueue::markExported(const ScenePtr& scene) {
    for (Entry& item : m_entries) {
        if (item.scene && item.scene->revision == scene->revision) {
            item.savedRevision = scene->revision;
        }
    }
}

bool JobQueue::isUnsaved(int row) const {
    const Entry& item = entry(row);
    return item.scene && item.scene->revision != item.savedRevision;
}

int JobQueue::unsavedCount() const {
    int count = 0;
    for (int row = 0; row < rowCount(); ++row) {
        count += isUnsaved(row) ? 1 : 0;
    }
    return count;
}

int JobQueue::busyCount() const {
    return static_cast<int>(
        std::ranges::count_if(m_entries, [](const Entry& item) { return isBusy(item.state); }));
}

std::optional<int> JobQueue::rowOfJob(bool pictures, Worker::JobId job) const {
    for (int row = 0; row < rowCount(); ++row) {
        if (entry(row).job == job && isPicture(row) == pictures) {
            return row;
        }
    }
    return std::nullopt;
}

void JobQueue::start(int row, Worker::JobId (Worker::*how)(Worker::Task)) {
    entry(row).progress = 0.0;
    entry(row).stage.clear();
    setState(row, State::kWaiting);
    Worker& worker = workerOf(row);
    entry(row).job = (worker.*how)(isPicture(row) ? pictureTask(entry(row)) : fileTask(entry(row)));
}

Worker::Task JobQueue::pictureTask(const Entry& item) {
    const PictureJob job{item.file, item.guess, item.object, item.input, item.prepared, item.mask};
    return [this, id = item.id, job](const Progress& progress, const Worker::Post& post) {
        const auto onInput = [&](const CutOut& picture) {
            post([this, id, picture] { setPicture(rowOf(id), picture); });
        };
        const ScenePtr scene = m_maker.reconstruct(job, onInput, progress);
        post([this, id, scene] {
            const int row = rowOf(id);
            entry(row).scene = scene;
            emit sceneReady(row, scene);
        });
    };
}

Worker::Task JobQueue::fileTask(const Entry& item) {
    return
        [this, id = item.id, file = item.file](const Progress& progress, const Worker::Post& post) {
            const ScenePtr scene = openSplats(file, progress.part(0.0, 0.95));
            post([this, id, scene] {
                const int row = rowOf(id);
                entry(row).scene = scene;
                entry(row).savedRevision = entry(row).recovered ? 0 : scene->revision;
                emit sceneReady(row, scene);
            });
            const QImage picture = pictureOf(*scene, kThumbnailSize, progress.part(0.95, 1.0));
            post([this, id, picture] { setThumbnail(rowOf(id), picture); });
        };
}

void JobQueue::setPicture(int row, const CutOut& picture) {
    setThumbnail(row, picture.input->photo.scaled(kThumbnailSize, kThumbnailSize,
                                                  Qt::KeepAspectRatio, Qt::SmoothTransformation));
    Entry& item = entry(row);
    item.input = picture.input;
    if (item.id == m_shown && picture.input->object == item.object) {
        item.prepared = picture.found;
    }
    emit inputReady(row);
}

void JobQueue::loadThumbnail(const Entry& item) {
    if (!item.isPicture) {
        return;
    }
    // What Qt cannot read gets its thumbnail when its turn comes.
    m_thumbnails.start(
        [this, id = item.id, file = item.file](const Progress&, const Worker::Post& post) {
            QImageReader reader(QString::fromStdString(file.string()));
            reader.setAutoTransform(true);
            reader.setScaledSize(
                reader.size().scaled(kThumbnailSize, kThumbnailSize, Qt::KeepAspectRatio));
            const QImage picture = reader.read();
            if (!picture.isNull()) {
                post([this, id, picture] {
                    const int row = rowOf(id); // it may have been removed meanwhile
                    if (row >= 0 && entry(row).thumbnail.isNull()) {
                        setThumbnail(row, picture);
                    }
                });
            }
        });
}

void JobQueue::setThumbnail(int row, const QImage& picture) {
    entry(row).thumbnail = picture;
    changed(row);
}

void JobQueue::setState(int row, State state, const QString& message) {
    entry(row).state = state;
    entry(row).message = message;
    changed(row);
    emit stateChanged(row);
}

void JobQueue::changed(int row) {
    emit dataChanged(index(row), index(row));
}

} // namespace gambade::gui
