#pragma once

#include "splats/format.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;

namespace gambade::gui {

/// In which format splats are written, and how: starts with what was used last.
class FormatChooser : public QWidget {
    Q_OBJECT

public:
    explicit FormatChooser(QWidget* parent = nullptr);

    /// For rows of the dialog below its own, in line with them.
    QFormLayout& form() { return *m_form; }
    /// With its dot: ".ply".
    QString extension() const;
    QString formatName() const;
    WriteOptions options() const;
    /// Makes the choice the one to start with next time.
    void remember() const;

signals:
    void changed();

private:
    void showFormat();

    QFormLayout* m_form;
    QComboBox* m_format;
    QLabel* m_hint; ///< what the format is good for
    QComboBox* m_axes;
    QComboBox* m_layout;
};

} // namespace gambade::gui
