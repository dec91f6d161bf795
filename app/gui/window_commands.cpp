// What the window's menus and tool bar hold, and what their actions do.

#include "app/gui/about_box.h"
#include "app/gui/compare_view.h"
#include "app/gui/exporter.h"
#include "app/gui/main_window.h"
#include "app/gui/mask_editor.h"
#include "app/gui/preferences_dialog.h"
#include "app/gui/screen_room.h"
#include "app/gui/settings.h"
#include "app/gui/shortcut_sheet.h"
#include "app/gui/start_page.h"

#include <QEvent>
#include <QFileInfo>
#include <QMenuBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>

namespace gambade::gui {

void MainWindow::makeMenus() {
    const auto add = [this](QMenu& menu, std::initializer_list<ActionId> ids) {
        for (const ActionId id : ids) {
            menu.addAction(&m_actions[id]);
        }
    };
    QMenu& file = *menuBar()->addMenu(tr("&File"));
    add(file, {ActionId::kOpen});
    m_recentMenu = file.addMenu(tr("Open &recent"));
    add(file, {ActionId::kPaste});
    file.addSeparator();
    add(file, {ActionId::kExport, ActionId::kExportAll, ActionId::kSavePicture,
               ActionId::kSaveTurntable});
    file.addSeparator();
    add(file, {ActionId::kModels});
    file.addSeparator();
    add(file, {ActionId::kQuit});

    QMenu& edit = *menuBar()->addMenu(tr("&Edit"));
    add(edit, {ActionId::kUndo, ActionId::kRedo});
    edit.addSeparator();
    add(edit, {ActionId::kEditMask, ActionId::kResetMask});
    edit.addSeparator();
    add(edit, {ActionId::kRunAgain, ActionId::kCancel});
    edit.addSeparator();
    add(edit, {ActionId::kRemove, ActionId::kClearFinished});
    edit.addSeparator();
    add(edit, {ActionId::kPreferences});

    QMenu& tidy = *menuBar()->addMenu(tr("&Tidy"));
    add(tidy, {ActionId::kSelectBox, ActionId::kSelectBrush, ActionId::kSelectSphere});
    tidy.addSeparator();
    add(tidy, {ActionId::kSelectAll, ActionId::kSelectNone, ActionId::kInvertSelection,
               ActionId::kFindFloaters, ActionId::kSelectHidden});
    tidy.addSeparator();
    add(tidy, {ActionId::kCropBox, ActionId::kDeleteSelected});

    QMenu& view = *menuBar()->addMenu(tr("&View"));
    add(view, {ActionId::kFrame, ActionId::kReset, ActionId::kTurntable, ActionId::kFly});
    view.addSeparator();
    add(view, {ActionId::kFront, ActionId::kBack, ActionId::kRight, ActionId::kLeft, ActionId::kTop,
               ActionId::kBelow});
    view.addSeparator();
    add(view, {ActionId::kOrthographic});
    view.addSeparator();
    add(view, {ActionId::kCompare});
    view.addSeparator();
    add(view,
        {ActionId::kViewCube, ActionId::kLeftPanel, ActionId::kRightPanel, ActionId::kFullScreen});

    add(*menuBar()->addMenu(tr("&Help")),
        {ActionId::kShortcuts, ActionId::kCopyDiagnostics, ActionId::kAbout});
}

void MainWindow::makeToolBar() {
    QToolBar& bar = *addToolBar(tr("Tools"));
    bar.setObjectName(QStringLiteral("tools"));
    bar.setMovable(false);
    bar.setContextMenuPolicy(Qt::PreventContextMenu);
    bar.setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar.setIconSize({18, 18});
    const auto add = [&](std::initializer_list<ActionId> ids) {
        for (const ActionId id : ids) {
            bar.addAction(&m_actions[id]);
        }
    };
    add({ActionId::kOpen, ActionId::kExport, ActionId::kSavePicture});
    bar.addSeparator();
    add({ActionId::kFrame, ActionId::kReset, ActionId::kTurntable});
    bar.addSeparator();
    add({ActionId::kCompare});
}

void MainWindow::connectActions() {
    m_actions.on(ActionId::kOpen, [this](bool) { askForFiles(); });
    m_actions.on(ActionId::kPaste, [this](bool) { paste(); });
    m_actions.on(ActionId::kExport, [this](bool) { m_exporter->askAndExport(m_document.scene()); });
    m_actions.on(ActionId::kExportAll,
                 [this](bool) { m_exporter->askAndExportAll(m_queue.scenes()); });
    m_actions.on(ActionId::kSavePicture, [this](bool) { savePicture(); });
    m_actions.on(ActionId::kSaveTurntable,
                 [this](bool) { m_pictureExporter->askAndSaveTurntable(viewContent()); });
    m_actions.on(ActionId::kModels, [this](bool) { showModels(); });
    m_actions.on(ActionId::kQuit, [this](bool) { close(); });
    m_actions.on(ActionId::kUndo, [this](bool) { m_document.undo(); });
    m_actions.on(ActionId::kRedo, [this](bool) { m_document.redo(); });
    m_actions.on(ActionId::kCancel, [this](bool) { m_queue.cancel(row()); });
    m_actions.on(ActionId::kRunAgain, [this](bool) { m_queue.rerun(row(), m_queue.guess(row())); });
    m_actions.on(ActionId::kRemove, [this](bool) { removeRows({row()}); });
    m_actions.on(ActionId::kClearFinished, [this](bool) {
        std::vector<int> finished;
        for (int each = 0; each < m_queue.rowCount(); ++each) {
            if (!m_queue.isBusy(each)) {
                finished.push_back(each);
            }
        }
        removeRows(finished);
    });
    m_actions.on(ActionId::kPreferences, [this](bool) {
        auto* dialog = new PreferencesDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &PreferencesDialog::appearanceChanged, this,
                &MainWindow::appearanceChanged);
        dialog->open();
    });
    m_actions.on(ActionId::kCopyDiagnostics, [this](bool) { copyDiagnostics(); });
    m_actions.on(ActionId::kShortcuts, [this](bool) {
        auto* sheet = new ShortcutSheet(*menuBar(), this);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->open();
    });
    m_actions.on(ActionId::kAbout,
                 [this](bool) { showAbout(this, m_viewport->rendererDescription()); });
}

