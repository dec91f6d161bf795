#include "app/gui/view_cube.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"

#include <QMenu>
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QSlider>
#include <QTimer>
#include <QWheelEvent>
#include <cmath>
#include <glm/geometric.hpp>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

/// Mouse, wheel, touchpad and view cube, as events come from the desktop.
class NavigationTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void buttonsMoveTheCamera_data();
    void buttonsMoveTheCamera();
    void wheelZoomsToThePointer();
    void twoFingers_data();
    void twoFingers();
    void touchpadWithoutPixels();
    void pinchZoomsToThePointer();
    void oddPinchKeepsTheView();
    void cubeNamesItsSides_data();
    void cubeNamesItsSides();
    void cubeSnapsSmoothlyAndCanBeInterrupted();
    void cubeKeepsTheNearestAzimuthFromAbove();
    void cornerOfTheCube();
    void draggingTheCubeOrbits();
    void besideTheCubeTheViewIsDragged();
    void keysForTheSides_data();
    void keysForTheSides();
    void cubeCanBeHidden();
    void fieldOfViewKeepsTheSize();
    void keyForParallelRays();
    void menuOfTheCube();
    void wheelOverASliderScrollsPastIt();

private:
    OrbitPose pose() const { return m_viewport->orbit().pose(); }
    bool arrivesAt(double azimuth, double elevation) const;
    ViewCube& cube() const { return *m_viewport->findChild<ViewCube*>("viewCube"); }
    /// Where the point of the object that is at `place` on the view now, at the target's depth, is.
    QPointF onView(const glm::dvec3& point) const;
    glm::dvec3 underPointer(const QPointF& place) const;

    std::unique_ptr<Viewport> m_viewport;
};

namespace {

const QPointingDevice& touchpad() {
    static const QPointingDevice device(
        "test touchpad", 4711, QInputDevice::DeviceType::TouchPad,
        QPointingDevice::PointerType::Finger,
        QInputDevice::Capability::Position | QInputDevice::Capability::PixelScroll, 2, 0);
    return device;
}

void scroll(QWidget& widget, const QPointF& place, const QPoint& pixels, const QPoint& angle,
            Qt::KeyboardModifiers modifiers, Qt::ScrollPhase phase, const QPointingDevice* device) {
    QWheelEvent event(place, widget.mapToGlobal(place), pixels, angle, Qt::NoButton, modifiers,
                      phase, false, Qt::MouseEventNotSynthesized, device);
    QApplication::sendEvent(&widget, &event);
    QVERIFY(event.isAccepted());
}

void pinch(QWidget& widget, const QPointF& place, double value) {
    QNativeGestureEvent event(Qt::ZoomNativeGesture, &touchpad(), 2, place, place,
                              widget.mapToGlobal(place), value, {});
    QApplication::sendEvent(&widget, &event);
}

} // namespace

void NavigationTest::init() {
    m_viewport = std::make_unique<Viewport>(CanvasChoice::kCpu);
    m_viewport->resize(500, 400);
    m_viewport->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_viewport.get()));
    m_viewport->setCloud(
        std::make_shared<GaussianCloud>(gambade::test::makeRandomCloud({.count = 50})));
    m_viewport->orbit().setPose({{}, 20.0, 10.0, 2.0}, false);
}

bool NavigationTest::arrivesAt(double azimuth, double elevation) const {
    return QTest::qWaitFor([&] {
        return std::abs(std::remainder(pose().azimuthDegrees - azimuth, 360.0)) < 1e-6 &&
               std::abs(pose().elevationDegrees - elevation) < 1e-6;
    });
}

glm::dvec3 NavigationTest::underPointer(const QPointF& place) const {
    const double half = std::tan(pose().fovYDegrees * std::acos(-1.0) / 360.0);
    const double unit = 2.0 * pose().distance * half / m_viewport->height();
    const glm::dmat4 axes = pose().camera().cameraToWorld;
    return pose().target + unit * ((place.x() - m_viewport->width() / 2.0) * glm::dvec3(axes[0]) -
                                   (place.y() - m_viewport->height() / 2.0) * glm::dvec3(axes[1]));
}

