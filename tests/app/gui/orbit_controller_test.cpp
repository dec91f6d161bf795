#include "tests/app/gui/orbit_controller_test.h"

#include "app/gui/orbit_controller.h"
#include "tests/splat_renderer/random_clouds.h"

#include <QTest>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <glm/trigonometric.hpp>

using namespace gambade;
using namespace gambade::gui;

namespace {

const QSizeF kView(800, 600);

OrbitPose somePose(bool orthographic = false) {
    OrbitPose pose;
    pose.target = {0.2, -0.1, 0.3};
    pose.azimuthDegrees = 130.0;
    pose.elevationDegrees = 25.0;
    pose.distance = 2.5;
    pose.orthographic = orthographic;
    return pose;
}

/// Where a world point appears, in pixels of the view.
QPointF project(const OrbitPose& pose, const glm::dvec3& point) {
    const Camera camera = pose.camera();
    const glm::dvec4 seen = glm::inverse(camera.cameraToWorld) * glm::dvec4(point, 1.0);
    if (camera.orthographicHeight) {
        const double perUnit = kView.height() / *camera.orthographicHeight;
        return {kView.width() / 2.0 + perUnit * seen.x, kView.height() / 2.0 - perUnit * seen.y};
    }
    const double focal = kView.height() / 2.0 / std::tan(glm::radians(camera.fovYDegrees) / 2.0);
    return {kView.width() / 2.0 - focal * seen.x / seen.z,
            kView.height() / 2.0 + focal * seen.y / seen.z};
}

void perspectiveAndParallel() {
    QTest::addColumn<bool>("orthographic");
    QTest::newRow("perspective") << false;
    QTest::newRow("parallel rays") << true;
}

double distance(const QPointF& a, const QPointF& b) {
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

} // namespace

void OrbitControllerTest::panMovesTheObjectWithTheHand_data() {
    perspectiveAndParallel();
}

void OrbitControllerTest::panMovesTheObjectWithTheHand() {
    QFETCH(bool, orthographic);
    OrbitController orbit;
    orbit.setPose(somePose(orthographic), false);
    const glm::dvec3 target = orbit.pose().target;
    orbit.pan({60, -35}, kView);
    const QPointF seen = project(orbit.pose(), target);
    QVERIFY(distance(seen, {400 + 60, 300 - 35}) < 1e-6);
}

void OrbitControllerTest::zoomKeepsWhatIsUnderThePointer_data() {
    perspectiveAndParallel();
}

void OrbitControllerTest::zoomKeepsWhatIsUnderThePointer() {
    QFETCH(bool, orthographic);
    OrbitController orbit;
    orbit.setPose(somePose(orthographic), false);
    const QPointF pointer(650, 120);
    const double distanceBefore = orbit.pose().distance;
    // The point of the target's plane that is under the pointer.
    const Camera camera = orbit.pose().camera();
    const double scale =
        2.0 * distanceBefore * std::tan(glm::radians(camera.fovYDegrees) / 2.0) / kView.height();
    const glm::dvec3 point =
        orbit.pose().target + scale * (250.0 * glm::dvec3(camera.cameraToWorld[0]) +
                                       180.0 * glm::dvec3(camera.cameraToWorld[1]));
    QVERIFY(distance(project(orbit.pose(), point), pointer) < 1e-6);
    orbit.zoom(3.0, pointer, kView);
    QVERIFY(orbit.pose().distance < distanceBefore);
    QVERIFY(distance(project(orbit.pose(), point), pointer) < 1e-6);
}

void OrbitControllerTest::zoomEndsWithoutASlide() {
    OrbitController orbit;
    for (const double steps : {200.0, -400.0}) { // to the nearest, to the farthest
        orbit.setPose(somePose(), false);
        orbit.zoom(steps, {650, 120}, kView);
        const OrbitPose end = orbit.pose();
        orbit.zoom(steps, {650, 120}, kView);
        QCOMPARE(orbit.pose().distance, end.distance);
        QVERIFY(glm::distance(orbit.pose().target, end.target) < 1e-12 * end.distance);
    }
}

void OrbitControllerTest::orbitTurnsAroundTheTarget() {
    OrbitController orbit;
    orbit.setPose(somePose(), false);
    orbit.orbit({-200, 90});
    QVERIFY(distance(project(orbit.pose(), somePose().target), {400, 300}) < 1e-6);
    QVERIFY(orbit.pose().azimuthDegrees > somePose().azimuthDegrees);
    QVERIFY(orbit.pose().elevationDegrees > somePose().elevationDegrees);
    orbit.orbit({0, 1e6});
    QCOMPARE(orbit.pose().elevationDegrees, 90.0); // not over the top
}

void OrbitControllerTest::parallelRaysKeepTheSizeAtTheTarget() {
    OrbitController orbit;
    orbit.setPose(somePose(), false);
    const glm::dvec3 up = orbit.pose().camera().cameraToWorld[1];
    const glm::dvec3 back = orbit.pose().camera().cameraToWorld[2];
    const glm::dvec3 above = somePose().target + 0.3 * up;
    const QPointF before = project(orbit.pose(), above);
    orbit.setOrthographic(true);
    QVERIFY(distance(project(orbit.pose(), above), before) < 1e-6);
    QVERIFY(distance(project(orbit.pose(), above + 0.5 * back), before) < 1e-6);
    orbit.look(0.0, 90.0); // smoothly
    QVERIFY(QTest::qWaitFor([&] { return orbit.pose().elevationDegrees == 90.0; }));
    QVERIFY(orbit.pose().orthographic);
    orbit.fly({0.0, 0.0, -0.1});
    QVERIFY(!orbit.pose().orthographic);
    orbit.look(90.0, 10.0);
    orbit.setOrthographic(true); // on the way
    QVERIFY(QTest::qWaitFor([&] { return orbit.pose().azimuthDegrees == 90.0; }));
    QVERIFY(orbit.pose().orthographic);
    orbit.setTurning(true);
    orbit.setOrthographic(false);
    QVERIFY(orbit.isTurning());
    orbit.setTurning(false);
    orbit.setOrthographic(true);
    orbit.lookAround({10.0, 0.0});
    QVERIFY(!orbit.pose().orthographic);
}

void OrbitControllerTest::framedPoseShowsTheWholeCloud_data() {
    perspectiveAndParallel();
}

void OrbitControllerTest::framedPoseShowsTheWholeCloud() {
    QFETCH(bool, orthographic);
    const GaussianCloud cloud = test::makeRandomCloud({});
    OrbitController orbit;
    orbit.setPose(somePose(orthographic), false);
    const OrbitPose pose = orbit.framedPose(measureExtent(cloud).most, kView);
    double lowest = kView.height();
    double highest = 0.0;
    for (const glm::vec3& position : cloud.positions) {
        const QPointF seen = project(pose, glm::dvec3(position));
        QVERIFY(QRectF(QPointF(), kView).contains(seen));
        lowest = std::min(lowest, seen.y());
        highest = std::max(highest, seen.y());
    }
    QVERIFY2(highest - lowest > 0.4 * kView.height(), "the cloud is shown too small");
    QCOMPARE(pose.azimuthDegrees, somePose().azimuthDegrees);
    QVERIFY(orbit.framedPose(Ball(), kView).distance > 0.0);
}

void OrbitControllerTest::userInterruptsTheTurntable() {
    OrbitController orbit;
    orbit.setTurning(true);
    QVERIFY(QTest::qWaitFor([&] { return orbit.pose().azimuthDegrees > 1.0; }));
    orbit.zoom(1.0, {400, 300}, kView);
    QVERIFY(!orbit.isTurning());
    const double azimuth = orbit.pose().azimuthDegrees;
    QTest::qWait(100);
    QCOMPARE(orbit.pose().azimuthDegrees, azimuth);
}
