#pragma once

#include "app/gui/document.h"

#include <QUndoCommand>

namespace gambade::gui {

/// Undo and redo are the same swap.
class ReplaceScene : public QUndoCommand {
public:
    ReplaceScene(Document& document, ScenePtr scene, const QString& description)
        : QUndoCommand(description), m_document(document), m_other(std::move(scene)) {}

    void undo() override { swap(); }
    void redo() override { swap(); }

private:
    void swap() {
        const ScenePtr shown = m_document.scene();
        m_document.show(std::exchange(m_other, shown));
    }

    Document& m_document;
    ScenePtr m_other;
};

} // namespace gambade::gui
