#include "app/gui/main_window.h"

#include "app/gui/compare_view.h"
#include "app/gui/display_panel.h"
#include "app/gui/drop_frame.h"
#include "app/gui/exporter.h"
#include "app/gui/file_dialogs.h"
#include "app/gui/input_panel.h"
#include "app/gui/mask_editor.h"
#include "app/gui/mask_panel.h"
#include "app/gui/message_bar.h"
#include "app/gui/model_library.h"
#include "app/gui/picture_view.h"
#include "app/gui/queue_panel.h"
#include "app/gui/result_panel.h"
#include "app/gui/section.h"
#include "app/gui/seen_colors.h"
#include "app/gui/session_store.h"
#include "app/gui/settings.h"
#include "app/gui/source_pose.h"
#include "app/gui/start_page.h"
#include "app/gui/status_panel.h"
#include "app/gui/tidy.h"
#include "app/gui/wheel_guard.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFileInfo>
#include <QMenuBar>
#include <QMimeData>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace gambade::gui {
namespace {

constexpr int kColumnWidth = 270;

/// A column beside the view; what does not fit scrolls.
QWidget* makeColumn(const QList<QWidget*>& parts, const QString& name) {
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(kSectionSpacing);
    for (QWidget* part : parts) {
        layout->addWidget(part, part->sizePolicy().verticalPolicy() == QSizePolicy::Expanding);
    }
    layout->addStretch();
    guardFromWheel(*content);
    auto* area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumWidth(kColumnWidth - 40);
    area->setAccessibleName(name);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

} // namespace

MainWindow::MainWindow(const StudioOptions& options, QWidget* parent)
    : QMainWindow(parent), m_incoming(this), m_pages(new QStackedWidget), m_start(new StartPage),
      m_viewport(new Viewport(options.canvas)), m_compare(new CompareView),
      m_waiting(new PictureView), m_centre(new QStackedWidget), m_columns(new QSplitter),
      m_input(new InputPanel), m_display(new DisplayPanel), m_result(new ResultPanel),
      m_messages(new MessageBar), m_status(new StatusPanel), m_actions(this, m_viewport),
      m_exporter(new Exporter(this)), m_pictureExporter(new PictureExporter(this)),
      m_seen(new SeenColors(this)), m_maskEditor(new MaskEditor(m_document.undoGroup())),
      m_maskPanel(new MaskPanel(m_actions, *m_maskEditor)),
      m_tidy(new Tidy(m_document, *m_viewport, m_actions, this)), m_modelFile(options.model.model),
      m_log(options.log), m_session(options.sessionFolder.isEmpty()
                                        ? nullptr
                                        : std::make_unique<SessionStore>(options.sessionFolder)),
      m_queue(options.model), m_queuePanel(new QueuePanel(m_queue, m_actions)) {
    setWindowTitle(QStringLiteral("Gambade"));
    setAcceptDrops(true);
    m_left = makeColumn({m_input, m_maskPanel, m_queuePanel}, tr("Picture and queue"));
    m_right = makeColumn({m_display, m_tidy->panel(), m_result}, tr("Display and result"));
    m_pages->addWidget(m_start);
    m_pages->addWidget(makeWorkPage());

    auto* central = new QWidget;
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_status);
    setCentralWidget(central);
    m_dropFrame = new DropFrame(central);

    makeMenus();
    makeToolBar();
    connectActions();
    connectViewActions();
    connectQueue();
    connectPanels();
    connectEditing();
    connectDisplay();
    connectSession();
    restoreLayout();
    updateRecentFiles(readSetting(settings::kRecentFiles));
    updatePage();
    updateActions();
}

MainWindow::~MainWindow() {
    // The undo stack tells of its own end, to a window that is half gone by then.
    m_document.undoGroup().disconnect(this);
}

