#pragma once

#include "app/gui/document.h"

#include <QUndoCommand>

namespace gambade::gui {

/// Undo and redo are the same swap. What is kept is without the render, which is made again when it
/// is shown.
class ReplaceScene : public QUndoCommand {
public:
    ReplaceScene(Document& document, EntryId entry, ScenePtr scene, const QString& description)
        : QUndoCommand(description), m_document(document), m_entry(entry),
          m_other(std::move(scene)) {}

    void undo() override { swap(); }
    void redo() override { swap(); }

private:
    void swap() {
        const ScenePtr present = m_document.m_histories.at(m_entry).scene;
        m_document.put(m_entry, std::exchange(m_other, withoutRender(present)));
    }

    static ScenePtr withoutRender(const ScenePtr& scene) {
        if (!scene->origin) {
            return scene;
        }
        auto kept = std::make_shared<Scene>(*scene);
        kept->origin->render = QImage();
        kept->origin->renderIsOld = true;
        return kept;
    }

    Document& m_document;
    EntryId m_entry;
    ScenePtr m_other;
};

/// Keeps what it took out, not the whole cloud. The splats that a step leads to are made by the
/// document before it.
class RemoveSplats : public QUndoCommand {
public:
    using Removed = std::shared_ptr<const RemovedSplats>;

    RemoveSplats(Document& document, EntryId entry, Removed removed, std::uint64_t revision,
                 const QString& description)
        : QUndoCommand(description), m_document(document), m_entry(entry),
          m_removed(std::move(removed)), m_revisionBefore(revision) {}

    const Removed& removed() const { return m_removed; }
    void undo() override { put(m_revisionBefore); }
    void redo() override { put(m_revisionAfter); }

private:
    void put(std::uint64_t revision) {
        auto scene = std::make_shared<Scene>(*m_document.sceneOf(m_entry));
        scene->cloud = m_document.m_made;
        scene->onGpu.reset();
        scene->revision = revision;
        if (scene->origin) {
            scene->origin->renderIsOld = true;
        }
        m_document.put(m_entry, std::move(scene));
    }

    Document& m_document;
    EntryId m_entry;
    Removed m_removed;
    std::uint64_t m_revisionBefore;
    std::uint64_t m_revisionAfter = newRevision();
};

} // namespace gambade::gui
