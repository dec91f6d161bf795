#include "app/gui/viewport.h"

#include "app/gui/picking.h"
#include "app/gui/view_cube.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>
#include <cmath>

namespace gambade::gui {
namespace {

constexpr double kPixelsPerKey = 25.0;
constexpr int kCubeMargin = 8;

std::unique_ptr<Canvas> makeCanvas(CanvasChoice choice, QWidget* parent) {
    if (choice == CanvasChoice::kCpu || !setUpOpenGl()) {
        return makeImageCanvas(parent);
    }
    const RendererPath path = choice == CanvasChoice::kCompute   ? RendererPath::kCompute
                              : choice == CanvasChoice::kClassic ? RendererPath::kClassic
                                                                 : RendererPath::kAuto;
    return makeGlCanvas(path, parent);
}

} // namespace

Viewport::Viewport(CanvasChoice choice, QWidget* parent)
    : QWidget(parent), m_fly(m_orbit), m_cube(new ViewCube(this)) {
    setObjectName(QStringLiteral("viewport"));
    setAccessibleName(tr("3D view"));
    setAccessibleDescription(
        tr("Drag to look around, Shift and drag to move, wheel to zoom; the arrow keys turn, "
           "W A S D fly"));
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(240, 240);
    useCanvas(makeCanvas(choice, this));
    connect(&m_worker, &Worker::failed, this,
            [this](Worker::JobId, const QString& message) { emit drawingFailed(message); });
    connect(&m_orbit, &OrbitController::poseChanged, this, [this] {
        m_canvas->setCamera(m_orbit.pose().camera());
        m_cube->setCamera(m_orbit.pose().camera());
    });
    m_cube->setCamera(m_orbit.pose().camera());
    connect(m_cube, &ViewCube::dragged, &m_orbit, &OrbitController::orbit);
    connect(m_cube, &ViewCube::directionChosen, this,
            [this](std::optional<double> azimuth, double elevation) {
                constexpr double kQuarter = 90.0;
                const double nearest =
                    kQuarter * std::round(m_orbit.pose().azimuthDegrees / kQuarter);
                m_orbit.look(azimuth.value_or(nearest), elevation);
            });
}

Viewport::~Viewport() = default;

void Viewport::useCanvas(std::unique_ptr<Canvas> canvas) {
    if (Canvas* old = m_canvas.release()) {
        old->widget().hide();
        old->widget().deleteLater(); // it may be the one that is calling
    }
    m_canvas = std::move(canvas);
    m_canvas->widget().setAttribute(Qt::WA_TransparentForMouseEvents);
    m_canvas->widget().setGeometry(rect());
    m_canvas->widget().lower(); // below what lies over the view
    m_canvas->widget().show();
    m_canvas->onDrawn([this] {
        if (showsCloud()) {
            emit drawn();
        }
    });
    m_canvas->onFailed([this](const QString& reason) {
        if (m_canvas->isOpenGl()) {
            useCanvas(makeImageCanvas(this));
            emit canvasReplaced();
        }
        emit drawingFailed(reason);
    });
    m_canvas->setSettings(m_settings);
    m_canvas->setCamera(m_orbit.pose().camera());
    if (m_cloud && m_extent) {
        m_canvas->setCloud(m_cloud, *m_extent, m_onGpu);
        m_canvas->setSelection(m_selection);
    }
}

void Viewport::setCloud(CloudPtr cloud, OnGpu onGpu) {
    if (cloud == m_cloud && m_extent) {
        setSelection(nullptr);
        return;
    }
    m_cloud = std::move(cloud);
    m_onGpu = std::move(onGpu);
    m_selection.reset();
    m_extent.reset();
    m_worker.cancel(m_measuring);
    if (!m_cloud) {
        onMeasured({});
        return;
    }
    m_measuring =
        m_worker.start([this, cloud = m_cloud](const Progress&, const Worker::Post& post) {
            post([this, extent = measureExtent(*cloud)] { onMeasured(extent); });
        });
}

void Viewport::onMeasured(const CloudExtent& extent) {
    m_extent = extent;
    m_canvas->setCloud(m_cloud, extent, m_onGpu);
    m_canvas->setSelection(m_selection);
    for (const Action& action : std::exchange(m_waiting, {})) {
        action();
    }
}

void Viewport::whenMeasured(Action action) {
    if (m_extent) {
        action();
    } else {
        m_waiting.push_back(std::move(action));
    }
}

void Viewport::setSelection(SelectionPtr selection) {
    m_selection = std::move(selection);
    if (m_extent) {
        m_canvas->setSelection(m_selection);
    }
}

void Viewport::setHome(const std::optional<OrbitPose>& home) {
    whenMeasured([this, home] {
        m_home = home      ? *home
                 : m_cloud ? OrbitController().framedPose(m_extent->most, size())
                           : OrbitPose();
        m_orbit.setPose(homePose(), false);
    });
}

void Viewport::goHome() {
    whenMeasured([this] { m_orbit.setPose(homePose(), true); });
}

OrbitPose Viewport::homePose() const {
    OrbitPose pose = m_home;
    pose.orthographic = m_orbit.pose().orthographic;
    return pose;
}

void Viewport::frameCloud() {
    whenMeasured([this] {
        if (m_cloud) {
            m_orbit.setPose(m_orbit.framedPose(m_extent->most, size()), true);
        }
    });
}

void Viewport::setRenderSettings(const RenderSettings& settings) {
    m_settings = settings;
    m_canvas->setSettings(settings);
}

void Viewport::setCubeShown(bool shown) {
    m_cube->setVisible(shown);
}

void Viewport::setCubeMenu(const QList<QAction*>& actions) {
    m_cube->addActions(actions);
}

bool Viewport::event(QEvent* event) {
    if (event->type() == QEvent::NativeGesture) {
        return pinch(*static_cast<QNativeGestureEvent*>(event));
    }
    return QWidget::event(event);
}

bool Viewport::pinch(const QNativeGestureEvent& event) {
    const std::optional<double> factor = readPinch(event);
    if (factor) {
        m_orbit.scaleDistance(1.0 / *factor, event.position(), size());
    }
    return factor.has_value();
}

void Viewport::move(PointerMove move, const QPointF& pixels, const QPointF& point) {
    switch (move) {
    case PointerMove::kOrbit:
        m_orbit.orbit(pixels);
        break;
    case PointerMove::kPan:
        m_orbit.pan(pixels, size());
        break;
    case PointerMove::kZoom:
        m_orbit.zoom(zoomSteps(-pixels.y()), point, size());
        break;
    }
}

void Viewport::mousePressEvent(QMouseEvent* event) {
    m_lastPoint = event->position();
    m_orbit.setTurning(false);
    setCursor(Qt::ClosedHandCursor);
}

void Viewport::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() == Qt::NoButton) {
        return;
    }
    const QPointF delta = event->position() - m_lastPoint;
    m_lastPoint = event->position();
    const PointerMove kind = moveOfDrag(event->buttons(), event->modifiers());
    if (m_flying && kind == PointerMove::kOrbit && event->buttons() == Qt::LeftButton) {
        m_orbit.lookAround(delta);
    } else {
        move(kind, delta, middle());
    }
}

