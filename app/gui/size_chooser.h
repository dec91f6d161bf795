#pragma once

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace gambade::gui {

/// Asks for the size of a picture in pixels: a usual one, or any up to 8192 a side.
class SizeChooser : public QWidget {
    Q_OBJECT

public:
    /// @param ofView is offered first, and even numbers are taken for videos
    SizeChooser(const QSize& ofView, bool even, QWidget* parent = nullptr);

    QSize size() const;

private:
    QComboBox* m_presets;
    QSpinBox* m_width;
    QSpinBox* m_height;
};

} // namespace gambade::gui
