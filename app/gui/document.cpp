#include "app/gui/document.h"

#include "app/gui/undo_commands.h"

namespace gambade::gui {

void Document::open(EntryId entry, ScenePtr scene) {
    const auto [history, isNew] = m_histories.try_emplace(entry);
    QUndoStack& steps = history->second.steps;
    if (isNew) {
        steps.setUndoLimit(kUndoLimit);
        m_undo.addStack(&steps);
    }
    history->second.scene = scene;
    m_entry = entry;
    m_scene = std::move(scene);
    m_undo.setActiveStack(&steps);
    emit sceneChanged(false);
}

void Document::close() {
    m_entry = 0;
    m_scene.reset();
    m_undo.setActiveStack(nullptr);
    emit sceneChanged(false);
}

void Document::replace(EntryId entry, ScenePtr scene, const QString& description) {
    if (const auto history = m_histories.find(entry); history != m_histories.end()) {
        history->second.steps.push(new ReplaceScene(*this, entry, std::move(scene), description));
    }
}

void Document::remove(const Selection& selection, const QString& description) {
    if (selectedCount(selection) > 0) {
        m_undo.activeStack()->push(new RemoveSplats(*this, selection, description));
    }
}

void Document::refresh(const ScenePtr& old, ScenePtr scene) {
    if (m_scene == old) {
        put(m_entry, std::move(scene));
    }
}

void Document::forget(EntryId entry) {
    if (entry == m_entry) {
        close();
    }
    m_histories.erase(entry);
}

void Document::put(EntryId entry, ScenePtr scene) {
    m_histories.at(entry).scene = scene;
    if (entry == m_entry) {
        m_scene = std::move(scene);
        emit sceneChanged(true);
    }
}

} // namespace gambade::gui
