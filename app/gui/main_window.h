#pragma once

#include "app/gui/actions.h"
#include "app/gui/document.h"
#include "app/gui/incoming.h"
#include "app/gui/job_queue.h"
#include "app/gui/picture_exporter.h"
#include "app/gui/viewport.h"

#include <QMainWindow>
#include <functional>

class QSplitter;
class QStackedWidget;

namespace gambade::gui {

class CompareView;
class DisplayPanel;
class DropFrame;
class Exporter;
class InputPanel;
class MaskEditor;
class MaskPanel;
class MessageBar;
class MessageLog;
class PictureView;
class QueuePanel;
class ResultPanel;
class SeenColors;
class SessionStore;
class StartPage;
class StatusPanel;
class Tidy;

struct StudioOptions {
    ModelChoice model;
    CanvasChoice canvas = CanvasChoice::kAuto;
    QString sessionFolder;           ///< for crashes; empty: results are not kept for them
    const MessageLog* log = nullptr; ///< for the diagnostics; null: none
};

/// Puts the parts together: files go to the queue, the entry that is selected is shown, and its
/// result becomes the document.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const StudioOptions& options, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openFiles(const std::vector<std::filesystem::path>& files);
    /// Without questions, as nobody may be there to answer: what runs is cancelled, and results
    /// that were not exported are kept for the next start. readyToEnd() tells when that is done.
    void prepareToEnd();
    /// Asks whether to open what a crash left behind, where there is such.
    void offerRestore();

    // For tests, which look and act beside the user.
    JobQueue& queue() { return m_queue; }
    Document& document() { return m_document; }
    Viewport& viewport() { return *m_viewport; }
    Exporter& exporter() { return *m_exporter; }
    PictureExporter& pictureExporter() { return *m_pictureExporter; }
    ViewContent viewContent() const;
    MessageBar& messageBar() { return *m_messages; }
    Actions& actions() { return m_actions; }
    Tidy& tidy() { return *m_tidy; }
    MaskEditor& maskEditor() { return *m_maskEditor; }

signals:
    /// The user has chosen light or dark in the preferences.
    void appearanceChanged();
    void readyToEnd();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeWorkPage();
    void makeMenus();
    void makeToolBar();
    void connectActions();
    void connectViewActions();
    void connectQueue();
    void connectPanels();
    void connectDisplay();
    void connectSession();
    void restoreLayout();

    /// @param imports models to import at once
    void showModels(const std::vector<std::filesystem::path>& imports = {});
    void copyDiagnostics();
    void restore(const QStringList& files);

    void askForFiles();
    void paste();
    /// Of what the centre shows.
    void savePicture();
    void showExportFailure(const QString& message);
    /// Once something was edited or written, what could not be written is of the past.
    void dropExportFailure();
    void noteExport(const QString& file);
    /// -1: nothing is selected.
    void selectRow(int row);
    /// The next row that fits, from this one on, else the last before it; -1: none does.
    int nearestRow(int row, const std::function<bool(int)>& fits) const;
    /// The entries whose place in the queue this says go out of it; asks where results are lost.
    void removeRows(const std::vector<int>& rows);
    void onStateChanged(int row);
    void onSceneReady(int row, const ScenePtr& scene);
    void onSceneChanged(bool sameObject);
    void showRow();
    void connectEditing();
    void setComparing(bool comparing);
    /// Puts a page in the place of the 3D view, or the view back; the picture where it has nothing
    /// to show.
    void showCentre(QWidget* page);
    void updateActions();
    void updatePage();
    void updateRecentFiles(const QStringList& files);
    /// Whether so many results that were not exported may be lost; asks, where there are some.
    bool mayDiscard(int unsaved, const QString& title);
    /// Of the entry that the panels show; -1: none.
    int row() const { return m_queue.rowOf(m_entry); }
    /// Of the entry that the document's scene is from; -1: none.
    int shownRow() const { return m_queue.rowOf(m_document.entry()); }

    Incoming m_incoming;
    Document m_document;
    QStackedWidget* m_pages;
    StartPage* m_start;
    Viewport* m_viewport;
    CompareView* m_compare;
    PictureView* m_waiting; ///< in the place of a result, where there is none yet
    QStackedWidget* m_centre;
    QSplitter* m_columns;
    QWidget* m_left;
    QWidget* m_right;
    InputPanel* m_input;
    DisplayPanel* m_display;
    ResultPanel* m_result;
    MessageBar* m_messages;
    StatusPanel* m_status;
    DropFrame* m_dropFrame;
    Actions m_actions;
    QMenu* m_recentMenu = nullptr;
    Exporter* m_exporter;
    PictureExporter* m_pictureExporter;
    SeenColors* m_seen; ///< between the document's cloud and the viewport
    MaskEditor* m_maskEditor;
    MaskPanel* m_maskPanel;
    Tidy* m_tidy;
    QString m_exportFailure;           ///< the last one
    std::filesystem::path m_modelFile; ///< empty: the default one
    std::optional<LoadedModel> m_model;
    const MessageLog* m_log;
    std::unique_ptr<SessionStore> m_session; ///< null: not kept
    EntryId m_entry = 0;                     ///< what the panels show
    JobQueue m_queue; ///< late, so that it stops before what it reports to goes
    QueuePanel* m_queuePanel;
};

} // namespace gambade::gui