QPointF NavigationTest::onView(const glm::dvec3& point) const {
    const glm::dmat4 axes = pose().camera().cameraToWorld;
    const glm::dvec3 apart = point - glm::dvec3(axes[3]);
    const double depth = -glm::dot(apart, glm::dvec3(axes[2]));
    const double half = std::tan(pose().fovYDegrees * std::acos(-1.0) / 360.0);
    const double focal = m_viewport->height() / (2.0 * half);
    return {m_viewport->width() / 2.0 + focal * glm::dot(apart, glm::dvec3(axes[0])) / depth,
            m_viewport->height() / 2.0 - focal * glm::dot(apart, glm::dvec3(axes[1])) / depth};
}

void NavigationTest::buttonsMoveTheCamera_data() {
    QTest::addColumn<int>("button");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QString>("moves");
    const int none = Qt::NoModifier;
    const int shift = Qt::ShiftModifier;
    const int control = Qt::ControlModifier;
    QTest::newRow("left") << int(Qt::LeftButton) << none << "direction";
    QTest::newRow("middle, as in Blender") << int(Qt::MiddleButton) << none << "direction";
    QTest::newRow("right, as in SuperSplat") << int(Qt::RightButton) << none << "target";
    QTest::newRow("Shift and left") << int(Qt::LeftButton) << shift << "target";
    QTest::newRow("Shift and middle") << int(Qt::MiddleButton) << shift << "target";
    QTest::newRow("Ctrl and left") << int(Qt::LeftButton) << control << "distance";
    QTest::newRow("Ctrl and middle") << int(Qt::MiddleButton) << control << "distance";
}

void NavigationTest::buttonsMoveTheCamera() {
    QFETCH(int, button);
    QFETCH(int, modifiers);
    QFETCH(QString, moves);
    const OrbitPose before = pose();
    const auto pressed = static_cast<Qt::MouseButton>(button);
    const auto held = static_cast<Qt::KeyboardModifiers>(modifiers);
    const QPoint from(200, 200);
    const QPoint to(260, 160);
    QTest::mousePress(m_viewport.get(), pressed, held, from);
    QMouseEvent move(QEvent::MouseMove, to, m_viewport->mapToGlobal(to), Qt::NoButton, pressed,
                     held);
    QApplication::sendEvent(m_viewport.get(), &move);
    QTest::mouseRelease(m_viewport.get(), pressed, held, to);
    QCOMPARE(pose().azimuthDegrees != before.azimuthDegrees, moves == "direction");
    QCOMPARE(pose().elevationDegrees != before.elevationDegrees, moves == "direction");
    QCOMPARE(pose().target != before.target, moves == "target");
    QCOMPARE(pose().distance != before.distance, moves == "distance");
    if (moves == "distance") {
        QVERIFY(pose().distance < before.distance); // upwards is nearer
    }
}

void NavigationTest::wheelZoomsToThePointer() {
    const QPointF place(380.0, 110.0);
    const glm::dvec3 point = underPointer(place);
    const double before = pose().distance;
    scroll(*m_viewport, place, {}, {0, 240}, {}, Qt::NoScrollPhase,
           QPointingDevice::primaryPointingDevice());
    QVERIFY(pose().distance < 0.9 * before);
    QVERIFY(QLineF(onView(point), place).length() < 1e-6);
}

void NavigationTest::twoFingers_data() {
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<bool>("named"); // the device says that it is a touchpad, as on X11
    QTest::addColumn<QString>("moves");
    for (const bool named : {true, false}) {
        const char* how = named ? "named" : "by its phases";
        QTest::addRow("orbit, %s", how) << int(Qt::NoModifier) << named << "direction";
        QTest::addRow("pan, %s", how) << int(Qt::ShiftModifier) << named << "target";
        QTest::addRow("zoom, %s", how) << int(Qt::ControlModifier) << named << "distance";
    }
}

