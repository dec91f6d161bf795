#include "app/gui/job_queue.h"

#include "app/gui/engine_words.h"

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
    const auto ofJob = [this, pictures](Worker::JobId job, const auto& action) {
        if (const auto row = rowOf(pictures, job)) {
            action(*row);
        }
    };
    connect(&worker, &Worker::started, this, [this, ofJob](Worker::JobId job) {
        ofJob(job, [this](int row) { setState(row, State::kRunning); });
    });
    connect(&worker, &Worker::progressed, this,
            [this, ofJob](Worker::JobId job, const QString& stage, double fraction) {
                ofJob(job, [&](int row) {
                    entry(row).stage = stage;
                    entry(row).progress = fraction;
                    changed(row);
                    emit progressChanged(row);
                });
            });
    connect(&worker, &Worker::finished, this, [this, ofJob](Worker::JobId job) {
        ofJob(job, [this](int row) { setState(row, State::kDone); });
    });
    connect(&worker, &Worker::failed, this,
            [this, ofJob](Worker::JobId job, const QString& message) {
                ofJob(job, [&](int row) { setState(row, State::kFailed, message); });
            });
    connect(&worker, &Worker::cancelled, this, [this, ofJob](Worker::JobId job) {
        ofJob(job, [this](int row) { setState(row, State::kCancelled); });
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
    m_pictures.start([this](const Progress&, const Worker::Post& post) {
        try {
            post([this, model = m_maker.load()] { emit modelReady(model); });
        } catch (const Error& error) {
            post([this, reason = QString::fromUtf8(error.what())] { emit modelFailed(reason); });
        }
    });
}

void JobQueue::setModel(const std::filesystem::path& model) {
    m_pictures.start(
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
        item.recovered = recovered;
        m_entries.push_back(std::move(item));
    }
    endInsertRows();
    for (int row = first; row < rowCount(); ++row) {
        start(row);
        loadThumbnail(row);
    }
    return first;
}

void JobQueue::rerun(int row, const CameraGuess& guess) {
    Worker& worker = workerOf(row);
    const Worker::JobId old = std::exchange(entry(row).job, 0);
    worker.cancel(old);
    entry(row).guess = guess;
    start(row);
}

void JobQueue::setObject(int row, int object) {
    entry(row).object = object;
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
    cancel(row);
    beginRemoveRows({}, row, row);
    m_entries.erase(m_entries.begin() + row);
    endRemoveRows();
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

void JobQueue::withRow(int id, const std::function<void(int row)>& action) {
    const auto found = std::ranges::find(m_entries, id, &Entry::id);
    if (found != m_entries.end()) {
        action(static_cast<int>(found - m_entries.begin()));
    }
}

std::optional<int> JobQueue::rowOf(bool pictures, Worker::JobId job) const {
    for (int row = 0; row < rowCount(); ++row) {
        if (entry(row).job == job && isPicture(row) == pictures) {
            return row;
        }
    }
    return std::nullopt;
}

void JobQueue::start(int row) {
    entry(row).progress = 0.0;
    entry(row).stage.clear();
    setState(row, State::kWaiting);
    entry(row).job = workerOf(row).start(isPicture(row) ? pictureTask(row) : fileTask(row));
}

Worker::Task JobQueue::pictureTask(int row) {
    const PictureJob job{entry(row).file, entry(row).guess, entry(row).object, entry(row).input,
                         entry(row).mask};
    return [this, id = entry(row).id, job](const Progress& progress, const Worker::Post& post) {
        const auto onInput = [&](std::shared_ptr<const InputPicture> input) {
            post([this, id, input] { withRow(id, [&](int at) { setInput(at, input); }); });
        };
        const ScenePtr scene = m_maker.reconstruct(job, onInput, progress);
        post([this, id, scene] {
            withRow(id, [&](int at) {
                entry(at).scene = scene;
                emit sceneReady(at, scene);
            });
        });
    };
}

Worker::Task JobQueue::fileTask(int row) {
    return [this, id = entry(row).id, file = entry(row).file](const Progress& progress,
                                                              const Worker::Post& post) {
        const ScenePtr scene = openSplats(file, progress.part(0.0, 0.95));
        post([this, id, scene] {
            withRow(id, [&](int at) {
                entry(at).scene = scene;
                entry(at).savedRevision = entry(at).recovered ? 0 : scene->revision;
                emit sceneReady(at, scene);
            });
        });
        const QImage picture = pictureOf(*scene, kThumbnailSize, progress.part(0.95, 1.0));
        post([this, id, picture] { withRow(id, [&](int at) { setThumbnail(at, picture); }); });
    };
}

void JobQueue::setInput(int row, std::shared_ptr<const InputPicture> input) {
    setThumbnail(row, input->photo.scaled(kThumbnailSize, kThumbnailSize, Qt::KeepAspectRatio,
                                          Qt::SmoothTransformation));
    entry(row).input = std::move(input);
    emit inputReady(row);
}

void JobQueue::loadThumbnail(int row) {
    if (!isPicture(row)) {
        return;
    }
    // What Qt cannot read gets its thumbnail when its turn comes.
    m_thumbnails.start([this, id = entry(row).id,
                        file = entry(row).file](const Progress&, const Worker::Post& post) {
        QImageReader reader(QString::fromStdString(file.string()));
        reader.setAutoTransform(true);
        reader.setScaledSize(
            reader.size().scaled(kThumbnailSize, kThumbnailSize, Qt::KeepAspectRatio));
        const QImage picture = reader.read();
        if (!picture.isNull()) {
            post([this, id, picture] {
                withRow(id, [&](int at) {
                    if (entry(at).thumbnail.isNull()) {
                        setThumbnail(at, picture);
                    }
                });
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