QWidget* MainWindow::makeWorkPage() {
    m_waiting->setAccessibleName(tr("The picture being worked on"));
    m_centre->addWidget(m_waiting);
    m_centre->addWidget(m_viewport);
    m_centre->addWidget(m_compare);
    m_columns->setChildrenCollapsible(false);
    m_columns->setHandleWidth(1);
    for (QWidget* column : {m_left, static_cast<QWidget*>(m_centre), m_right}) {
        m_columns->addWidget(column);
    }
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({kColumnWidth, 10 * kColumnWidth, kColumnWidth});
    return m_columns;
}

void MainWindow::connectPanels() {
    connect(&m_incoming, &Incoming::ready, this, &MainWindow::openFiles);
    connect(&m_incoming, &Incoming::failed, m_messages, &MessageBar::showError);
    connect(m_start, &StartPage::openRequested, this, &MainWindow::askForFiles);
    connect(m_start, &StartPage::fileChosen, this,
            [this](const QString& file) { openFiles(toPaths({file})); });
    connect(m_input, &InputPanel::guessEdited, this, [this] {
        if (row() >= 0 && m_queue.isPicture(row()) && m_input->guess() != m_queue.guess(row())) {
            m_queue.rerun(row(), m_input->guess());
        }
    });
    connect(m_input, &InputPanel::objectChosen, this,
            [this](int object) { m_queue.setObject(row(), object); });
    const auto offerModes = [this] {
        m_display->setOffered([this](DisplayMode mode) { return m_viewport->offers(mode); });
    };
    connect(m_viewport, &Viewport::canvasReplaced, this, offerModes);
    connect(m_viewport, &Viewport::drawingFailed, m_messages, &MessageBar::showError);
    offerModes();
    connect(&m_document, &Document::sceneChanged, this, &MainWindow::onSceneChanged);
    QUndoGroup& undo = m_document.undoGroup();
    connect(&undo, &QUndoGroup::indexChanged, this, &MainWindow::updateActions);
    connect(&undo, &QUndoGroup::indexChanged, this, &MainWindow::dropExportFailure);
    connect(&undo, &QUndoGroup::undoTextChanged, this,
            [this](const QString& step) { m_actions.setStep(ActionId::kUndo, step); });
    connect(&undo, &QUndoGroup::redoTextChanged, this,
            [this](const QString& step) { m_actions.setStep(ActionId::kRedo, step); });
    connect(m_exporter, &Exporter::failed, this, &MainWindow::showExportFailure);
    connect(m_exporter, &Exporter::cancelled, this,
            [this] { m_status->showText(tr("Export cancelled")); });
    connect(m_exporter, &Exporter::exported, this,
            [this](const ScenePtr& scene, const QString& file) {
                noteExport(file);
                m_queue.markExported(scene);
                setWindowModified(shownRow() >= 0 && m_queue.isUnsaved(shownRow()));
                m_status->showText(tr("Exported to %1").arg(file));
            });
}

void MainWindow::showExportFailure(const QString& message) {
    m_exportFailure = message;
    m_messages->showError(message);
}

void MainWindow::dropExportFailure() {
    m_messages->retract(m_exportFailure);
}

void MainWindow::noteExport(const QString& file) {
    dropExportFailure();
    writeSetting(settings::kExportFolder, QFileInfo(file).absolutePath());
}

void MainWindow::openFiles(const std::vector<std::filesystem::path>& files) {
    if (files.empty()) {
        return;
    }
    std::vector<std::filesystem::path> models;
    std::vector<std::filesystem::path> others;
    std::ranges::partition_copy(files, std::back_inserter(models), std::back_inserter(others),
                                hasModelExtension);
    if (!models.empty()) {
        showModels(models);
    }
    if (!others.empty()) {
        m_messages->hide();
        selectRow(m_queue.add(foldersOpened(others)));
    }
}

void MainWindow::askForFiles() {
    const QStringList files =
        askForExisting(this, tr("Open pictures or splats"), readSetting(settings::kOpenFolder),
                       QFileDialog::ExistingFiles, openFilter());
    if (!files.isEmpty()) {
        writeSetting(settings::kOpenFolder, QFileInfo(files.first()).absolutePath());
        openFiles(toPaths(files));
    }
}

