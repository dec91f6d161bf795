// What the window does for its user beside the splats: models, results kept for crashes,
// diagnostics.

#include "app/gui/diagnostics.h"
#include "app/gui/exporter.h"
#include "app/gui/main_window.h"
#include "app/gui/message_bar.h"
#include "app/gui/model_dialog.h"
#include "app/gui/session_store.h"
#include "app/gui/settings.h"
#include "app/gui/status_panel.h"
#include "splats/log.h"

#include <QApplication>
#include <QClipboard>
#include <QMessageBox>
#include <QPushButton>

namespace gambade::gui {

void MainWindow::connectSession() {
    connect(&m_queue, &JobQueue::modelReady, this, [this](const LoadedModel& model) {
        m_model = model;
        log(LogLevel::kInfo, "model {} loaded from {}, on {}", model.name.toStdString(),
            model.file.string(), model.device.toStdString());
        m_status->showText(tr("Model %1 is ready (%2)").arg(model.name, model.device));
    });
    connect(&m_queue, &JobQueue::modelFailed, m_messages, &MessageBar::showError);
    if (!m_session) {
        return;
    }
    const auto keep = [this](int row) {
        if (row >= 0 && m_queue.isUnsaved(row)) {
            m_session->save(m_queue.id(row), m_queue.scene(row));
        }
    };
    connect(&m_queue, &JobQueue::sceneReady, this, keep);
    connect(&m_document, &Document::sceneChanged, this, [this, keep] { keep(shownRow()); });
    connect(&m_queue, &JobQueue::removed, this,
            [this](EntryId entry) { m_session->forget(entry); });
    connect(m_exporter, &Exporter::exported, this, [this] {
        for (int row = 0; row < m_queue.rowCount(); ++row) {
            if (!m_queue.isUnsaved(row)) {
                m_session->forget(m_queue.id(row));
            }
        }
    });
}

void MainWindow::prepareToEnd() {
    setEnabled(false);
    m_queue.cancelAll();
    if (!m_session) {
        emit readyToEnd();
        return;
    }
    connect(m_session.get(), &SessionStore::settled, this, &MainWindow::readyToEnd);
    m_session->hurry();
}

void MainWindow::offerRestore() {
    if (!m_session) {
        return;
    }
    const QStringList lost = m_session->adoptLost();
    if (lost.isEmpty()) {
        return;
    }
    auto* box = new QMessageBox(
        QMessageBox::Question, tr("Restore results?"),
        lost.size() == 1 ? tr("When Gambade ended, one result was not exported.")
                         : tr("When Gambade ended, %1 results were not exported.").arg(lost.size()),
        QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* open = box->addButton(tr("&Restore"), QMessageBox::AcceptRole);
    QPushButton* discard = box->addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    box->setDefaultButton(open);
    connect(box, &QMessageBox::buttonClicked, this,
            [this, lost, discard](const QAbstractButton* button) {
                if (button != discard) {
                    restore(lost);
                }
            });
    box->open();
}

void MainWindow::restore(const QStringList& files) {
    const int first = m_queue.add(toPaths(files), true);
    for (int index = 0; index < files.size(); ++index) {
        m_session->assign(m_queue.id(first + index), files[index]);
    }
    selectRow(first);
}

void MainWindow::showModels(const std::vector<std::filesystem::path>& imports) {
    auto* dialog = new ModelDialog(m_modelFile, publishedModels(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ModelDialog::chosen, this, [this](const std::filesystem::path& file) {
        m_modelFile = file;
        writeSetting(settings::kModel, QString::fromStdString(file.string()));
        m_queue.setModel(file);
    });
    dialog->open();
    for (const auto& file : imports) {
        dialog->import(file);
    }
}

void MainWindow::copyDiagnostics() {
    QApplication::clipboard()->setText(
        diagnostics(m_viewport->rendererDescription(), m_model, m_log));
    m_messages->showNote(tr("The diagnostics are in the clipboard, to be pasted into a report."));
}

} // namespace gambade::gui
