#pragma once

#include "app/gui/model_library.h"
#include "app/gui/worker.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace gambade::gui {

/// Which models there are, what each says of itself, which one is used; imports more by button or
/// drop.
class ModelDialog : public QDialog {
    Q_OBJECT

public:
    /// @param current the model in use; empty: the default one.
    explicit ModelDialog(const std::filesystem::path& current, QWidget* parent = nullptr);

    /// Imports in the background; the new model is shown when it is there.
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
    void setImporting(bool importing);
    std::filesystem::path selectedFile() const;

    std::filesystem::path m_current;
    QListWidget* m_list;
    QLabel* m_facts;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton* m_import;
    QPushButton* m_cancel;
    QPushButton* m_use;
    Worker::JobId m_reading = 0;
    Worker::JobId m_importing = 0;
    Worker m_reader;
    Worker m_importer;
};

} // namespace gambade::gui
