#pragma once

#include "splats/format.h"

#include <QDialog>

class QComboBox;

namespace gambade::gui {

/// Asks for format, axes and layout; the file name is asked for afterwards.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    explicit ExportDialog(QWidget* parent = nullptr);

    /// With its dot: ".ply".
    QString extension() const;
    QString formatName() const;
    WriteOptions options() const;

    void accept() override;

private:
    void updateEnabled();

    QComboBox* m_format;
    QComboBox* m_axes;
    QComboBox* m_layout;
};

} // namespace gambade::gui
