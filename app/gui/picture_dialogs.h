#pragma once

#include "app/gui/turntable.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace gambade::gui {

class SizeChooser;

/// Asks how the view is to be saved as a picture; the file name is asked for afterwards.
class PictureDialog : public QDialog {
    Q_OBJECT

public:
    /// @param transparent whether the view shows a transparent background
    PictureDialog(const QSize& view, bool transparent, QWidget* parent = nullptr);

    QSize size() const;
    bool transparent() const;

private:
    SizeChooser* m_size;
    QCheckBox* m_transparent;
};

/// Asks for a turntable's format, size and time; the file name is asked for afterwards.
class TurntableDialog : public QDialog {
    Q_OBJECT

public:
    /// @param ffmpeg whether the program is there: without it there are single pictures only
    TurntableDialog(const QSize& view, bool transparent, bool ffmpeg, QWidget* parent = nullptr);

    TurntableOptions options() const;

    void accept() override;

private:
    void updateEnabled();

    QComboBox* m_format;
    SizeChooser* m_size;
    QSpinBox* m_seconds;
    QSpinBox* m_rate;
    QCheckBox* m_transparent;
};

} // namespace gambade::gui