void NavigationTest::twoFingers() {
    QFETCH(int, modifiers);
    QFETCH(bool, named);
    QFETCH(QString, moves);
    const OrbitPose before = pose();
    const QPointF place(250.0, 200.0); // the middle: zooming leaves the target
    scroll(*m_viewport, place, {30, 20}, {60, 40}, static_cast<Qt::KeyboardModifiers>(modifiers),
           named ? Qt::NoScrollPhase : Qt::ScrollUpdate,
           named ? &touchpad() : QPointingDevice::primaryPointingDevice());
    QCOMPARE(pose().azimuthDegrees < before.azimuthDegrees, moves == "direction");
    QCOMPARE(pose().elevationDegrees > before.elevationDegrees, moves == "direction");
    QCOMPARE(glm::distance(pose().target, before.target) > 1e-9, moves == "target");
    QCOMPARE(pose().distance < before.distance, moves == "distance");
    if (moves == "target") { // what was under the fingers follows them
        QVERIFY(QLineF(onView(before.target), place + QPointF(30.0, 20.0)).length() < 1e-6);
    }
}

void NavigationTest::touchpadWithoutPixels() {
    const OrbitPose before = pose();
    scroll(*m_viewport, {250.0, 200.0}, {}, {0, 120}, {}, Qt::NoScrollPhase, &touchpad());
    QVERIFY(pose().elevationDegrees > before.elevationDegrees);
    QCOMPARE(pose().distance, before.distance);
}

void NavigationTest::pinchZoomsToThePointer() {
    const QPointF place(120.0, 330.0);
    const glm::dvec3 point = underPointer(place);
    const double before = pose().distance;
    pinch(*m_viewport, place, 0.25);
    QVERIFY(std::abs(pose().distance - before / 1.25) < 1e-9);
    QVERIFY(QLineF(onView(point), place).length() < 1e-6);
    pinch(*m_viewport, place, -0.2);
    QVERIFY(std::abs(pose().distance - before) < 1e-9);
}

void NavigationTest::oddPinchKeepsTheView() {
    for (const double value : {-1.0, -5.0}) {
        pinch(*m_viewport, {250.0, 200.0}, value);
        QVERIFY(std::isfinite(pose().distance) && pose().distance > 0.0);
    }
}

void NavigationTest::cubeNamesItsSides_data() {
    QTest::addColumn<double>("azimuth");
    QTest::addColumn<double>("elevation");
    QTest::newRow("front") << 0.0 << 0.0;
    QTest::newRow("right") << 90.0 << 0.0;
    QTest::newRow("back") << 180.0 << 0.0;
    QTest::newRow("left") << -90.0 << 0.0;
}

void NavigationTest::cubeNamesItsSides() {
    QFETCH(double, azimuth);
    QFETCH(double, elevation);
    // From a little aside, so that the click has something to do; the side is in the middle.
    m_viewport->orbit().setPose({{}, azimuth + 14.0, elevation + 9.0, 2.0}, false);
    QTest::mouseClick(&cube(), Qt::LeftButton, {}, cube().rect().center());
    QVERIFY(arrivesAt(azimuth, elevation));
    const glm::dvec3 back(pose().camera().cameraToWorld[2]);
    const glm::ivec3 direction = *cube().directionAt(cube().rect().center());
    QVERIFY(glm::distance(back, glm::dvec3(direction)) < 1e-6);
}

void NavigationTest::cubeSnapsSmoothlyAndCanBeInterrupted() {
    QTest::mouseClick(&cube(), Qt::LeftButton, {}, cube().rect().center());
    QVERIFY(pose().azimuthDegrees > 15.0); // not there at once
    QVERIFY(QTest::qWaitFor([&] { return pose().azimuthDegrees < 18.0; }));
    QTest::keyClick(m_viewport.get(), Qt::Key_Left);
    const OrbitPose stopped = pose();
    QVERIFY(stopped.azimuthDegrees != 0.0);
    QTest::qWait(400);
    QCOMPARE(pose().azimuthDegrees, stopped.azimuthDegrees);
}

void NavigationTest::cubeKeepsTheNearestAzimuthFromAbove() {
    m_viewport->orbit().setPose({{}, 110.0, 80.0, 2.0}, false);
    QTest::mouseClick(&cube(), Qt::LeftButton, {}, cube().rect().center());
    QVERIFY(arrivesAt(90.0, 90.0));
}

