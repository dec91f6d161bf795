#include "app/gui/compare_view.h"
#include "app/gui/offscreen_renderer.h"
#include "app/gui/seen_colors.h"
#include "splat_renderer/visibility.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTimer>
#include <glm/geometric.hpp>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

using State = JobQueue::State;

/// What the viewport shows beside the splats, and what leaves it as pictures.
class DisplayTest : public QObject {
    Q_OBJECT

private slots:
    void seenModeColorsWhatThePictureShows();
    void gridIsDrawnUnderTheObject();
    void flyingMovesTheCamera();
    void compareModes();
    void pictureInTheShownMode();
    void processorDrawsWhatTheGraphicsCardCannot();
    void turntableAsVideo_data();
    void turntableAsVideo();
    void turntableAsPictures();
    void cancelledTurntableLeavesNothing();
    void aboutTellsHowTheViewIsDrawn();
    void countTellsHowManySplatsAreLeftOut();

private:
    static ViewContent smallView(bool openGl);
};

namespace {

constexpr int kPatienceMs = 120'000;

double distanceOf(const glm::vec3& a, const glm::vec3& b) {
    return static_cast<double>(glm::distance(a, b));
}

} // namespace

ViewContent DisplayTest::smallView(bool openGl) {
    ViewContent view;
    view.cloud = std::make_shared<GaussianCloud>(
        gambade::test::makeRandomCloud({.count = 300, .largestScale = 0.05}));
    view.size = {96, 64};
    view.openGl = openGl;
    return view;
}

void DisplayTest::seenModeColorsWhatThePictureShows() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    const ScenePtr scene = studio.window().document().scene();
    auto* mode = studio.window().findChild<QComboBox*>("displayMode");
    mode->setCurrentIndex(mode->findText("Seen in the picture"));
    QVERIFY(
        QTest::qWaitFor([&] { return studio.viewport().cloud() != scene->cloud; }, kPatienceMs));
    const CloudPtr shown = studio.viewport().cloud();
    const auto shares = shownShares(*scene->cloud, scene->sourceCamera(), kFramedSize, kFramedSize);
    const auto most = static_cast<std::size_t>(std::ranges::max_element(shares) - shares.begin());
    const auto least = static_cast<std::size_t>(std::ranges::min_element(shares) - shares.begin());
    QVERIFY2(shares[most] > shares[least] + 0.2f, "the test's picture shows all splats alike");
    QVERIFY(shown->baseColor(most).g > shown->baseColor(most).r);
    QVERIFY(shown->baseColor(least).r > shown->baseColor(least).g);
    QVERIFY(distanceOf(shown->positions[most], scene->cloud->positions[most]) == 0.0);
    mode->setCurrentIndex(0);
    QCOMPARE(studio.viewport().cloud(), scene->cloud);
}

void DisplayTest::gridIsDrawnUnderTheObject() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    studio.viewport().orbit().setPose({{}, 30.0, 25.0, 3.0}, false);
    QVERIFY(studio.waitForDrawing());
    const QImage without = studio.grabViewport();
    studio.window().findChild<QCheckBox*>("grid")->setChecked(true);
    QVERIFY(studio.waitForDrawing());
    const QImage with = studio.grabViewport();
    int red = 0;
    for (int y = 0; y < with.height(); ++y) {
        for (int x = 0; x < with.width(); ++x) {
            const QRgb pixel = with.pixel(x, y);
            red += pixel != without.pixel(x, y) && qRed(pixel) > qBlue(pixel) + 60;
        }
    }
    QVERIFY2(red > 20, qPrintable(QString::number(red))); // the x axis
}

void DisplayTest::flyingMovesTheCamera() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    OrbitController& orbit = studio.viewport().orbit();
    orbit.setPose({}, false);
    studio.viewport().setFocus();
    QTest::keyPress(&studio.viewport(), Qt::Key_W);
    QVERIFY(QTest::qWaitFor([&] { return orbit.pose().target.z < -0.05; }, kPatienceMs));
    QTest::keyRelease(&studio.viewport(), Qt::Key_W);
    const double reached = orbit.pose().target.z;
    QTest::qWait(100);
    QCOMPARE(orbit.pose().target.z, reached);
    QTest::keyPress(&studio.viewport(), Qt::Key_E, Qt::ShiftModifier);
    QVERIFY(QTest::qWaitFor([&] { return orbit.pose().target.y > 0.05; }, kPatienceMs));
    QTest::keyRelease(&studio.viewport(), Qt::Key_E, Qt::ShiftModifier);

    studio.window().actions()[ActionId::kFly].trigger();
    const glm::dvec3 before(orbit.pose().camera().cameraToWorld[3]);
    const QPoint middle = studio.viewport().rect().center();
    QTest::mousePress(&studio.viewport(), Qt::LeftButton, {}, middle);
    QTest::mouseMove(&studio.viewport(), middle + QPoint(60, 20));
    QTest::mouseRelease(&studio.viewport(), Qt::LeftButton, {}, middle + QPoint(60, 20));
    QVERIFY(std::abs(orbit.pose().azimuthDegrees) > 1.0);
    const glm::dvec3 after(orbit.pose().camera().cameraToWorld[3]);
    QVERIFY(glm::distance(before, after) < 1e-9); // the head turned, and stayed where it was
}

