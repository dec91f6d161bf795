#pragma once

#include "app/gui/scene.h"
#include "splats/edit.h"

#include <QObject>
#include <QUndoStack>

namespace gambade::gui {

/// The scene that the window shows, and the way back to what it was before.
class Document : public QObject {
    Q_OBJECT

public:
    explicit Document(QObject* parent = nullptr) : QObject(parent) {}

    const ScenePtr& scene() const { return m_scene; }
    QUndoStack& undoStack() { return m_undoStack; }

    /// Shows another thing (null: nothing): there is no way back from it by undo.
    void open(ScenePtr scene);
    /// Shows a new result for the same picture; undo brings the old one back.
    void replace(ScenePtr scene, const QString& description);
    /// Takes the selected splats out of the shown scene; undo puts them back.
    void remove(const Selection& selection, const QString& description);
    /// Puts `scene`, which has the same splats, in the place of `old` where that is still shown.
    void refresh(const ScenePtr& old, ScenePtr scene);

signals:
    /// `sameObject`: a new result for what was shown before, so that the view stays.
    void sceneChanged(bool sameObject);

private:
    friend class RemoveSplats;
    friend class ReplaceScene;
    void show(ScenePtr scene);

    ScenePtr m_scene;
    QUndoStack m_undoStack;
};

} // namespace gambade::gui
