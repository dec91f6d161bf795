#pragma once

#include "app/gui/canvas.h"
#include "app/gui/fly_controller.h"
#include "app/gui/pointer_moves.h"
#include "app/gui/worker.h"

#include <QWidget>

class QNativeGestureEvent;

namespace gambade::gui {

enum class CanvasChoice { kAuto, kCompute, kClassic, kCpu };

class ViewCube;

/// Shows a cloud and lets the user look around it: by drags and scrolls as PointerMove tells (a
/// plain left drag turns the head, when flying), by pinching, which zooms, by a double click, which
/// centres on what is under the pointer, by keys, of which W A S D Q E fly, and by the cube in its
/// corner. Draws only when something changed.
class Viewport : public QWidget {
    Q_OBJECT

public:
    explicit Viewport(CanvasChoice choice, QWidget* parent = nullptr);
    ~Viewport() override;

    OrbitController& orbit() { return m_orbit; }
    const CloudPtr& cloud() const { return m_cloud; }
    /// Measures the cloud on a thread of its own; until that is done the view stays as it is, and
    /// what is asked of it meanwhile waits.
    /// @param onGpu the cloud, to be taken from there where that can be done
    void setCloud(CloudPtr cloud, OnGpu onGpu = {});
    /// False while that goes on.
    bool showsCloud() const { return m_extent.has_value(); }
    /// Highlights splats of the cloud, until the next one.
    void setSelection(SelectionPtr selection);
    /// Goes to the view that goHome() returns to; none: a level one that shows the whole cloud.
    /// Both leave the rays parallel where they are.
    void setHome(const std::optional<OrbitPose>& home);
    void goHome();
    void frameCloud();
    /// Whether dragging turns the camera where it is, and not around the object.
    void setFlying(bool flying) { m_flying = flying; }
    void setCubeShown(bool shown);
    /// What a right click on the cube offers.
    void setCubeMenu(const QList<QAction*>& actions);

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
    bool event(QEvent* event) override;
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
    using Action = std::function<void()>;

    OrbitPose homePose() const;
    void onMeasured(const CloudExtent& extent);
    /// Does at once, or as soon as it can be done, what needs the cloud's extent.
    void whenMeasured(Action action);
    void useCanvas(std::unique_ptr<Canvas> canvas);
    QPointF middle() const { return QPointF(width(), height()) / 2.0; }
    void move(PointerMove move, const QPointF& pixels, const QPointF& point);
    bool pinch(const QNativeGestureEvent& event);

    OrbitController m_orbit;
    FlyController m_fly;
    bool m_flying = false;
    CloudPtr m_cloud;
    OnGpu m_onGpu;
    std::optional<CloudExtent> m_extent = CloudExtent(); ///< of the cloud; none: not known yet
    Worker::JobId m_measuring = 0;
    std::vector<Action> m_waiting; ///< for the extent
    SelectionPtr m_selection;
    OrbitPose m_home;
    RenderSettings m_settings;
    QPointF m_lastPoint;
    ViewCube* m_cube;
    std::unique_ptr<Canvas> m_canvas;
    Worker m_worker; ///< last: stops before the rest goes
};

} // namespace gambade::gui
