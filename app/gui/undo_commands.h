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

/// Of the entry that is shown. Keeps what it took out, not the whole cloud.
class RemoveSplats : public QUndoCommand {
public:
    RemoveSplats(Document& document, const Selection& selection, const QString& description)
        : QUndoCommand(description), m_document(document),
          m_removed(copySelected(*document.scene()->cloud, selection)),
          m_revisionBefore(document.scene()->revision) {}

    void undo() override {
        put(withRestored(*m_document.scene()->cloud, m_removed), m_revisionBefore);
    }
    void redo() override {
        put(without(*m_document.scene()->cloud, m_removed.indices), m_revisionAfter);
    }

private:
    void put(GaussianCloud cloud, std::uint64_t revision) {
        auto scene = std::make_shared<Scene>(*m_document.scene());
        scene->cloud = std::make_shared<const GaussianCloud>(std::move(cloud));
        scene->revision = revision;
        if (scene->origin) {
            scene->origin->renderIsOld = true;
        }
        m_document.put(m_document.entry(), std::move(scene));
    }

    Document& m_document;
    RemovedSplats m_removed;
    std::uint64_t m_revisionBefore;
    std::uint64_t m_revisionAfter = newRevision();
};

} // namespace gambade::gui
