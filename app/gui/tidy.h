#pragma once

#include "app/gui/selection_tools.h"
#include "app/gui/worker.h"

#include <QObject>

namespace gambade::gui {

class Actions;
class Document;
class TidyPanel;

/// Selects splats of the shown scene and deletes them: joins the tools in the view, the panel, the
/// actions and the document. What is selected is highlighted in the view.
class Tidy : public QObject {
    Q_OBJECT

public:
    Tidy(Document& document, Viewport& viewport, Actions& actions, QObject* parent = nullptr);

    QWidget* panel() const;
    const Selection& selection() const { return m_selection; }
    bool hasSelection() const { return m_selected > 0; }
    void select(const Selection& picked, SelectionMode mode);
    /// Who looks for floaters, to be watched.
    Worker& worker() { return m_worker; }
    /// What the view shows of the document's scene, in whichever colours: the same splats.
    void showCloud(const CloudPtr& cloud, const OnGpu& onGpu);

signals:
    void selectionChanged();
    void failed(const QString& message);
    /// What became of an action that changed nothing.
    void told(const QString& note);

private:
    void connectActions(Actions& actions);
    void onSceneChanged(bool sameObject);
    void findFloaters();
    void previewCrop();
    void highlight();

    Document& m_document;
    Viewport& m_viewport;
    TidyPanel* m_panel;
    SelectionTools* m_tools;
    QAction* m_cropAction;
    CloudPtr m_cloud; ///< as shown
    std::uint64_t m_revision = 0;
    Selection m_selection;
    std::size_t m_selected = 0;
    Worker::JobId m_job = 0;
    Worker m_worker; ///< last: stops before the rest goes
};

} // namespace gambade::gui