void NavigationTest::cornerOfTheCube() {
    m_viewport->orbit().setPose({{}, 40.0, 30.0, 2.0}, false);
    std::optional<QPoint> corner;
    for (int y = 0; y < cube().height() && !corner; ++y) {
        for (int x = 0; x < cube().width() && !corner; ++x) {
            if (cube().directionAt(QPointF(x, y)) == glm::ivec3(1, 1, 1)) {
                corner = QPoint(x, y);
            }
        }
    }
    QVERIFY(corner);
    QTest::mouseClick(&cube(), Qt::LeftButton, {}, *corner);
    QVERIFY(arrivesAt(45.0, std::asin(1.0 / std::sqrt(3.0)) * 180.0 / std::acos(-1.0)));
}

void NavigationTest::draggingTheCubeOrbits() {
    const QPoint middle = cube().rect().center();
    const OrbitPose before = pose();
    QTest::mousePress(&cube(), Qt::LeftButton, {}, middle);
    QTest::mouseMove(&cube(), middle + QPoint(30, 0));
    QTest::mouseRelease(&cube(), Qt::LeftButton, {}, middle + QPoint(30, 0));
    QVERIFY(pose().azimuthDegrees < before.azimuthDegrees);
    const double after = pose().azimuthDegrees;
    QTest::qWait(300);
    QCOMPARE(pose().azimuthDegrees, after); // the release was no click
}

void NavigationTest::besideTheCubeTheViewIsDragged() {
    const QPoint beside(2, 2); // of the cube's square
    QVERIFY(!cube().directionAt(beside));
    const QPoint place = cube().mapTo(m_viewport.get(), beside);
    const OrbitPose before = pose();
    QTest::mousePress(m_viewport->window()->windowHandle(), Qt::LeftButton, {}, place);
    QTest::mouseMove(m_viewport->window()->windowHandle(), place + QPoint(-60, 40));
    QTest::mouseRelease(m_viewport->window()->windowHandle(), Qt::LeftButton, {},
                        place + QPoint(-60, 40));
    QVERIFY(pose().azimuthDegrees > before.azimuthDegrees);
}

void NavigationTest::keysForTheSides_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<double>("azimuth");
    QTest::addColumn<double>("elevation");
    const int none = Qt::NoModifier;
    const int control = Qt::ControlModifier;
    QTest::newRow("1") << int(Qt::Key_1) << none << 0.0 << 0.0;
    QTest::newRow("Ctrl+1") << int(Qt::Key_1) << control << 180.0 << 0.0;
    QTest::newRow("3") << int(Qt::Key_3) << none << 90.0 << 0.0;
    QTest::newRow("Ctrl+3") << int(Qt::Key_3) << control << -90.0 << 0.0;
    QTest::newRow("7") << int(Qt::Key_7) << none << 0.0 << 90.0;
    QTest::newRow("Ctrl+7") << int(Qt::Key_7) << control << 0.0 << -90.0;
    QTest::newRow("3 of the number pad")
        << int(Qt::Key_3) << int(Qt::KeypadModifier) << 90.0 << 0.0;
}

void NavigationTest::keysForTheSides() {
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QFETCH(double, azimuth);
    QFETCH(double, elevation);
    Studio studio;
    QVERIFY(studio.activate());
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, JobQueue::State::kDone));
    OrbitController& orbit = studio.viewport().orbit();
    orbit.setPose({{}, 30.0, 20.0, 2.0}, false);
    QTest::keyClick(&studio.viewport(), static_cast<Qt::Key>(key),
                    static_cast<Qt::KeyboardModifiers>(modifiers));
    QVERIFY(QTest::qWaitFor([&] {
        return std::abs(std::remainder(orbit.pose().azimuthDegrees - azimuth, 360.0)) < 1e-6 &&
               std::abs(orbit.pose().elevationDegrees - elevation) < 1e-6;
    }));
}