void Viewport::mouseReleaseEvent(QMouseEvent* event) {
    if (event->buttons() == Qt::NoButton) {
        unsetCursor();
    }
}

void Viewport::mouseDoubleClickEvent(QMouseEvent* event) {
    if (!m_cloud) {
        return;
    }
    if (const auto point =
            pickPoint(*m_cloud, m_orbit.pose().camera(), size(), event->position())) {
        m_orbit.centreOn(*point);
    }
}

void Viewport::wheelEvent(QWheelEvent* event) {
    const Scroll scroll = readScroll(*event);
    if (scroll.move == PointerMove::kZoom) {
        m_orbit.zoom(scroll.steps, event->position(), size());
    } else {
        move(scroll.move, scroll.pixels, event->position());
    }
    event->accept();
}

void Viewport::keyPressEvent(QKeyEvent* event) {
    const bool pan = event->modifiers().testFlag(Qt::ShiftModifier);
    m_fly.setFast(pan || event->key() == Qt::Key_Shift);
    const bool plain = (event->modifiers() & ~Qt::KeyboardModifiers(Qt::ShiftModifier)) == 0;
    if (plain && m_fly.press(event->key())) {
        return;
    }
    QPointF delta;
    switch (event->key()) {
    case Qt::Key_Left:
        delta.setX(-kPixelsPerKey);
        break;
    case Qt::Key_Right:
        delta.setX(kPixelsPerKey);
        break;
    case Qt::Key_Up:
        delta.setY(-kPixelsPerKey);
        break;
    case Qt::Key_Down:
        delta.setY(kPixelsPerKey);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_orbit.zoom(1.0, middle(), size());
        return;
    case Qt::Key_Minus:
        m_orbit.zoom(-1.0, middle(), size());
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (pan) {
        m_orbit.pan(delta, size());
    } else {
        m_orbit.orbit(delta);
    }
}

void Viewport::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Shift) {
        m_fly.setFast(false);
    }
    if (!event->isAutoRepeat() && !m_fly.release(event->key())) {
        QWidget::keyReleaseEvent(event);
    }
}

void Viewport::focusOutEvent(QFocusEvent* event) {
    m_fly.stop();
    QWidget::focusOutEvent(event);
}

void Viewport::resizeEvent(QResizeEvent* /*event*/) {
    m_canvas->widget().setGeometry(rect());
    m_cube->move(width() - m_cube->width() - kCubeMargin, kCubeMargin);
}

} // namespace gambade::gui
