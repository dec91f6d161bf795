// What of the window edits the mask and the splats.

#include "app/gui/compare_view.h"
#include "app/gui/main_window.h"
#include "app/gui/mask_editor.h"
#include "app/gui/message_bar.h"
#include "app/gui/picture_view.h"
#include "app/gui/progress_box.h"
#include "app/gui/render_refresh.h"
#include "app/gui/status_panel.h"
#include "app/gui/tidy.h"

#include <QKeyEvent>
#include <QStackedWidget>

namespace gambade::gui {

void MainWindow::connectEditing() {
    connect(m_tidy, &Tidy::selectionChanged, this, &MainWindow::updateActions);
    connect(m_tidy, &Tidy::failed, m_messages, &MessageBar::showError);
    connect(m_tidy, &Tidy::told, m_status, &StatusPanel::showText);
    connect(&m_document.worker(), &Worker::failed, this,
            [this](Worker::JobId, const QString& message) { m_messages->showError(message); });
    for (const auto& [worker, title] : {std::pair(&m_document.worker(), tr("Editing")),
                                        std::pair(&m_tidy->worker(), tr("Looking for floaters"))}) {
        auto* box = new ProgressBox(this, this);
        box->setTitle(title);
        box->follow(*worker);
    }
    auto* refresh = new RenderRefresh(m_document, this);
    connect(refresh, &RenderRefresh::failed, m_messages, &MessageBar::showError);

    m_centre->addWidget(m_maskEditor);
    m_actions.on(ActionId::kEditMask, [this](bool on) {
        showCentre(on ? static_cast<QWidget*>(m_maskEditor) : m_viewport);
    });
    m_actions.on(ActionId::kResetMask, [this](bool) { m_maskEditor->reset(); });
    connect(m_maskEditor, &MaskEditor::maskChanged, this, [this] {
        m_queue.setMask(shownRow(), m_maskEditor->mask());
        updateActions();
    });
    connect(m_maskEditor, &MaskEditor::paintingChanged, this, &MainWindow::updateActions);
    connect(&m_document, &Document::sceneChanged, this, [this](bool sameObject) {
        const ScenePtr& scene = m_document.scene();
        const auto input = scene && scene->origin              ? scene->origin->input
                           : !scene && m_document.entry() != 0 ? m_queue.input(shownRow())
                                                               : nullptr;
        if (!sameObject || (input && input->object != m_maskEditor->object())) {
            m_maskEditor->setInput(input, input ? m_queue.mask(shownRow()) : QImage());
            updateActions();
        }
        if (m_centre->currentWidget() == m_maskEditor && !input) {
            showCentre(m_viewport);
        }
    });
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) {
        QMainWindow::keyPressEvent(event);
        return;
    }
    // One way out of everything that takes the mouse or the view for itself, then of full screen.
    bool left = false;
    for (const ActionId id : {ActionId::kSelectBox, ActionId::kSelectBrush, ActionId::kSelectSphere,
                              ActionId::kCropBox, ActionId::kEditMask, ActionId::kCompare}) {
        if (m_actions[id].isChecked()) {
            m_actions[id].trigger();
            left = true;
        }
    }
    if (!left && isFullScreen()) {
        m_actions[ActionId::kFullScreen].trigger();
    }
}

void MainWindow::showCentre(QWidget* page) {
    if (page == m_viewport && !m_document.scene()) {
        page = m_waiting;
    }
    m_viewport->orbit().setTurning(false);
    m_centre->setCurrentWidget(page);
    m_actions[ActionId::kCompare].setChecked(page == m_compare);
    m_actions[ActionId::kEditMask].setChecked(page == m_maskEditor);
    page->setFocus();
    updateActions();
}

} // namespace gambade::gui
