#include "app/gui/crop_panel.h"
#include "app/gui/display_panel.h"
#include "app/gui/tidy.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <glm/gtc/matrix_transform.hpp>
#include <random>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;
using State = JobQueue::State;

/// Which splats are selected, by the tools and their keys.
class SelectingTest : public QObject {
    Q_OBJECT

private slots:
    void selectionIsWhatADirectComputationSays();
    void modesOfSelecting();
    void brushAndSphereSelect();
    void escapeLeavesWhatTakesTheView();
    void floatersAreShownFirst();
    void cropKeepsTheInside();
    void nothingToSelectIsTold();
};

namespace {

/// Window coordinates by GLM's own matrices.
QPointF projected(const glm::vec3& world, const Camera& camera, const QSizeF& view, bool& inFront) {
    const glm::dmat4 look = glm::inverse(camera.cameraToWorld);
    const glm::dmat4 lens = glm::perspective(glm::radians(camera.fovYDegrees),
                                             view.width() / view.height(), 0.001, 1000.0);
    const glm::dvec3 window = glm::project(glm::dvec3(world), look, lens,
                                           glm::dvec4(0.0, 0.0, view.width(), view.height()));
    inFront = (look * glm::dvec4(glm::dvec3(world), 1.0)).z < 0.0;
    return {window.x, view.height() - window.y};
}

GaussianCloud ballWithSpecks(std::size_t specks) {
    GaussianCloud cloud = gambade::test::makeRandomCloud({});
    std::mt19937 random(5);
    std::uniform_real_distribution<float> uniform(-1.0f, 1.0f);
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        glm::vec3 point(2.0f);
        while (glm::length(point) > 1.0f) {
            point = {uniform(random), uniform(random), uniform(random)};
        }
        cloud.positions[i] = 0.4f * point;
    }
    for (std::size_t i = 0; i < specks; ++i) {
        cloud.positions[i * 7] = {2.0f + static_cast<float>(i), 1.5f, 0.0f};
    }
    return cloud;
}

} // namespace

void SelectingTest::selectionIsWhatADirectComputationSays() {
    const GaussianCloud cloud = gambade::test::makeRandomCloud({});
    Camera camera = orbitCamera(30.0, 20.0, 0.4);
    const QSizeF view(640.0, 400.0);
    const QRectF rect(QPointF(500.0, 300.0), QPointF(250.0, 90.0)); // dragged up and left
    const QPointF from(200.0, 100.0);
    const QPointF to(420.0, 330.0);
    const ScreenPoints points(cloud, camera, view);
    const Selection inRect = points.inRect(rect);
    const Selection along = points.along(from, to, 30.0);
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        bool inFront = false;
        const QPointF point = projected(cloud.positions[i], camera, view, inFront);
        const bool inside = inFront && point.x() >= 250.0 && point.x() <= 500.0 &&
                            point.y() >= 90.0 && point.y() <= 300.0;
        QCOMPARE(inRect[i] != 0, inside);
        double nearest = 1e9;
        constexpr int kSteps = 4000;
        for (int step = 0; step <= kSteps; ++step) {
            const QPointF apart = point - (from + (to - from) * (double(step) / kSteps));
            nearest = std::min(nearest, std::hypot(apart.x(), apart.y()));
        }
        if (std::abs(nearest - 30.0) > 0.1) { // the steps tell it this well
            QCOMPARE(along[i] != 0, inFront && nearest < 30.0);
        }
    }
    QVERIFY(selectedCount(inRect) > 0 && selectedCount(inRect) < cloud.size());
    QVERIFY(selectedCount(along) > 0 && selectedCount(along) < cloud.size());
}

void SelectingTest::modesOfSelecting() {
    const Selection old{0, 0, 1, 1};
    const Selection picked{0, 1, 0, 1};
    const auto combined = [&](SelectionMode mode) {
        Selection selection = old;
        combine(selection, picked, mode);
        return selection;
    };
    QCOMPARE(combined(SelectionMode::kReplace), (Selection{0, 1, 0, 1}));
    QCOMPARE(combined(SelectionMode::kAdd), (Selection{0, 1, 1, 1}));
    QCOMPARE(combined(SelectionMode::kSubtract), (Selection{0, 0, 1, 0}));
}

