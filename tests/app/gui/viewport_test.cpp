#include "app/gui/pixels.h"
#include "tests/app/gui/asked_cloud.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"

#include <QSignalSpy>
#include <cmath>
#include <epoxy/gl.h>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

/// What is on the screen, against the CPU rasterizer called directly.
class ViewportTest : public QObject {
    Q_OBJECT

private slots:
    void drawsWhatTheRasterizerDraws_data();
    void drawsWhatTheRasterizerDraws();
    void asksTheGpuForWhatItHas();
    void waitsUntilACloudIsMeasured();
    void drawsOnlyWhenSomethingChanged();
    void goesOnAfterAFailure();
    void goesOnWithoutALostContext();
    void doubleClickCentresOnTheSplat();
    void draggingInTheWindowTurnsTheResult();
};

void ViewportTest::drawsWhatTheRasterizerDraws_data() {
    QTest::addColumn<int>("canvas");
    QTest::newRow("OpenGL") << static_cast<int>(CanvasChoice::kAuto);
    QTest::newRow("processor") << static_cast<int>(CanvasChoice::kCpu);
}

void ViewportTest::drawsWhatTheRasterizerDraws() {
    QFETCH(int, canvas);
    Viewport viewport(static_cast<CanvasChoice>(canvas));
    viewport.setCubeShown(false); // it lies over the splats
    viewport.resize(420, 300);
    viewport.show();
    QVERIFY(QTest::qWaitForWindowExposed(&viewport));
    const auto cloud = std::make_shared<GaussianCloud>(gambade::test::makeRandomCloud({}));
    OrbitPose pose;
    pose.azimuthDegrees = 35.0;
    pose.elevationDegrees = 20.0;
    pose.distance = 2.0;
    RenderSettings settings;
    settings.backgroundColor = glm::vec3(0.0f);
    settings.minOpacity = 0.3f;
    settings.splatScale = 0.8f;
    QSignalSpy drawn(&viewport, &Viewport::drawn);
    viewport.setCloud(cloud);
    viewport.setRenderSettings(settings);
    viewport.orbit().setPose(pose, false);
    QVERIFY(drawn.wait(60'000));

    GaussianCloud expected = *cloud;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        expected.scales[i] *= settings.splatScale;
        expected.opacities[i] =
            expected.opacities[i] < settings.minOpacity ? 0.0f : expected.opacities[i];
    }
    const QImage exact = toOpaque(
        rasterize(expected, pose.camera(), viewport.width(), viewport.height()), Qt::black);
    const QImage seen = viewport.grab().toImage();
    QCOMPARE(seen.size(), exact.size());
    QImage nothing(exact.size(), QImage::Format_RGB32);
    nothing.fill(Qt::black);
    QVERIFY2(meanDifference(exact, nothing) > 5.0, "the test's picture shows nothing");
    const double difference = meanDifference(seen, exact);
    QVERIFY2(difference < 0.6, qPrintable(QString::number(difference)));
}

void ViewportTest::asksTheGpuForWhatItHas() {
    Viewport viewport(CanvasChoice::kCompute);
    viewport.resize(200, 200);
    viewport.show();
    QVERIFY(QTest::qWaitForWindowExposed(&viewport));
    QVERIFY(viewport.isOpenGl());
    QSignalSpy drawn(&viewport, &Viewport::drawn);
    const auto show = [&](unsigned seed, const OnGpu& onGpu) {
        drawn.clear();
        viewport.setCloud(std::make_shared<const GaussianCloud>(
                              gambade::test::makeRandomCloud({.count = 100, .seed = seed})),
                          onGpu);
        return drawn.wait(60'000);
    };
    auto asked = std::make_shared<const AskedCloud>();
    QVERIFY(show(1, asked));
    QCOMPARE(asked->times, 1);
    viewport.setRenderSettings({.splatScale = 0.5f});
    QVERIFY(drawn.wait(60'000));
    QCOMPARE(asked->times, 1); // the splats are there
    QVERIFY(show(2, {}));
    QCOMPARE(asked->times, 1);
    const OnGpu gone = std::exchange(asked, nullptr);
    QVERIFY(gone.expired());
    QVERIFY(show(3, gone));
}

void ViewportTest::waitsUntilACloudIsMeasured() {
    Viewport viewport(CanvasChoice::kCpu);
    viewport.resize(300, 300);
    viewport.show();
    QVERIFY(QTest::qWaitForWindowExposed(&viewport));
    QVERIFY(viewport.showsCloud()); // there is none to show
    const auto small = std::make_shared<GaussianCloud>(
        gambade::test::makeRandomCloud({.count = 500, .extent = 0.1}));
    const auto large = std::make_shared<GaussianCloud>(
        gambade::test::makeRandomCloud({.count = 500, .extent = 3.0}));
    QSignalSpy drawn(&viewport, &Viewport::drawn);
    const double before = viewport.orbit().pose().distance;
    viewport.setCloud(small);
    viewport.setHome(std::nullopt);
    viewport.setCloud(large); // before the first could be shown
    viewport.frameCloud();
    QVERIFY(!viewport.showsCloud());
    QCOMPARE(viewport.orbit().pose().distance, before);
    QVERIFY(drawn.isEmpty());

    QVERIFY(QTest::qWaitFor([&] { return viewport.showsCloud(); }));
    const double framed =
        OrbitController().framedPose(measureExtent(*large).most, viewport.size()).distance;
    QCOMPARE(viewport.orbit().pose().distance, framed);
    QVERIFY(drawn.wait(60'000));
    viewport.setCloud(large);
    QVERIFY(viewport.showsCloud()); // is measured already
    viewport.setCloud(nullptr);
    QVERIFY(viewport.showsCloud());
}

void ViewportTest::goesOnAfterAFailure() {
    Studio studio;
    Viewport& viewport = studio.viewport();
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, JobQueue::State::kDone));
    QVERIFY(studio.waitForDrawing());
    QSignalSpy failed(&viewport, &Viewport::drawingFailed);
    const CloudPtr good = viewport.cloud();
    GaussianCloud bad = *good;
    bad.scales.pop_back(); // no cloud at all: the rasterizer throws
    viewport.setCloud(std::make_shared<const GaussianCloud>(bad));
    QVERIFY(failed.wait());
    viewport.setCloud(good);
    QVERIFY(studio.waitForDrawing());
}

void ViewportTest::goesOnWithoutALostContext() {
    Viewport viewport(CanvasChoice::kClassic);
    viewport.setCubeShown(false);
    viewport.resize(300, 200);
    viewport.show();
    QVERIFY(QTest::qWaitForWindowExposed(&viewport));
    QVERIFY(viewport.isOpenGl());
    QSignalSpy drawn(&viewport, &Viewport::drawn);
    QSignalSpy failed(&viewport, &Viewport::drawingFailed);
    QSignalSpy replaced(&viewport, &Viewport::canvasReplaced);
    const auto cloud = std::make_shared<GaussianCloud>(gambade::test::makeRandomCloud({}));
    viewport.setCloud(cloud);
    QVERIFY(drawn.wait(60'000));
    QVERIFY(failed.isEmpty());

    // What a driver says from the moment on that it has lost the context.
    const auto usual = std::exchange(
        epoxy_glGetError, +[]() -> GLenum { return GL_CONTEXT_LOST; });
    OrbitPose pose = viewport.orbit().pose();
    pose.azimuthDegrees += 20.0;
    drawn.clear();
    viewport.orbit().setPose(pose, false);
    QTRY_COMPARE(replaced.count(), 1);
    epoxy_glGetError = usual;
    QCOMPARE(failed.count(), 1);
    QVERIFY2(failed.first().first().toString().contains("context was lost"),
             qPrintable(failed.first().first().toString()));
    QVERIFY(!viewport.isOpenGl());
    QTRY_VERIFY(!drawn.isEmpty());
    const QImage exact =
        toOpaque(rasterize(*cloud, pose.camera(), viewport.width(), viewport.height()), Qt::white);
    const double difference = meanDifference(viewport.grab().toImage(), exact);
    QVERIFY2(difference < 0.6, qPrintable(QString::number(difference)));
}

void ViewportTest::drawsOnlyWhenSomethingChanged() {
    Viewport viewport(CanvasChoice::kAuto);
    viewport.resize(300, 300);
    viewport.show();
    QVERIFY(QTest::qWaitForWindowExposed(&viewport));
    QSignalSpy drawn(&viewport, &Viewport::drawn);
    viewport.setCloud(std::make_shared<GaussianCloud>(gambade::test::makeRandomCloud({})));
    QVERIFY(drawn.wait(60'000));
    QTest::qWait(300);
    const auto before = drawn.count();
    QTest::qWait(500);
    QCOMPARE(drawn.count(), before);
    QTest::keyClick(&viewport, Qt::Key_Left);
    QVERIFY(drawn.wait(60'000));
}

void ViewportTest::doubleClickCentresOnTheSplat() {
    Viewport viewport(CanvasChoice::kCpu);
    viewport.resize(400, 400);
    viewport.show();
    QVERIFY(QTest::qWaitForWindowExposed(&viewport));
    auto cloud = std::make_shared<GaussianCloud>();
    cloud->resize(2, 0);
    cloud->positions = {{0.25f, 0.1f, 0.0f}, {0.25f, 0.1f, -0.5f}};
    cloud->opacities = {0.9f, 0.9f};
    cloud->scales = {glm::vec3(0.02f), glm::vec3(0.02f)};
    viewport.setCloud(cloud);
    const double focal = 200.0 / std::tan(0.5 * kDefaultFovY * std::acos(-1.0) / 180.0);
    const QPoint place(static_cast<int>(200 + focal * 0.25 / 1.5),
                       static_cast<int>(200 - focal * 0.1 / 1.5));
    QTest::mouseDClick(&viewport, Qt::LeftButton, {}, place);
    QVERIFY(QTest::qWaitFor([&] {
        return glm::distance(viewport.orbit().pose().target, glm::dvec3(0.25, 0.1, 0.0)) < 1e-6;
    }));
}

void ViewportTest::draggingInTheWindowTurnsTheResult() {
    Studio studio(Studio::Model::kFast, CanvasChoice::kAuto);
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, JobQueue::State::kDone));
    QVERIFY(studio.waitForDrawing());
    const QImage front = studio.grabViewport();
    const QPoint middle = studio.viewport().rect().center();
    QTest::mousePress(&studio.viewport(), Qt::LeftButton, {}, middle);
    QTest::mouseMove(&studio.viewport(), middle + QPoint(150, 40));
    QTest::mouseRelease(&studio.viewport(), Qt::LeftButton, {}, middle + QPoint(150, 40));
    QVERIFY(studio.waitForDrawing());
    QVERIFY(studio.grabViewport() != front);
}

QTEST_MAIN(ViewportTest)
#include "viewport_test.moc"
