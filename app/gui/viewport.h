#pragma once

#include "app/gui/canvas.h"
#include "app/gui/fly_controller.h"

#include <QWidget>

namespace gambade::gui {

enum class CanvasChoice { kAuto, kCompute, kClassic, kCpu };

/// Shows a cloud and lets the user look around it: left button orbits (or turns the head, when
/// flying), middle or Shift with left pans, the wheel zooms towards the pointer, a double click
/// centres on what is under it, W A S D Q E fly. Draws only when something changed.
class Viewport : public QWidget {
    Q_OBJECT

public:
    explicit Viewport(CanvasChoice choice, QWidget* parent = nullptr);
    ~Viewport() override;

    OrbitController& orbit() { return m_orbit; }
    const CloudPtr& cloud() const { return m_cloud; }
    void setCloud(CloudPtr cloud);
    /// Goes to the view that goHome() returns to; none: a level one that shows the whole cloud.
    void setHome(const std::optional<OrbitPose>& home);
    void goHome();
    void frameCloud();
    /// Whether dragging turns the camera where it is, and not around the object.
    void setFlying(bool flying) { m_flying = flying; }

    const RenderSettings& renderSettings() const { return m_settings; }
    void setRenderSettings(const RenderSettings& settings);
    bool offers(DisplayMode mode) const { return m_canvas->offers(mode); }
    bool isOpenGl() const { return m_canvas->isOpenGl(); }
    QString rendererDescription() const { return m_canvas->description(); }

signals:
    /// The picture on the screen is that of the present view.
    void drawn();
    /// OpenGL gave up and the processor draws from now on: other modes are offered.
    void canvasReplaced();
    void drawingFailed(const QString& reason);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void useCanvas(std::unique_ptr<Canvas> canvas);

    OrbitController m_orbit;
    FlyController m_fly;
    bool m_flying = false;
    CloudPtr m_cloud;
    OrbitPose m_home;
    RenderSettings m_settings;
    QPointF m_lastPoint;
    std::unique_ptr<Canvas> m_canvas;
};

} // namespace gambade::gui
