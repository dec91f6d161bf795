#include "tests/app/gui/pointer_events.h"
#include "tests/app/gui/studio_fixture.h"

#include <QMouseEvent>
#include <QSlider>
#include <QWheelEvent>
#include <cmath>
#include <glm/geometric.hpp>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

/// Mouse, wheel and touchpad, as events come from the desktop.
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
    void wheelOverASliderScrollsPastIt();

private:
    OrbitPose pose() const { return m_viewport->orbit().pose(); }
    /// Where the point of the object that is at `place` on the view now, at the target's depth, is.
    QPointF onView(const glm::dvec3& point) const;
    glm::dvec3 underPointer(const QPointF& place) const;

    std::unique_ptr<Viewport> m_viewport;
};

void NavigationTest::init() {
    m_viewport = makeShownViewport();
    QVERIFY(m_viewport);
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
    turnWheel(*m_viewport, place, 2);
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