void DisplayTest::compareModes() {
    auto input = std::make_shared<InputPicture>();
    input->framed = QImage(64, 64, QImage::Format_RGB32);
    input->framed.fill(qRgb(200, 100, 40));
    SceneOrigin origin;
    origin.input = input;
    origin.render = QImage(64, 64, QImage::Format_RGB32);
    origin.render.fill(qRgb(100, 120, 240));
    CompareView view;
    view.resize(300, 300);
    view.setScene(origin);
    const auto middle = [&] { return QColor(view.grab().toImage().pixel(75, 150)); };
    QCOMPARE(middle(), QColor(200, 100, 40)); // left of the line: the picture
    view.setMode(CompareMode::kDifference);
    QCOMPARE(middle(), QColor(100, 20, 200));
    view.setMode(CompareMode::kBlend);
    view.setSplit(0.25);
    const QColor blended = middle();
    QVERIFY(std::abs(blended.red() - 125) <= 2);
    QVERIFY(std::abs(blended.green() - 115) <= 2);
    QVERIFY(std::abs(blended.blue() - 190) <= 2);
    QCOMPARE(view.findChild<QComboBox*>("compareMode")->currentIndex(), 1);
}

void DisplayTest::pictureInTheShownMode() {
    QWidget window;
    PictureExporter exporter(&window);
    QSignalSpy saved(&exporter, &PictureExporter::saved);
    const QTemporaryDir folder;
    ViewContent view = smallView(true);
    view.settings.mode = DisplayMode::kOpacity;
    const QString file = folder.filePath("opacity.png");
    exporter.savePicture(view, {320, 200}, false, file);
    QVERIFY(saved.wait(kPatienceMs));
    const QImage picture(file);
    QCOMPARE(picture.size(), QSize(320, 200));
    const RenderedImage exact = rasterize(*view.cloud, view.pose.camera(), 320, 200);
    double difference = 0.0;
    for (int y = 0; y < 200; ++y) {
        for (int x = 0; x < 320; ++x) {
            const float alpha = exact.pixels[static_cast<std::size_t>(y) * 320 + x].a;
            difference += std::abs(qRed(picture.pixel(x, y)) - 255.0 * alpha) / (320 * 200);
        }
    }
    QVERIFY2(difference < 1.0, qPrintable(QString::number(difference)));
}

void DisplayTest::processorDrawsWhatTheGraphicsCardCannot() {
    QOffscreenSurface surface;
    surface.create();
    const ViewContent view = smallView(true);
    const Camera camera = view.pose.camera();
    const auto failNext = [] { // its context is current; the renderer asks for errors after drawing
        QOpenGLContext::currentContext()->functions()->glEnable(0xFFFF);
    };
    OffscreenRenderer renderer(&surface, view.cloud, view.settings);
    const RenderedImage exact = rasterize(*view.cloud, camera, 96, 64);
    renderer.draw(camera, {96, 64}, {});
    QVERIFY(QOpenGLContext::currentContext());
    failNext();
    QVERIFY(renderer.draw(camera, {96, 64}, {}).pixels == exact.pixels);
    QVERIFY(!QOpenGLContext::currentContext()); // given up

    RenderSettings depth = view.settings;
    depth.mode = DisplayMode::kDepth;
    OffscreenRenderer deep(&surface, view.cloud, depth);
    failNext();
    QVERIFY_EXCEPTION_THROWN(deep.draw(camera, {96, 64}, {}), Error);
}

void DisplayTest::turntableAsVideo_data() {
    QTest::addColumn<QString>("format");
    QTest::newRow("MP4") << "mp4";
    QTest::newRow("WebM") << "webm";
    QTest::newRow("GIF") << "gif";
}

