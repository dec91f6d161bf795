#pragma once

#include "app/gui/scene_maker.h"
#include "app/gui/worker.h"

#include <QAbstractListModel>
#include <QStringList>
#include <vector>

namespace gambade::gui {

/// What the user gave, in order: pictures to reconstruct and splat files to open, each with its
/// state. Pictures are worked on one after the other, files are read meanwhile on a thread of their
/// own.
class JobQueue : public QAbstractListModel {
    Q_OBJECT

public:
    enum class State { kWaiting, kRunning, kDone, kFailed, kCancelled };
    enum Role { kStateRole = Qt::UserRole, kProgressRole };

    explicit JobQueue(ModelChoice choice, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    /// Loads the model in the background, before it is needed: modelReady() or modelFailed() tell.
    void loadModel();
    /// Loads another model; entries that are started from now on use it.
    void setModel(const std::filesystem::path& model);

    /// Appends the files and returns the row of the first.
    /// @param recovered they hold results that were not exported: they count as unsaved.
    int add(const std::vector<std::filesystem::path>& files, bool recovered = false);
    /// Works on an entry once more, before those that wait; its old result stays until the new one
    /// is there.
    void rerun(int row, const CameraGuess& guess);
    /// Works on another of the picture's objects; the edited mask goes.
    /// @param object as MatteOptions::object
    void setObject(int row, int object);
    void cancel(int row);
    void cancelAll();
    /// Takes the entry out with all that it holds; what works on it is cancelled.
    void remove(int row);
    /// Of the entry that is shown the picture is kept as it was decoded and cut out, for the next
    /// run; of the others that is done anew. @param row -1: none is shown.
    void setShown(int row);

    EntryId id(int row) const { return entry(row).id; }
    /// -1 where there is none.
    int rowOf(EntryId id) const;
    State state(int row) const { return entry(row).state; }
    bool isBusy(int row) const { return isBusy(entry(row).state); }
    /// It has ended, and left nothing to look at.
    bool hasNoResult(int row) const { return !isBusy(row) && !entry(row).scene; }
    /// It has ended without a result, as nothing was found in its picture: the user can paint the
    /// mask.
    bool needsMask(int row) const;
    /// Of a failed entry: the reason.
    QString message(int row) const { return entry(row).message; }
    QString stage(int row) const { return entry(row).stage; }
    double progress(int row) const { return entry(row).progress; }
    const CameraGuess& guess(int row) const { return entry(row).guess; }
    bool isPicture(int row) const { return entry(row).isPicture; }
    /// Its file was left behind by a crash.
    bool isRecovered(int row) const { return entry(row).recovered; }
    QString fileName(int row) const;
    /// Null until there is one.
    ScenePtr scene(int row) const { return entry(row).scene; }
    /// Of all entries that have one.
    std::vector<ScenePtr> scenes() const;
    std::shared_ptr<const InputPicture> input(int row) const { return entry(row).input; }
    /// In full size, without the user's edits; null where it is not kept, see setShown().
    std::shared_ptr<const PreparedPicture> prepared(int row) const { return entry(row).prepared; }
    /// Puts another scene in its place (undo, edits).
    void setScene(int row, ScenePtr scene);
    /// The coverage as the user edited it, for the next run; null: as it was found.
    const QImage& mask(int row) const { return entry(row).mask; }
    void setMask(int row, const QImage& mask) { entry(row).mask = mask; }

    void markExported(const ScenePtr& scene);
    /// Whether it has splats that were neither exported nor read from a file as they are.
    bool isUnsaved(int row) const;
    int unsavedCount() const;
    int busyCount() const;

signals:
    void modelReady(const gambade::gui::LoadedModel& model);
    void modelFailed(const QString& reason);
    void stateChanged(int row);
    void progressChanged(int row);
    void inputReady(int row);
    void sceneReady(int row, const gambade::gui::ScenePtr& scene);
    void removed(gambade::gui::EntryId id);

private:
    struct Entry {
        EntryId id = 0;
        std::filesystem::path file;
        bool isPicture = true;
        CameraGuess guess;
        int object = 0;
        State state = State::kWaiting;
        Worker::JobId job = 0;
        QString stage;
        double progress = 0.0;
        QString message;
        QImage thumbnail;
        std::shared_ptr<const InputPicture> input;
        std::shared_ptr<const PreparedPicture> prepared;
        ScenePtr scene;
        QImage mask;
        bool recovered = false;          ///< its file was left behind by a crash
        std::uint64_t savedRevision = 0; ///< of the splats that are in a file; 0: of none
    };

    static bool isBusy(State state) { return state == State::kWaiting || state == State::kRunning; }
    const Entry& entry(int row) const { return m_entries.at(static_cast<std::size_t>(row)); }
    Entry& entry(int row) { return m_entries.at(static_cast<std::size_t>(row)); }
    Worker& workerOf(int row) { return isPicture(row) ? m_pictures : m_files; }
    void watch(Worker& worker, bool pictures);
    /// The row whose current job this is; none where the entry has been started anew since.
    std::optional<int> rowOfJob(bool pictures, Worker::JobId job) const;
    void start(int row, Worker::JobId (Worker::*how)(Worker::Task));
    Worker::Task pictureTask(const Entry& item);
    Worker::Task fileTask(const Entry& item);
    void setPicture(int row, const CutOut& picture);
    void loadThumbnail(const Entry& item);
    void setThumbnail(int row, const QImage& picture);
    void setState(int row, State state, const QString& message = {});
    void changed(int row);

    std::vector<Entry> m_entries;
    EntryId m_lastId = 0;
    EntryId m_shown = 0;
    SceneMaker m_maker;
    // Last, so that they stop before what their tasks use goes away.
    Worker m_pictures;
    Worker m_files;
    Worker m_thumbnails;
};

} // namespace gambade::gui
