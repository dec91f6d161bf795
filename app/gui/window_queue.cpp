// The queue and the window: which entry is shown, what becomes of results, what may be given up.

#include "app/gui/exporter.h"
#include "app/gui/input_panel.h"
#include "app/gui/main_window.h"
#include "app/gui/message_bar.h"
#include "app/gui/picture_view.h"
#include "app/gui/queue_panel.h"
#include "app/gui/session_store.h"
#include "app/gui/settings.h"
#include "app/gui/status_panel.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QMessageBox>
#include <QSplitter>

namespace gambade::gui {

void MainWindow::connectQueue() {
    connect(&m_queue, &JobQueue::stateChanged, this, &MainWindow::onStateChanged);
    connect(&m_queue, &JobQueue::sceneReady, this, &MainWindow::onSceneReady);
    connect(&m_queue, &JobQueue::progressChanged, this, [this](int row) {
        if (row == this->row()) {
            m_status->showJob(m_queue, row);
        }
    });
    connect(&m_queue, &JobQueue::inputReady, this, [this](int row) {
        if (row == this->row()) {
            showRow();
        }
    });
    connect(&m_queue, &JobQueue::removed, &m_document, &Document::forget);
    connect(m_queuePanel, &QueuePanel::selected, this, &MainWindow::selectRow);
    connect(m_status, &StatusPanel::cancelRequested, this, [this] { m_queue.cancel(row()); });
}

void MainWindow::selectRow(int row) {
    m_entry = row < 0 ? 0 : m_queue.id(row);
    m_queue.setShown(row);
    m_queuePanel->select(row);
    if (row >= 0 && m_queue.scene(row) && m_document.scene() != m_queue.scene(row)) {
        m_document.open(m_entry, m_queue.scene(row));
    } else if (row >= 0 && m_queue.needsMask(row)) {
        if (m_document.entry() != m_entry) {
            m_document.open(m_entry, nullptr);
        }
    } else if (row >= 0 && m_queue.hasNoResult(row) && m_document.entry() != 0) {
        m_document.close(); // another's result is not to be taken for this one's
    }
    if (row >= 0 && m_queue.hasNoResult(row) && m_queue.state(row) == JobQueue::State::kFailed) {
        m_messages->showErrorAgain(m_queue.message(row));
    }
    showRow();
}

int MainWindow::nearestRow(int row, const std::function<bool(int)>& fits) const {
    for (int next = row; next < m_queue.rowCount(); ++next) {
        if (fits(next)) {
            return next;
        }
    }
    while (row >= 0 && !fits(row)) {
        --row;
    }
    return row;
}

void MainWindow::removeRows(const std::vector<int>& rows) {
    const auto unsaved =
        std::ranges::count_if(rows, [this](int each) { return m_queue.isUnsaved(each); });
    if (!mayDiscard(static_cast<int>(unsaved), tr("Remove from the queue?"))) {
        return;
    }
    const auto stays = [&rows](int each) { return std::ranges::count(rows, each) == 0; };
    if (row() >= 0 && !stays(row())) {
        selectRow(nearestRow(row(), stays));
    }
    std::vector<EntryId> entries;
    std::ranges::transform(rows, std::back_inserter(entries),
                           [this](int each) { return m_queue.id(each); });
    for (const EntryId entry : entries) {
        m_queue.remove(m_queue.rowOf(entry));
    }
    showRow();
}

void MainWindow::showRow() {
    const int row = this->row();
    m_status->showJob(m_queue, row);
    if (row < 0) {
        m_input->setInput(nullptr, {});
        m_waiting->setInput(nullptr);
    } else {
        const ScenePtr scene = m_queue.scene(row);
        m_input->setInput(m_queue.input(row), m_queue.fileName(row));
        m_waiting->setInput(m_queue.input(row));
        m_input->setGuess(m_queue.guess(row), scene && scene->origin ? &*scene->origin : nullptr);
    }
    updatePage();
    updateActions();
}

void MainWindow::onStateChanged(int row) {
    if (m_queue.state(row) == JobQueue::State::kFailed) {
        m_messages->showError(m_queue.message(row));
    }
    if (row != this->row()) {
        updateActions();
        return;
    }
    // What ended without a result gives way to what is still shown, or to what comes next.
    const bool stays = !m_queue.hasNoResult(row) || m_queue.needsMask(row);
    const int instead = stays ? row
                        : shownRow() >= 0
                            ? shownRow()
                            : nearestRow(row, [this](int each) { return m_queue.isBusy(each); });
    if (instead >= 0 && (instead != row || m_queue.needsMask(row))) {
        selectRow(instead);
    } else {
        showRow();
    }
}

void MainWindow::onSceneReady(int row, const ScenePtr& scene) {
    if (!m_incoming.isOwn(scene->file) && !m_queue.isRecovered(row)) {
        updateRecentFiles(addRecentFile(
            QFileInfo(QString::fromStdString(scene->file.string())).absoluteFilePath()));
    }
    const EntryId entry = m_queue.id(row);
    const bool wasMissed = entry == m_document.entry() && !m_document.scene();
    m_document.replace(entry, scene, tr("reconstruction"));
    if (wasMissed) {
        showCentre(m_viewport); // from the mask, which was painted for this
        m_messages->hide();     // it has asked for the mask
    }
    if (entry == m_entry && entry != m_document.entry()) {
        m_document.open(entry, scene);
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
    if (m_exporter->isBusy() || m_pictureExporter->isBusy()) {
        m_messages->showNote(tr("A file is being written: wait for it, or cancel it, then close."));
        event->ignore();
        return;
    }
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
