#include "app/gui/compare_view.h"
#include "app/gui/exporter.h"
#include "app/gui/settings.h"
#include "splat_renderer/rasterizer.h"
#include "splats/format.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>
#include <cmath>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

using State = JobQueue::State;

class MainWindowTest : public QObject {
    Q_OBJECT

private slots:
    void dropReconstructsExportsAndOpensAgain();
    void exampleOnTheStartPage();
    void pastedPicture();
    void recentFilesAreThoseThatOpened();
    void plyOfAnyNameIsOpened();
    void cancelButtonStopsTheRunningJob();
    void editedElevationRunsAgainAndCanBeUndone();
    void fieldOfViewThatThePictureLooksLike();
    void keysMoveTheView();
    void missingModelIsTold();
    void unwritableExportIsTold();
    void savedPictureShowsTheView();
    void closingWhileRunning();
    void closingAsksForResultsNotExported();
    void everyControlHasAName();
};

namespace {

void compareClouds(const GaussianCloud& actual, const GaussianCloud& expected) {
    QCOMPARE(actual.size(), expected.size());
    QCOMPARE(actual.provenance, expected.provenance);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(actual.positions[i], expected.positions[i]);
        // Stored as logarithm and logit.
        for (int axis = 0; axis < 3; ++axis) {
            QVERIFY(std::abs(actual.scales[i][axis] / expected.scales[i][axis] - 1.0f) < 1e-5f);
        }
        QVERIFY(std::abs(actual.opacities[i] - expected.opacities[i]) < 1e-5f);
        QVERIFY(std::abs(std::abs(glm::dot(actual.rotations[i], expected.rotations[i])) - 1.0f) <
                1e-5f);
        QVERIFY(glm::distance(actual.baseColor(i), expected.baseColor(i)) < 1e-5f);
    }
}

} // namespace

void MainWindowTest::dropReconstructsExportsAndOpensAgain() {
    Studio studio;
    auto& start = *studio.window().findChild<QWidget*>("startPage");
    QVERIFY(start.isVisible());
    std::vector<double> progress;
    QSet<QString> stages;
    connect(&studio.queue(), &JobQueue::progressChanged, this, [&](int row) {
        progress.push_back(studio.queue().progress(row));
        stages.insert(studio.queue().stage(row));
    });
    studio.drop({example("rocket.png")});
    QVERIFY(!start.isVisible());
    QVERIFY(studio.window().findChild<QProgressBar*>("progress")->isVisible());
    QVERIFY(studio.waitForState(0, State::kDone));
    QVERIFY(std::is_sorted(progress.begin(), progress.end()));
    QVERIFY(progress.back() > 0.9 && progress.back() <= 1.0);
    QVERIFY2(stages.contains("tokenizer") && stages.contains("decoder"),
             qPrintable(stages.values().join(", ")));
    QVERIFY(!studio.window().findChild<QProgressBar*>("progress")->isVisible());

    const ScenePtr scene = studio.window().document().scene();
    QVERIFY(scene && scene->origin);
    QVERIFY(!scene->cloud->empty() && scene->cloud->size() <= 256);
    QCOMPARE(studio.queue().unsavedCount(), 1);

    QVERIFY(studio.waitForDrawing());
    const QImage front = studio.grabViewport();
    const QPoint middle = studio.viewport().rect().center();
    QTest::mousePress(&studio.viewport(), Qt::LeftButton, {}, middle);
    QTest::mouseMove(&studio.viewport(), middle + QPoint(150, 40));
    QTest::mouseRelease(&studio.viewport(), Qt::LeftButton, {}, middle + QPoint(150, 40));
    QVERIFY(studio.waitForDrawing());
    QVERIFY(studio.grabViewport() != front);

    QSignalSpy exported(&studio.window().exporter(), &Exporter::exported);
    studio.window().exporter().write(scene, studio.file("out.ply"), {});
    QVERIFY(exported.wait());
    QCOMPARE(studio.queue().unsavedCount(), 0);
    studio.drop({studio.file("out.ply")});
    QVERIFY(studio.waitForState(1, State::kDone));
    QVERIFY(!studio.window().document().scene()->origin);
    compareClouds(*studio.window().document().scene()->cloud, *scene->cloud);
}

