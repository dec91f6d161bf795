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

void Document::show(ScenePtr scene) {
    m_scene = std::move(scene);
    emit sceneChanged(true);
}

} // namespace gambade::gui
