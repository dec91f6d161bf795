#pragma once

#include "app/gui/scene.h"
#include "app/gui/worker.h"
#include "splats/edit.h"

#include <QObject>
#include <QUndoGroup>
#include <QUndoStack>
#include <deque>
#include <functional>
#include <map>

namespace gambade::gui {

/// The scene that the window shows, and for each entry that was shown the way back to what it was
/// before.
///
/// Splats are taken out and put back in the background, as millions take a while: until that is
/// done the scene stays as it is. Such edits wait for each other; one that is for splats which have
/// been replaced meanwhile is dropped.
class Document : public QObject {
    Q_OBJECT

public:
    /// Steps that can be undone, of each entry. One holds the splats that it took away or replaced;
    /// beside them nothing where another elevation was tried, 1 MB for another framing of the
    /// picture, at most 1 MB more for another mask.
    static constexpr int kUndoLimit = 100;

    explicit Document(QObject* parent = nullptr);

    /// Null where nothing is shown, or the entry has none yet.
    const ScenePtr& scene() const { return m_scene; }
    /// 0 where nothing is shown.
    EntryId entry() const { return m_entry; }
    /// Its active stack is that of the shown entry. To go back and forth is undo() and redo().
    QUndoGroup& undoGroup() { return m_undo; }
    /// Who makes the edits' splats, to be watched; a job that is cancelled changes nothing.
    Worker& worker() { return m_worker; }

    /// Shows an entry's scene; undo goes on where it was left with that entry. Null: it has none
    /// yet, and only what is done to its mask can be undone.
    void open(EntryId entry, ScenePtr scene);
    /// Shows nothing.
    void close();
    /// Another result for an entry, which may be shown or not; undo brings the old one back, where
    /// there was one.
    void replace(EntryId entry, ScenePtr scene, const QString& description);
    /// Takes the selected splats out of the shown scene; undo puts them back.
    void remove(const Selection& selection, const QString& description);
    void undo();
    void redo();
    /// Puts `scene`, which has the same splats, in the place of `old` where that is still shown.
    void refresh(const ScenePtr& old, ScenePtr scene);
    /// Drops what is kept for the undoing of an entry's edits. Closes it where it is shown.
    void forget(EntryId entry);

signals:
    /// `sameObject`: a new result for what was shown before, so that the view stays.
    void sceneChanged(bool sameObject);

private:
    friend class RemoveSplats;
    friend class ReplaceScene;
    struct History {
        ScenePtr scene; ///< what the next undo starts from
        QUndoStack steps;
    };

    using Action = std::function<void()>;
    using MakeCloud = std::function<GaussianCloud(const Progress&)>;

    void put(EntryId entry, ScenePtr scene);
    const Scene* sceneOf(EntryId entry) const;
    void enqueue(Action edit);
    void startNext();
    void makeAndStep(EntryId entry, const MakeCloud& make, const Action& step);
    void goBack(bool back);

    EntryId m_entry = 0;
    ScenePtr m_scene;
    std::map<EntryId, History> m_histories;
    QUndoGroup m_undo;          ///< ends before the stacks do
    std::deque<Action> m_edits; ///< that wait for the one that is being made
    CloudPtr m_made;            ///< what the step of undo that is being taken leads to
    Worker m_worker;            ///< last: stops before the rest goes
};

} // namespace gambade::gui
