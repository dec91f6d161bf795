#include "app/gui/document.h"

#include "app/gui/undo_commands.h"

namespace gambade::gui {

void Document::open(ScenePtr scene) {
    m_undoStack.clear();
    m_scene = std::move(scene);
    emit sceneChanged(false);
}

void Document::replace(ScenePtr scene, const QString& description) {
    m_undoStack.push(new ReplaceScene(*this, std::move(scene), description));
}

void Document::remove(const Selection& selection, const QString& description) {
    if (selectedCount(selection) > 0) {
        m_undoStack.push(new RemoveSplats(*this, selection, description));
    }
}

void Document::refresh(const ScenePtr& old, ScenePtr scene) {
    if (m_scene == old) {
        show(std::move(scene));
    }
}

void Document::show(ScenePtr scene) {
    m_scene = std::move(scene);
    emit sceneChanged(true);
}

} // namespace gambade::gui
