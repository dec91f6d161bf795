// The queue and the window: which entry is shown, what becomes of results, what may be given up.

#include "app/gui/input_panel.h"
#include "app/gui/main_window.h"
#include "app/gui/message_bar.h"
#include "app/gui/picture_view.h"
#include "app/gui/queue_panel.h"
#include "app/gui/session_store.h"
#include "app/gui/settings.h"
#include "app/gui/status_panel.h"

#include <QCloseEvent>
#include <QMessageBox>
#include <QSplitter>

namespace gambade::gui {

void MainWindow::connectQueue() {
    connect(&m_queue, &JobQueue::stateChanged, this, &MainWindow::onStateChanged);
    connect(&m_queue, &JobQueue::sceneReady, this, &MainWindow::onSceneReady);
    connect(&m_queue, &JobQueue::progressChanged, this, [this](int row) {
        if (row == m_row) {
            m_status->showJob(m_queue, row);
        }
    });
    connect(&m_queue, &JobQueue::inputReady, this, [this](int row) {
        if (row == m_row) {
            showRow();
        }
    });
    connect(m_queuePanel, &QueuePanel::selected, this, &MainWindow::selectRow);
    connect(m_status, &StatusPanel::cancelRequested, this, [this] { m_queue.cancel(m_row); });
}

void MainWindow::selectRow(int row) {
    m_row = row;
    m_queuePanel->select(row);
    if (const ScenePtr scene = m_queue.scene(row); scene && m_document.scene() != scene) {
        m_shownRow = row;
        m_document.open(scene);
    }
    showRow();
}

void MainWindow::showRow() {
    const ScenePtr scene = m_queue.scene(m_row);
    m_input->setInput(m_queue.input(m_row), m_queue.fileName(m_row));
    m_waiting->setInput(m_queue.input(m_row));
    m_input->setGuess(m_queue.guess(m_row), scene && scene->origin ? &*scene->origin : nullptr);
    m_status->showJob(m_queue, m_row);
    updatePage();
    updateActions();
}

int MainWindow::rowAfterRemoval() const {
    // What the view shows can only make way for another thing to show.
    const auto fits = [this](int row) { return m_row != m_shownRow || m_queue.scene(row); };
    for (int row = m_row + 1; m_row >= 0 && row < m_queue.rowCount(); ++row) {
        if (fits(row)) {
            return row;
        }
    }
    for (int row = m_row - 1; row >= 0; --row) {
        if (fits(row)) {
            return row;
        }
    }
    return -1;
}

void MainWindow::removeRow() {
    const int removed = m_row;
    const int next = rowAfterRemoval();
    if (next < 0 ||
        !mayDiscard(m_queue.isUnsaved(removed) ? 1 : 0, tr("Remove it from the queue?"))) {
        return;
    }
    selectRow(next);
    m_queue.remove(removed);
    for (int* row : {&m_row, &m_shownRow}) {
        *row -= *row > removed ? 1 : 0;
    }
    if (m_session) {
        m_session->remove(removed);
    }
    m_queuePanel->select(m_row);
    showRow();
}

void MainWindow::onStateChanged(int row) {
    if (m_queue.state(row) == JobQueue::State::kFailed) {
        m_messages->showError(m_queue.message(row));
    }
    if (row == m_row) {
        showRow();
    } else {
        updateActions();
    }
}

void MainWindow::onSceneReady(int row, const ScenePtr& scene) {
    if (m_shownRow == row) {
        m_document.replace(scene, tr("reconstruction"));
    } else if (m_row == row) {
        m_shownRow = row;
        m_document.open(scene);
    }
}

bool MainWindow::mayDiscard(int unsaved, const QString& title) {
    if (unsaved == 0 || !readSetting(settings::kAskBeforeDiscard)) {
        return true;
    }
    QMessageBox box(QMessageBox::Question, title,
                    unsaved == 1 ? tr("One result has not been exported.")
                                 : tr("%1 results have not been exported.").arg(unsaved),
                    QMessageBox::Discard | QMessageBox::Cancel, this);
    box.setInformativeText(tr("What is not exported is lost."));
    box.setDefaultButton(QMessageBox::Cancel);
    return box.exec() == QMessageBox::Discard;
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!mayDiscard(m_queue.unsavedCount(), tr("Close Gambade?"))) {
        event->ignore();
        return;
    }
    m_queue.cancelAll();
    if (m_session) {
        m_session->clear();
    }
    writeSetting(settings::kGeometry, saveGeometry());
    writeSetting(settings::kColumns, m_columns->saveState());
    event->accept();
}

} // namespace gambade::gui
