#include "app/gui/view_cube.h"
#include "tests/app/gui/studio_fixture.h"

#include <QMenu>
#include <QSlider>
#include <QTimer>
#include <cmath>
#include <glm/geometric.hpp>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

/// The view cube, and the keys and controls of what it shows: sides, field of view, parallel rays.
class ViewCubeTest : public QObject {
    Q_OBJECT

private slots:
    void init();
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

private:
    OrbitPose pose() const { return m_viewport->orbit().pose(); }
    bool arrivesAt(double azimuth, double elevation) const;
    ViewCube& cube() const { return *m_viewport->findChild<ViewCube*>("viewCube"); }

    std::unique_ptr<Viewport> m_viewport;
};

void ViewCubeTest::init() {
    m_viewport = makeShownViewport();
    QVERIFY(m_viewport);
}

bool ViewCubeTest::arrivesAt(double azimuth, double elevation) const {
    return QTest::qWaitFor([&] {
        return std::abs(std::remainder(pose().azimuthDegrees - azimuth, 360.0)) < 1e-6 &&
               std::abs(pose().elevationDegrees - elevation) < 1e-6;
    });
}

void ViewCubeTest::cubeNamesItsSides_data() {
    QTest::addColumn<double>("azimuth");
    QTest::addColumn<double>("elevation");
    QTest::newRow("front") << 0.0 << 0.0;
    QTest::newRow("right") << 90.0 << 0.0;
    QTest::newRow("back") << 180.0 << 0.0;
    QTest::newRow("left") << -90.0 << 0.0;
}

void ViewCubeTest::cubeNamesItsSides() {
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

void ViewCubeTest::cubeSnapsSmoothlyAndCanBeInterrupted() {
    QTest::mouseClick(&cube(), Qt::LeftButton, {}, cube().rect().center());
    QVERIFY(pose().azimuthDegrees > 15.0); // not there at once
    QVERIFY(QTest::qWaitFor([&] { return pose().azimuthDegrees < 18.0; }));
    QTest::keyClick(m_viewport.get(), Qt::Key_Left);
    const OrbitPose stopped = pose();
    QVERIFY(stopped.azimuthDegrees != 0.0);
    QTest::qWait(400);
    QCOMPARE(pose().azimuthDegrees, stopped.azimuthDegrees);
}

void ViewCubeTest::cubeKeepsTheNearestAzimuthFromAbove() {
    m_viewport->orbit().setPose({{}, 110.0, 80.0, 2.0}, false);
    QTest::mouseClick(&cube(), Qt::LeftButton, {}, cube().rect().center());
    QVERIFY(arrivesAt(90.0, 90.0));
}

void ViewCubeTest::cornerOfTheCube() {
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

void ViewCubeTest::draggingTheCubeOrbits() {
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

void ViewCubeTest::besideTheCubeTheViewIsDragged() {
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

void ViewCubeTest::keysForTheSides_data() {
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

void ViewCubeTest::keysForTheSides() {
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

void ViewCubeTest::cubeCanBeHidden() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, JobQueue::State::kDone));
    auto* shown = studio.viewport().findChild<ViewCube*>("viewCube");
    QVERIFY(shown->isVisible());
    studio.window().actions()[ActionId::kViewCube].trigger();
    QVERIFY(!shown->isVisible());
}

void ViewCubeTest::fieldOfViewKeepsTheSize() {
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

void ViewCubeTest::keyForParallelRays() {
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

void ViewCubeTest::menuOfTheCube() {
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

QTEST_MAIN(ViewCubeTest)
#include "view_cube_test.moc"
