#pragma once

#include <QDialog>
#include <QStringList>

class QLabel;
class QLineEdit;
class QPushButton;

namespace gambade::gui {

class FormatChooser;

/// Asks for the format of one export; the file name is asked for afterwards.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    explicit ExportDialog(QWidget* parent = nullptr);

    const FormatChooser& format() const { return *m_format; }
    void accept() override;

private:
    FormatChooser* m_format;
};

/// Asks for the format, folder and naming rule of all exports, and shows the names that it makes.
class ExportAllDialog : public QDialog {
    Q_OBJECT

public:
    /// @param names of what is exported, without extension.
    explicit ExportAllDialog(const QStringList& names, QWidget* parent = nullptr);

    const FormatChooser& format() const { return *m_format; }
    /// With their folder, one for each name; none of them is there yet.
    QStringList files() const;
    void accept() override;

private:
    void chooseFolder();
    void showNames();

    QStringList m_names;
    FormatChooser* m_format;
    QLineEdit* m_folder;
    QLineEdit* m_rule;
    QLabel* m_preview;
    QPushButton* m_export;
};

} // namespace gambade::gui
