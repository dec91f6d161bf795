#pragma once

#include "app/gui/picture_zoom.h"
#include "app/gui/scene.h"

#include <QWidget>

class QComboBox;

namespace gambade::gui {

/// How picture and render are put into one frame.
enum class CompareMode {
    kWipe,       ///< parted by a line to drag
    kBlend,      ///< one over the other; dragging changes how much of each
    kDifference, ///< black where they are the same
};

/// The picture and the render from its own camera in one frame, to be zoomed into.
class CompareView : public QWidget {
    Q_OBJECT

public:
    explicit CompareView(QWidget* parent = nullptr);

    /// Of a reconstructed scene.
    void setScene(const SceneOrigin& origin);
    CompareMode mode() const { return m_mode; }
    void setMode(CompareMode mode);
    /// Of a wipe: share of the width that shows the picture; of a blend: the picture's opacity.
    /// [0,1]
    double split() const { return m_split; }
    void setSplit(double split);
    /// The whole frame again, as large as there is room.
    void fit() { m_zoom.fit(); }
    /// What is shown, without the controls.
    QImage picture() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF shownRect() const;
    void dragTo(double x);
    void paint(QPainter& painter) const;
    void paintWipe(QPainter& painter) const;
    void paintBlend(QPainter& painter) const;
    void paintDifference(QPainter& painter) const;

    QImage m_input;
    QImage m_render;
    QString m_caption;
    double m_split = 0.5;
    CompareMode m_mode = CompareMode::kWipe;
    QComboBox* m_modes;
    PictureZoom m_zoom;
};

} // namespace gambade::gui
