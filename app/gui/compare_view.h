#pragma once

#include "app/gui/scene.h"

#include <QWidget>

namespace gambade::gui {

/// The picture and the render from its own camera, side by side in one frame: a line to drag parts
/// them.
class CompareView : public QWidget {
    Q_OBJECT

public:
    explicit CompareView(QWidget* parent = nullptr);

    /// Of a reconstructed scene.
    void setScene(const SceneOrigin& origin);
    /// Share of the width that shows the picture, [0,1].
    double split() const { return m_split; }
    void setSplit(double split);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF pictureRect() const;
    void dragTo(double x);

    QImage m_input;
    QImage m_render;
    QString m_caption;
    double m_split = 0.5;
};

} // namespace gambade::gui
