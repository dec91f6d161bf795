#pragma once

#include "app/gui/download.h"
#include "app/gui/model_catalogue.h"
#include "app/gui/model_library.h"
#include "app/gui/worker.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace gambade::gui {

/// Which models there are, what each says of itself, which one is used; imports more by button or
/// drop, and downloads those that others publish.
class ModelDialog : public QDialog {
    Q_OBJECT

public:
    /// @param current the model in use; empty: the default one.
    /// @param published offered to be downloaded where they are not there yet.
    explicit ModelDialog(const std::filesystem::path& current,
                         const QList<PublishedModel>& published = publishedModels(),
                         QWidget* parent = nullptr);

    /// Imports in the background, one after the other; the new model is shown when it is there.
    void import(const std::filesystem::path& file);

signals:
    /// The user wants this model to be used from now on.
    void chosen(const std::filesystem::path& file);
    void imported(const std::filesystem::path& file);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void fillList(const std::filesystem::path& selected);
    void showSelected();
    void showFacts(const ModelFacts& facts);
    void useSelected();
    void askForImport();
    void setBusy(bool busy);
    /// One more line below those that tell of the imports before.
    void tell(const QString& message);
    std::filesystem::path selectedFile() const;
    /// Null where the selected model is not one to download.
    const PublishedModel* selectedPublished() const;
    void connectImport();
    void connectDownload();
    void showPublished(const PublishedModel& model);
    void download();

    std::filesystem::path m_current;
    QList<PublishedModel> m_published;
    QListWidget* m_list;
    QLabel* m_facts;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton* m_import;
    QPushButton* m_cancel;
    QPushButton* m_use;
    QPushButton* m_fetch;
    QString m_downloaded; ///< to be removed when it has been imported
    Download m_download;
    Worker::JobId m_reading = 0;
    std::vector<Worker::JobId> m_imports; ///< since none was running
    Worker m_reader;
    Worker m_importer;
};

} // namespace gambade::gui