void MainWindow::paste() {
    const QMimeData& content = *QApplication::clipboard()->mimeData();
    if (!Incoming::accepts(content)) {
        m_messages->showNote(tr("There is no picture to paste: copy one, or its file."));
    }
    m_incoming.take(content);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (Incoming::accepts(*event->mimeData())) {
        acceptAsCopy(*event);
        m_dropFrame->show();
    }
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent* /*event*/) {
    m_dropFrame->hide();
}

void MainWindow::dropEvent(QDropEvent* event) {
    m_dropFrame->hide();
    acceptAsCopy(*event);
    m_incoming.take(*event->mimeData());
}

void MainWindow::onSceneChanged(bool sameObject) {
    const ScenePtr scene = m_document.scene();
    m_seen->setScene(scene);
    m_result->setScene(scene);
    m_status->showScene(scene);
    m_display->setSeenOffered(scene && scene->origin);
    if (!scene || !scene->origin) {
        setComparing(false);
    }
    if (!scene) {
        m_centre->setCurrentWidget(m_waiting);
        setWindowTitle(QStringLiteral("Gambade"));
        setWindowModified(false);
        showRow();
        return;
    }
    m_queue.setScene(shownRow(), scene);
    if (m_centre->currentWidget() == m_waiting) {
        m_centre->setCurrentWidget(m_viewport);
        m_viewport->setFocus();
    }
    if (!sameObject) {
        m_viewport->setHome(sourcePose(*scene));
        m_compare->fit();
    }
    if (scene->origin) {
        m_compare->setScene(*scene->origin);
    }
    setWindowTitle(tr("%1[*] — Gambade").arg(scene->name()));
    setWindowModified(m_queue.isUnsaved(shownRow()));
    showRow();
}

void MainWindow::setComparing(bool comparing) {
    showCentre(comparing ? static_cast<QWidget*>(m_compare) : m_viewport);
}

void MainWindow::updateActions() {
    const ScenePtr scene = m_document.scene();
    WindowState state;
    state.hasScene = scene != nullptr;
    state.hasOrigin = scene && scene->origin;
    state.canExportAll = !m_queue.scenes().empty();
    state.busy = row() >= 0 && m_queue.isBusy(row());
    state.canRunAgain = row() >= 0 && !state.busy;
    state.canRemove = row() >= 0;
    state.canClearFinished = m_queue.busyCount() < m_queue.rowCount();
    const bool painting = m_maskEditor->isPainting();
    state.canUndo = m_document.undoGroup().canUndo() && !painting;
    state.canRedo = m_document.undoGroup().canRedo() && !painting;
    state.comparing = m_centre->currentWidget() == m_compare;
    state.canEditMask = m_maskEditor->hasInput() && m_entry == m_document.entry();
    state.maskShown = m_centre->currentWidget() == m_maskEditor;
    state.maskEdited = state.canEditMask && m_maskEditor->isEdited() && !painting;
    state.hasSelection = m_tidy->hasSelection();
    m_actions.update(state);
    m_display->setEnabled(!state.comparing && !state.maskShown); // it is about the 3D view
}

void MainWindow::updatePage() {
    const bool working =
        m_document.entry() != 0 || m_queue.busyCount() > 0 || m_queue.rowCount() > 1;
    m_pages->setCurrentWidget(working ? static_cast<QWidget*>(m_columns) : m_start);
    const bool pictureShown = row() >= 0 && m_queue.isPicture(row());
    m_input->setVisible(pictureShown);
    m_maskPanel->setVisible(pictureShown);
    m_tidy->panel()->setVisible(m_document.scene() != nullptr);
    m_left->setVisible(m_actions[ActionId::kLeftPanel].isChecked() &&
                       (pictureShown || m_queue.rowCount() > 1));
    m_right->setVisible(m_actions[ActionId::kRightPanel].isChecked());
    m_status->setVisible(working);
}

} // namespace gambade::gui
