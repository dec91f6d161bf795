#pragma once

#include "app/gui/scene.h"

#include <QPixmap>
#include <QWidget>

namespace gambade::gui {

/// A picture with its background dimmed, fitted into the width.
class PictureView : public QWidget {
    Q_OBJECT

public:
    explicit PictureView(QWidget* parent = nullptr);
    void setInput(std::shared_ptr<const InputPicture> input);
    QSize sizeHint() const override { return {200, 200}; }
    /// In low windows, so that what is below it is seen without scrolling.
    QSize minimumSizeHint() const override { return {100, 100}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    std::shared_ptr<const InputPicture> m_input;
    QPixmap m_dimmed; ///< made anew when the palette changes
};

} // namespace gambade::gui