void MainWindow::connectViewActions() {
    OrbitController& orbit = m_viewport->orbit();
    m_actions.on(ActionId::kFrame, [this](bool) {
        const QWidget* page = m_centre->currentWidget();
        if (page == m_maskEditor) {
            m_maskEditor->fit();
        } else if (page == m_compare) {
            m_compare->fit();
        } else {
            m_viewport->frameCloud();
        }
    });
    m_actions.on(ActionId::kReset, [this](bool) { m_viewport->goHome(); });
    m_actions.on(ActionId::kFront, [&orbit](bool) { orbit.look(0.0, 0.0); });
    m_actions.on(ActionId::kRight, [&orbit](bool) { orbit.look(90.0, 0.0); });
    m_actions.on(ActionId::kTop, [&orbit](bool) { orbit.look(0.0, 90.0); });
    m_actions.on(ActionId::kBack, [&orbit](bool) { orbit.look(180.0, 0.0); });
    m_actions.on(ActionId::kLeft, [&orbit](bool) { orbit.look(-90.0, 0.0); });
    m_actions.on(ActionId::kBelow, [&orbit](bool) { orbit.look(0.0, -90.0); });
    m_actions[ActionId::kViewCube].setChecked(readSetting(settings::kViewCube));
    m_viewport->setCubeShown(readSetting(settings::kViewCube));
    m_viewport->setCubeMenu({&m_actions[ActionId::kOrthographic], &m_actions[ActionId::kFrame],
                             &m_actions[ActionId::kReset], &m_actions[ActionId::kViewCube]});
    m_actions.on(ActionId::kOrthographic, [&orbit](bool on) { orbit.setOrthographic(on); });
    m_actions.on(ActionId::kViewCube, [this](bool on) {
        writeSetting(settings::kViewCube, on);
        m_viewport->setCubeShown(on);
    });
    m_actions.on(ActionId::kTurntable, [&orbit](bool on) { orbit.setTurning(on); });
    connect(&orbit, &OrbitController::turningChanged, this,
            [this](bool turning) { m_actions[ActionId::kTurntable].setChecked(turning); });
    m_actions.on(ActionId::kCompare, [this](bool on) { setComparing(on); });

    const auto panel = [this](ActionId id, const Setting<bool>& setting) {
        m_actions[id].setChecked(readSetting(setting));
        m_actions.on(id, [this, &setting](bool on) {
            writeSetting(setting, on);
            updatePage();
        });
    };
    panel(ActionId::kLeftPanel, settings::kLeftPanel);
    panel(ActionId::kRightPanel, settings::kRightPanel);
    m_actions.on(ActionId::kFullScreen, [this](bool on) {
        setWindowState(windowState().setFlag(Qt::WindowFullScreen, on));
    });
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::WindowStateChange) { // by the desktop too, or the last session
        m_actions[ActionId::kFullScreen].setChecked(isFullScreen());
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::restoreLayout() {
    constexpr QSize kFirstSize(1280, 800);
    if (!restoreGeometry(readSetting(settings::kGeometry))) {
        resize(kFirstSize.boundedTo(roomOnScreen(*this)));
    }
    m_columns->restoreState(readSetting(settings::kColumns));
}

void MainWindow::updateRecentFiles(const QStringList& files) {
    m_start->setRecentFiles(files);
    m_recentMenu->clear();
    m_recentMenu->setEnabled(!files.isEmpty());
    for (const QString& file : files) {
        QAction* action = m_recentMenu->addAction(QFileInfo(file).fileName());
        action->setToolTip(file);
        connect(action, &QAction::triggered, this, [this, file] { openFiles(toPaths({file})); });
    }
}

} // namespace gambade::gui