void DisplayTest::turntableAsVideo() {
    QFETCH(QString, format);
    const QString ffprobe = QStandardPaths::findExecutable("ffprobe");
    if (findFfmpeg().isEmpty() || ffprobe.isEmpty()) {
        QSKIP("ffmpeg is not installed here");
    }
    QWidget window;
    PictureExporter exporter(&window);
    QSignalSpy saved(&exporter, &PictureExporter::saved);
    const QTemporaryDir folder;
    const QString file = folder.filePath("turn." + format);
    exporter.saveTurntable(smallView(false), {format, {96, 64}, 12, 10, false}, findFfmpeg(), file);
    QVERIFY(saved.wait(kPatienceMs));
    QProcess probe;
    probe.start(ffprobe, {"-v", "error", "-count_frames", "-select_streams", "v", "-show_entries",
                          "stream=width,height,nb_read_frames", "-of", "csv=p=0", file});
    QVERIFY(probe.waitForFinished());
    QCOMPARE(QString::fromUtf8(probe.readAllStandardOutput()).trimmed(), QString("96,64,12"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void DisplayTest::turntableAsPictures() {
    QWidget window;
    PictureExporter exporter(&window);
    QSignalSpy saved(&exporter, &PictureExporter::saved);
    QSignalSpy failed(&exporter, &PictureExporter::failed);
    const QTemporaryDir folder;
    const QString target = folder.filePath("turn");
    const ViewContent view = smallView(false);
    exporter.saveTurntable(view, {"png", {96, 64}, 4, 10, true}, {}, target);
    QVERIFY(saved.wait(kPatienceMs));
    QCOMPARE(QDir(target).entryList(QDir::Files).size(), 4);
    OrbitPose quarter = view.pose;
    quarter.azimuthDegrees += 90.0;
    const RenderedImage exact = rasterize(*view.cloud, quarter.camera(), 96, 64);
    const QImage second(target + "/frame_0002.png");
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 96; ++x) {
            const float alpha = exact.pixels[static_cast<std::size_t>(y) * 96 + x].a;
            QVERIFY(std::abs(qAlpha(second.pixel(x, y)) - 255.0 * alpha) <= 1.0);
        }
    }

    exporter.saveTurntable(view, {"png", {96, 64}, 4, 10, true}, {}, target); // never replaced
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatienceMs); // said at once, or a moment later
    QVERIFY(failed.at(0).at(0).toString().contains("not empty"));
    QCOMPARE(QDir(target).entryList(QDir::Files).size(), 4);
}

void DisplayTest::cancelledTurntableLeavesNothing() {
    if (findFfmpeg().isEmpty()) {
        QSKIP("ffmpeg is not installed here");
    }
    const QTemporaryDir folder;
    for (const char* format : {"mp4", "png"}) {
        QWidget window;
        {
            PictureExporter exporter(&window);
            QSignalSpy cancelled(&exporter, &PictureExporter::cancelled);
            exporter.saveTurntable(smallView(false), {format, {640, 480}, 5000, 10, false},
                                   findFfmpeg(), folder.filePath(QString("turn.%1").arg(format)));
            QTest::qWait(400);
            exporter.cancel();
            QCOMPARE(cancelled.count(), 1);
        } // waits for the thread
        QVERIFY(QDir(folder.path())
                    .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
                    .isEmpty());
    }
}

void DisplayTest::aboutTellsHowTheViewIsDrawn() {
    Studio studio(Studio::Model::kFast, CanvasChoice::kClassic);
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone) && studio.waitForDrawing());
    QString told;
    QTimer::singleShot(200, [&told] {
        if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
            told = box->text() + box->informativeText();
            box->close();
        }
    });
    studio.window().actions()[ActionId::kAbout].trigger();
    const QString renderer = studio.viewport().rendererDescription();
    QVERIFY2(renderer.contains("OpenGL") && renderer.contains("sorted by the processor"),
             qPrintable(renderer));
    QVERIFY2(told.contains(renderer) && told.contains(GAMBADE_VERSION), qPrintable(told));
}

void DisplayTest::countTellsHowManySplatsAreLeftOut() {
    Studio studio; // its model makes 256
    const auto numbersOf = [](Studio& of) { return of.window().findChild<QLabel*>("numbers"); };
    const QLabel* numbers = numbersOf(studio);
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    const std::size_t kept = studio.window().document().scene()->cloud->size();
    QVERIFY2(numbers->text().contains(QStringLiteral("%1 of 256 splats").arg(kept)),
             qPrintable(numbers->text()));
    QVERIFY2(numbers->toolTip().contains("less than 0.5 % opacity") &&
                 numbers->toolTip().contains("\ntokenizer: "),
             qPrintable(numbers->toolTip()));

    Studio other;
    other.openCloud(gambade::test::makeRandomCloud({.count = 50}));
    numbers = numbersOf(other);
    QVERIFY2(numbers->text() == "50 splats" && numbers->toolTip().isEmpty(),
             qPrintable(numbers->text()));
}

QTEST_MAIN(DisplayTest)
#include "display_test.moc"
