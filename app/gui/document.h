#pragma once

#include "app/gui/scene.h"
#include "splats/edit.h"

#include <QObject>
#include <QUndoGroup>
#include <QUndoStack>
#include <map>

namespace gambade::gui {

/// The scene that the window shows, and for each entry that was shown the way back to what it was
/// before.
class Document : public QObject {
    Q_OBJECT

public:
    /// Steps that can be undone, of each entry. One holds the splats that it took away or replaced;
    /// beside them nothing where another elevation was tried, 1 MB for another framing of the
    /// picture, at most 1 MB more for another mask.
    static constexpr int kUndoLimit = 100;

    explicit Document(QObject* parent = nullptr) : QObject(parent) {}

    const ScenePtr& scene() const { return m_scene; }
    /// 0 where nothing is shown.
    EntryId entry() const { return m_entry; }
    /// Its active stack is that of the shown entry.
    QUndoGroup& undoGroup() { return m_undo; }

    /// Shows an entry's scene; undo goes on where it was left with that entry.
    void open(EntryId entry, ScenePtr scene);
    /// Shows nothing.
    void close();
    /// Another result for an entry, which may be shown or not; undo brings the old one back.
    void replace(EntryId entry, ScenePtr scene, const QString& description);
    /// Takes the selected splats out of the shown scene; undo puts them back.
    void remove(const Selection& selection, const QString& description);
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

    void put(EntryId entry, ScenePtr scene);

    EntryId m_entry = 0;
    ScenePtr m_scene;
    std::map<EntryId, History> m_histories;
    QUndoGroup m_undo; ///< last: ends before the stacks do
};

} // namespace gambade::gui