void SelectingTest::brushAndSphereSelect() {
    Studio studio;
    studio.openCloud(ballWithSpecks(0));
    MainWindow& window = studio.window();
    Viewport& viewport = studio.viewport();
    const QPoint middle = viewport.rect().center();
    window.actions()[ActionId::kSelectBrush].trigger();
    QTest::mousePress(&viewport, Qt::LeftButton, {}, middle);
    const std::size_t first = selectedCount(window.tidy().selection());
    QTest::mouseMove(&viewport, middle + QPoint(80, 0));
    QTest::mouseRelease(&viewport, Qt::LeftButton, {}, middle + QPoint(80, 0));
    const std::size_t stroke = selectedCount(window.tidy().selection());
    QVERIFY(first > 0 && stroke > first);
    dragMouse(viewport, middle, middle + QPoint(10, 0), Qt::ControlModifier);
    QVERIFY(selectedCount(window.tidy().selection()) < stroke);

    window.actions()[ActionId::kSelectNone].trigger();
    QVERIFY(!window.tidy().hasSelection());
    window.actions()[ActionId::kSelectSphere].trigger();
    QVERIFY(!window.actions()[ActionId::kSelectBrush].isChecked());
    const OrbitPose pose = viewport.orbit().pose();
    const GaussianCloud& cloud = *window.document().scene()->cloud;
    const auto opaque = std::ranges::find_if(cloud.opacities, [](float o) { return o > 0.5f; });
    bool inFront = false;
    const QPoint onSplat =
        projected(cloud.positions[static_cast<std::size_t>(opaque - cloud.opacities.begin())],
                  pose.camera(), viewport.size(), inFront)
            .toPoint();
    dragMouse(viewport, onSplat, onSplat + QPoint(3000, 0));
    QCOMPARE(selectedCount(window.tidy().selection()), window.tidy().selection().size());
    QCOMPARE(viewport.orbit().pose().azimuthDegrees, pose.azimuthDegrees);
    window.actions()[ActionId::kInvertSelection].trigger();
    QVERIFY(!window.tidy().hasSelection());
}

void SelectingTest::escapeLeavesWhatTakesTheView() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    Actions& actions = studio.window().actions();
    QVERIFY(studio.activate());
    const auto* display = studio.window().findChild<DisplayPanel*>();
    for (const ActionId id : {ActionId::kSelectBox, ActionId::kSelectBrush, ActionId::kCropBox,
                              ActionId::kEditMask, ActionId::kCompare}) {
        actions[id].trigger();
        QVERIFY(actions[id].isChecked());
        // How the 3D view shows splats is nothing to set where it is not to be seen.
        QCOMPARE(display->isEnabled(), studio.viewport().isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY2(!actions[id].isChecked(), qPrintable(actions[id].text()));
        QVERIFY(studio.viewport().isVisible());
    }

    actions[ActionId::kFullScreen].trigger();
    actions[ActionId::kSelectBox].trigger();
    QVERIFY(studio.window().isFullScreen());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape); // first of the tool
    QVERIFY(studio.window().isFullScreen() && !actions[ActionId::kSelectBox].isChecked());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!studio.window().isFullScreen() && !actions[ActionId::kFullScreen].isChecked());
}

void SelectingTest::floatersAreShownFirst() {
    constexpr std::size_t kSpecks = 5;
    Studio studio;
    const GaussianCloud cloud = ballWithSpecks(kSpecks);
    studio.openCloud(cloud);
    MainWindow& window = studio.window();
    QCOMPARE(studio.queue().unsavedCount(), 0);
    window.actions()[ActionId::kFindFloaters].trigger();
    QTRY_VERIFY(window.tidy().hasSelection());
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        QCOMPARE(window.tidy().selection()[i] != 0, i % 7 == 0 && i / 7 < kSpecks);
    }
    QCOMPARE(window.document().scene()->cloud->size(), cloud.size());
    window.actions()[ActionId::kDeleteSelected].trigger();
    QTRY_COMPARE(window.document().scene()->cloud->size(), cloud.size() - kSpecks);
    QCOMPARE(studio.queue().unsavedCount(), 1);
}

void SelectingTest::cropKeepsTheInside() {
    Studio studio;
    studio.openCloud(ballWithSpecks(0));
    MainWindow& window = studio.window();
    const CloudPtr before = window.document().scene()->cloud;
    window.actions()[ActionId::kCropBox].trigger();
    QVERIFY(!window.tidy().hasSelection());
    auto& crop = *window.findChild<CropPanel*>();
    QVERIFY(crop.isVisible());
    crop.findChildren<QDoubleSpinBox*>().at(0)->setValue(0.1);
    QVERIFY(window.tidy().hasSelection());
    QTest::mouseClick(crop.findChild<QPushButton*>("keepInside"), Qt::LeftButton);
    QTRY_VERIFY(window.document().scene()->cloud != before);
    const CloudPtr after = window.document().scene()->cloud;
    const auto inside =
        std::ranges::count_if(before->positions, [](const glm::vec3& p) { return p.x >= 0.1f; });
    QCOMPARE(after->size(), static_cast<std::size_t>(inside));
    QVERIFY(std::ranges::all_of(after->positions, [](const glm::vec3& p) { return p.x >= 0.1f; }));
    QVERIFY(!crop.isVisible());
}

void SelectingTest::nothingToSelectIsTold() {
    Studio studio;
    studio.openCloud(ballWithSpecks(0));
    Actions& actions = studio.window().actions();
    const auto* status = studio.window().findChild<QLabel*>("task");
    actions[ActionId::kSelectHidden].trigger();
    QVERIFY2(status->text().contains("Hide below opacity"), qPrintable(status->text()));
    actions[ActionId::kFindFloaters].trigger();
    QTRY_COMPARE(status->text(), "No floaters were found");
}

QTEST_MAIN(SelectingTest)
#include "selecting_test.moc"