void NavigationTest::cubeCanBeHidden() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, JobQueue::State::kDone));
    auto* shown = studio.viewport().findChild<ViewCube*>("viewCube");
    QVERIFY(shown->isVisible());
    studio.window().actions()[ActionId::kViewCube].trigger();
    QVERIFY(!shown->isVisible());
}

void NavigationTest::fieldOfViewKeepsTheSize() {
    Studio studio;
    QVERIFY(studio.activate());
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, JobQueue::State::kDone));
    OrbitController& orbit = studio.viewport().orbit();
    auto* slider = studio.window().findChild<QSlider*>("viewFieldOfView");
    orbit.setPose({{}, 30.0, 20.0, 2.0, 49.1}, false);
    QCOMPARE(slider->value(), 49);
    QCOMPARE(orbit.pose().fovYDegrees, 49.1); // showing it does not round it
    const auto height = [&orbit] {            // of the view at the target, world units
        return orbit.pose().distance * std::tan(orbit.pose().fovYDegrees * std::acos(-1.0) / 360.0);
    };
    const double before = height();
    slider->setValue(80);
    QCOMPARE(orbit.pose().fovYDegrees, 80.0);
    QVERIFY(std::abs(height() - before) < 1e-9);
    QTest::keyClick(&studio.viewport(), Qt::Key_R);
    QVERIFY(QTest::qWaitFor([&] { return slider->value() == 49; }));
}

void NavigationTest::keyForParallelRays() {
    Studio studio;
    QVERIFY(studio.activate());
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, JobQueue::State::kDone));
    OrbitController& orbit = studio.viewport().orbit();
    const QAction& action = studio.window().actions()[ActionId::kOrthographic];
    auto* slider = studio.window().findChild<QSlider*>("viewFieldOfView");
    QVERIFY(studio.waitForDrawing());
    const QImage perspective = studio.grabViewport();
    QTest::keyClick(&studio.viewport(), Qt::Key_5);
    QVERIFY(orbit.pose().orthographic && action.isChecked() && !slider->isEnabled());
    QVERIFY(studio.waitForDrawing());
    QVERIFY(studio.grabViewport() != perspective);
    orbit.orbit({40.0, 0.0});
    QTest::keyClick(&studio.viewport(), Qt::Key_R);
    QVERIFY(QTest::qWaitFor([&] { return orbit.pose().azimuthDegrees == 0.0; }));
    QVERIFY(orbit.pose().orthographic);
    QTest::keyClick(&studio.viewport(), Qt::Key_5);
    QVERIFY(!orbit.pose().orthographic && !action.isChecked() && slider->isEnabled());
    QVERIFY(studio.waitForDrawing());
    QCOMPARE(studio.grabViewport(), perspective);
}

void NavigationTest::menuOfTheCube() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, JobQueue::State::kDone));
    auto& shown = *studio.viewport().findChild<ViewCube*>("viewCube");
    QStringList offered;
    QTimer::singleShot(100, [&offered] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (QAction* action : menu->actions()) {
            offered.append(plainText(action->text()));
        }
        menu->setActiveAction(menu->actions().first());
        QTest::keyClick(menu, Qt::Key_Return);
    });
    QTest::mouseClick(&shown, Qt::RightButton, {}, shown.rect().center());
    QCOMPARE(offered, (QStringList{"Orthographic", "Frame", "Reset view", "View cube"}));
    QVERIFY(studio.viewport().orbit().pose().orthographic);
}

void NavigationTest::wheelOverASliderScrollsPastIt() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, JobQueue::State::kDone));
    auto* slider = studio.window().findChild<QSlider*>("splatScale");
    const auto turn = [slider] {
        QWheelEvent event(QPointF(20, 5), slider->mapToGlobal(QPointF(20, 5)), {}, {0, -120},
                          Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(slider, &event);
    };
    const int before = slider->value();
    turn();
    QCOMPARE(slider->value(), before);
    QVERIFY(studio.activate());
    slider->setFocus();
    turn();
    QVERIFY(slider->value() < before);
}

QTEST_MAIN(NavigationTest)
#include "navigation_test.moc"