void MainWindowTest::exampleOnTheStartPage() {
    const ScopedVariable data("GAMBADE_DATA_DIR", GAMBADE_EXAMPLES "/..");
    Studio studio;
    auto* button = studio.window().findChild<QToolButton*>("example2");
    QVERIFY(button != nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(studio.waitForState(0, State::kDone));
    QCOMPARE(studio.queue().fileName(0), "mushroom.png");
    QCOMPARE(readSetting(settings::kRecentFiles).size(), 1);
}

void MainWindowTest::pastedPicture() {
    Studio studio;
    QApplication::clipboard()->setImage(QImage(example("rocket.png")));
    studio.window().actions()[ActionId::kPaste].trigger();
    QVERIFY(studio.waitForState(0, State::kDone));
    QCOMPARE(studio.queue().input(0)->method, std::string("alpha"));
    QApplication::clipboard()->setText("no picture");
    studio.window().actions()[ActionId::kPaste].trigger();
    QCOMPARE(studio.queue().rowCount(), 1);
    QVERIFY(!studio.message().isEmpty());
}

void MainWindowTest::recentFilesAreThoseThatOpened() {
    Studio studio;
    QApplication::clipboard()->setImage(QImage(example("rocket.png")));
    studio.window().actions()[ActionId::kPaste].trigger();
    QVERIFY(studio.waitForState(0, State::kDone));
    studio.drop({studio.writeFile("bad.png", "this is text")});
    QVERIFY(studio.waitForState(1, State::kFailed));
    QCOMPARE(readSetting(settings::kRecentFiles), QStringList());
    studio.drop({example("mushroom.png")});
    QVERIFY(studio.waitForState(2, State::kDone));
    QCOMPARE(readSetting(settings::kRecentFiles), QStringList(example("mushroom.png")));
}

void MainWindowTest::plyOfAnyNameIsOpened() {
    Studio studio;
    writeSplats(gambade::test::makeRandomCloud({.count = 3}),
                studio.file("scan.ply").toStdString());
    for (const char* name : {"scan", "scan.txt"}) {
        QVERIFY(QFile::copy(studio.file("scan.ply"), studio.file(name)));
        studio.drop({studio.file(name)});
        const int row = studio.queue().rowCount() - 1;
        QVERIFY(!studio.queue().isPicture(row));
        QVERIFY(studio.waitForState(row, State::kDone));
        QCOMPARE(studio.queue().scene(row)->cloud->size(), 3U);
    }
}

void MainWindowTest::cancelButtonStopsTheRunningJob() {
    Studio studio(Studio::Model::kSlow);
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kRunning));
    QVERIFY(QTest::qWaitFor([&] { return studio.queue().stage(0).contains("block"); }, 60'000));
    auto* cancel = studio.window().findChild<QToolButton*>("cancel");
    QVERIFY(cancel->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(studio.queue().state(0) == State::kCancelled);
    QVERIFY(!studio.queue().scene(0));
    QVERIFY(studio.message().isEmpty());
    // The window goes on working.
    QVERIFY(studio.window().actions()[ActionId::kRunAgain].isEnabled());
    studio.window().actions()[ActionId::kRunAgain].trigger();
    QVERIFY(studio.waitForState(0, State::kRunning));
}

void MainWindowTest::editedElevationRunsAgainAndCanBeUndone() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    const ScenePtr first = studio.window().document().scene();
    QVERIFY(first->origin->result.elevationEstimated);

    auto* elevation = studio.window().findChild<QWidget*>("elevation");
    elevation->findChild<QCheckBox*>()->setChecked(false);
    elevation->findChild<QAbstractSlider*>()->setValue(40);
    QVERIFY(QTest::qWaitFor(
        [&] {
            const ScenePtr scene = studio.window().document().scene();
            return scene->origin->guess.elevationDegrees == 40.0;
        },
        60'000));
    const ScenePtr second = studio.window().document().scene();
    QVERIFY(!second->origin->result.elevationEstimated);
    QCOMPARE(second->origin->result.elevationDegrees, 40.0);
    QVERIFY(second->cloud->positions != first->cloud->positions);
    // Kept once for both.
    QCOMPARE(second->origin->input->framed.cacheKey(), first->origin->input->framed.cacheKey());

    QVERIFY(QTest::qWaitFor([&] { return studio.queue().busyCount() == 0; }, 60'000));
    const auto shown = [&] { return studio.window().document().scene(); };
    while (shown()->cloud != first->cloud) {
        QVERIFY(studio.window().actions()[ActionId::kUndo].isEnabled());
        studio.window().actions()[ActionId::kUndo].trigger();
    }
    QVERIFY(elevation->findChild<QCheckBox*>()->isChecked());
    QCOMPARE(studio.queue().scene(0)->cloud, first->cloud);
    QTRY_COMPARE(shown()->origin->render, first->origin->render); // was not kept
    QCOMPARE(shown()->origin->psnr, first->origin->psnr);
}

void MainWindowTest::fieldOfViewThatThePictureLooksLike() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    const ScenePtr first = studio.window().document().scene();
    QVERIFY(first->origin->result.photoFovYEstimate);
    const double estimate = *first->origin->result.photoFovYEstimate;
    QVERIFY(estimate > 10.0 && estimate < 100.0); // the control's range
    QVERIFY(!first->origin->guess.fovYDegrees);   // only told

    auto* control = studio.window().findChild<QWidget*>("fieldOfView");
    auto* take = control->findChild<QPushButton*>("takeSuggestion");
    QVERIFY(take->isVisible());
    QCOMPARE(take->text(), QStringLiteral("Use suggested %1°").arg(std::lround(estimate)));
    const auto* elevation = studio.window().findChild<QWidget*>("elevation");
    QVERIFY(!elevation->findChild<QPushButton*>("takeSuggestion")->isVisible());

    QTest::mouseClick(take, Qt::LeftButton);
    QVERIFY(!take->isVisible());
    QVERIFY(!control->findChild<QCheckBox*>()->isChecked());
    QVERIFY(QTest::qWaitFor(
        [&] {
            const ScenePtr scene = studio.window().document().scene();
            return scene->origin->guess.fovYDegrees == std::round(estimate);
        },
        60'000));
    QVERIFY(studio.window().document().scene()->origin->result.fovYDegrees !=
            first->origin->result.fovYDegrees);
    // Unknown again, it is offered again.
    control->findChild<QCheckBox*>()->setChecked(true);
    QVERIFY(take->isVisible());
}

void MainWindowTest::keysMoveTheView() {
    Studio studio;
    QVERIFY(studio.activate());
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    OrbitController& orbit = studio.viewport().orbit();
    const OrbitPose home = orbit.pose();
    const auto looksFrom = [&orbit](double azimuth, double elevation) {
        return QTest::qWaitFor([&orbit, azimuth, elevation] {
            return std::abs(orbit.pose().azimuthDegrees - azimuth) < 1e-6 &&
                   std::abs(orbit.pose().elevationDegrees - elevation) < 1e-6;
        });
    };
    QTest::keyClick(&studio.viewport(), Qt::Key_3);
    QVERIFY(looksFrom(90.0, 0.0));
    QTest::keyClick(&studio.viewport(), Qt::Key_7);
    QVERIFY(looksFrom(0.0, 90.0));
    QTest::keyClick(&studio.viewport(), Qt::Key_1);
    QVERIFY(looksFrom(0.0, 0.0));
    QTest::keyClick(&studio.viewport(), Qt::Key_F);
    QVERIFY(QTest::qWaitFor([&] { return orbit.pose().distance != home.distance; }));
    QTest::keyClick(&studio.viewport(), Qt::Key_R);
    QVERIFY(looksFrom(0.0, home.elevationDegrees));
    QCOMPARE(orbit.pose().distance, home.distance);

    Actions& actions = studio.window().actions();
    QTest::keyClick(&studio.viewport(), Qt::Key_Space);
    QVERIFY(orbit.isTurning() && actions[ActionId::kTurntable].isChecked());
    QTest::keyClick(&studio.viewport(), Qt::Key_Left);
    QVERIFY(!orbit.isTurning() && !actions[ActionId::kTurntable].isChecked());

    QTest::keyClick(&studio.viewport(), Qt::Key_C);
    auto* compare = studio.window().findChild<CompareView*>("compareView");
    QVERIFY(compare->isVisible());
    QVERIFY(!actions[ActionId::kReset].isEnabled());
    QTest::keyClick(compare, Qt::Key_Right);
    QVERIFY(compare->split() > 0.5);
    QTest::keyClick(compare, Qt::Key_C);
    QVERIFY(studio.viewport().isVisible());
}

void MainWindowTest::missingModelIsTold() {
    Studio studio(Studio::Model::kMissing);
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kFailed));
    QVERIFY2(studio.message().contains("model.safetensors"), qPrintable(studio.message()));
    QVERIFY(studio.window().findChild<QWidget*>("startPage")->isVisible());
}

void MainWindowTest::unwritableExportIsTold() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    QSignalSpy failed(&studio.window().exporter(), &Exporter::failed);
    studio.window().exporter().write(studio.window().document().scene(),
                                     studio.file("no/such/folder/out.ply"), {});
    QVERIFY(failed.wait());
    QVERIFY2(studio.message().contains("out.ply"), qPrintable(studio.message()));
    QCOMPARE(studio.queue().unsavedCount(), 1);
}

void MainWindowTest::savedPictureShowsTheView() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    studio.viewport().orbit().look(40.0, 25.0);
    QTRY_COMPARE(studio.viewport().orbit().pose().azimuthDegrees, 40.0);
    QSignalSpy saved(&studio.window().pictureExporter(), &PictureExporter::saved);
    studio.window().pictureExporter().savePicture(studio.window().viewContent(), {320, 240}, true,
                                                  studio.file("view.png"));
    QVERIFY(saved.wait());
    const QImage picture(studio.file("view.png"));
    QCOMPARE(picture.size(), QSize(320, 240));
    QVERIFY(picture.hasAlphaChannel());
    const RenderedImage exact = rasterize(*studio.queue().scene(0)->cloud,
                                          studio.viewport().orbit().pose().camera(), 320, 240);
    double difference = 0.0; // of the bytes, premultiplied: colour means nothing where alpha is 0
    for (int y = 0; y < 240; ++y) {
        for (int x = 0; x < 320; ++x) {
            const QRgb is = qPremultiply(picture.pixel(x, y));
            const glm::vec4 wanted = 255.0f * exact.pixels[static_cast<std::size_t>(y) * 320 + x];
            for (const auto& [byte, value] :
                 {std::pair(qRed(is), wanted.r), std::pair(qGreen(is), wanted.g),
                  std::pair(qBlue(is), wanted.b), std::pair(qAlpha(is), wanted.a)}) {
                difference = std::max(difference, std::abs(double(byte) - double(value)));
            }
        }
    }
    QVERIFY2(difference < 3.0, qPrintable(QString::number(difference)));
}

void MainWindowTest::closingWhileRunning() {
    Studio studio(Studio::Model::kSlow);
    studio.drop({example("rocket.png"), example("mushroom.png")});
    QVERIFY(QTest::qWaitFor([&] { return studio.queue().stage(0).contains("block"); }, 60'000));
    QVERIFY(studio.window().close());
    QCOMPARE(studio.queue().busyCount(), 0);
    studio.destroyWindow(); // hangs or crashes where the worker is not stopped
}

void MainWindowTest::closingAsksForResultsNotExported() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    writeSetting(settings::kAskBeforeDiscard, true);
    bool asked = false;
    answer(QMessageBox::Cancel, asked);
    QVERIFY(!studio.window().close());
    QVERIFY(asked && studio.window().isVisible());
    asked = false;
    answer(QMessageBox::Discard, asked);
    QVERIFY(studio.window().close());
    QVERIFY(asked);
}

void MainWindowTest::everyControlHasAName() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    int checked = 0;
    for (const QWidget* control : studio.window().findChildren<QWidget*>()) {
        const auto* button = qobject_cast<const QAbstractButton*>(control);
        const bool isControl = button != nullptr || qobject_cast<const QComboBox*>(control) ||
                               qobject_cast<const QAbstractSlider*>(control) ||
                               qobject_cast<const QAbstractSpinBox*>(control);
        const bool isOurs = !control->objectName().startsWith("qt_");
        if (!isControl || !isOurs || qobject_cast<const QScrollBar*>(control)) {
            continue;
        }
        ++checked;
        const bool named =
            !control->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(named, qPrintable(QStringLiteral("%1 in %2")
                                       .arg(control->metaObject()->className(),
                                            control->parentWidget()->metaObject()->className())));
    }
    QVERIFY(checked > 10);
}

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
