#include "app/gui/crop_panel.h"
#include "app/gui/display_panel.h"
#include "app/gui/exporter.h"
#include "app/gui/tidy.h"
#include "tests/app/gui/asked_cloud.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"
#include "tests/splats/same_bits.h"

#include <QDoubleSpinBox>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>
#include <functional>
#include <glm/gtc/matrix_transform.hpp>
#include <random>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;
using gambade::test::sameBits;
using State = JobQueue::State;

/// Edits of the splats, as a user makes them.
class EditingTest : public QObject {
    Q_OBJECT

private slots:
    void selectionIsWhatADirectComputationSays();
    void modesOfSelecting();
    void boxInTheViewDeletesAndUndoBringsBack();
    void brushAndSphereSelect();
    void escapeLeavesWhatTakesTheView();
    void floatersAreShownFirst();
    void cropKeepsTheInside();
    void everyEntryHasItsOwnUndo();
    void stepsOfUndoAreLimited();
    void windowAnswersWhileManySplatsAreEdited();
    void editsWaitForEachOther();
    void cancelledAndOvertakenEditsChangeNothing();
    void editedSplatsAreNoLongerThoseOfTheGpu();
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

/// Takes some time to be copied.
GaussianCloud manySplats() {
    return gambade::test::makeRandomCloud({.count = 300'000, .shDegree = 3});
}

Selection everyOther(std::size_t count) {
    Selection selection(count, 0);
    for (std::size_t i = 0; i < count; i += 2) {
        selection[i] = 1;
    }
    return selection;
}

std::size_t shownCount(Studio& studio) {
    return studio.window().document().scene()->cloud->size();
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

void EditingTest::selectionIsWhatADirectComputationSays() {
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

void EditingTest::modesOfSelecting() {
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

void EditingTest::boxInTheViewDeletesAndUndoBringsBack() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    MainWindow& window = studio.window();
    const ScenePtr before = window.document().scene();
    QSignalSpy exported(&window.exporter(), &Exporter::exported);
    window.exporter().write(before, studio.file("out.ply"), {});
    QVERIFY(exported.wait());
    QVERIFY(!window.isWindowModified());

    window.actions()[ActionId::kSelectBox].trigger();
    QVERIFY(studio.waitForDrawing());
    const QImage plain = studio.grabViewport();
    const QPoint middle = studio.viewport().rect().center();
    dragMouse(studio.viewport(), QPoint(2, 2), QPoint(studio.viewport().width() - 3, middle.y()));
    const Selection selection = window.tidy().selection();
    const Selection expected =
        ScreenPoints(*before->cloud, studio.viewport().orbit().pose().camera(),
                     studio.viewport().size())
            .inRect(QRectF(QPointF(2, 2), QPointF(studio.viewport().width() - 3, middle.y())));
    QCOMPARE(selection, expected);
    QVERIFY(selectedCount(selection) > 0 && selectedCount(selection) < before->cloud->size());
    QVERIFY(studio.waitForDrawing());
    QVERIFY2(studio.grabViewport() != plain, "the selection is not to be seen");

    window.actions()[ActionId::kDeleteSelected].trigger();
    QTRY_COMPARE(shownCount(studio), before->cloud->size() - selectedCount(selection));
    const ScenePtr after = window.document().scene();
    QVERIFY(!window.tidy().hasSelection());
    QVERIFY(window.isWindowModified());
    QCOMPARE(studio.queue().unsavedCount(), 1);
    // The comparison follows, in the background.
    QTRY_VERIFY(!window.document().scene()->origin->renderIsOld);
    QVERIFY(window.document().scene()->origin->render != before->origin->render);

    window.actions()[ActionId::kUndo].trigger();
    QTRY_COMPARE(shownCount(studio), before->cloud->size());
    QVERIFY(sameBits(*window.document().scene()->cloud, *before->cloud));
    QVERIFY(!window.isWindowModified());
    QCOMPARE(studio.queue().unsavedCount(), 0);
    QTRY_VERIFY(!window.document().scene()->origin->renderIsOld);
    QCOMPARE(window.document().scene()->origin->render, before->origin->render);
    window.actions()[ActionId::kRedo].trigger();
    QTRY_COMPARE(shownCount(studio), after->cloud->size());
    QVERIFY(sameBits(*window.document().scene()->cloud, *after->cloud));
}

void EditingTest::brushAndSphereSelect() {
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

void EditingTest::escapeLeavesWhatTakesTheView() {
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
}

void EditingTest::floatersAreShownFirst() {
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
    QTRY_COMPARE(shownCount(studio), cloud.size() - kSpecks);
    QCOMPARE(studio.queue().unsavedCount(), 1);
}

void EditingTest::cropKeepsTheInside() {
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

void EditingTest::everyEntryHasItsOwnUndo() {
    Studio studio;
    studio.openCloud(ballWithSpecks(0));
    MainWindow& window = studio.window();
    const ScenePtr whole = window.document().scene();
    Selection half(whole->cloud->size(), 0);
    std::fill_n(half.begin(), half.size() / 2, std::uint8_t{1});
    window.tidy().select(half, SelectionMode::kReplace);
    window.actions()[ActionId::kDeleteSelected].trigger();
    QTRY_VERIFY(shownCount(studio) < whole->cloud->size());
    const ScenePtr rest = window.document().scene();

    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(1, State::kDone));
    auto* list = studio.window().findChild<QListView*>("queue");
    QVERIFY(!window.actions()[ActionId::kUndo].isEnabled());
    const ScenePtr level = window.document().scene();
    // One result while its entry is shown, one while another is.
    studio.queue().rerun(1, {10.0, std::nullopt});
    QVERIFY(studio.waitForState(1, State::kDone));
    const ScenePtr raised = window.document().scene();
    studio.queue().rerun(1, {20.0, std::nullopt});
    list->setCurrentIndex(studio.queue().index(0));
    QCOMPARE(window.document().scene(), rest);
    QVERIFY(studio.waitForState(1, State::kDone));

    window.actions()[ActionId::kUndo].trigger();
    QTRY_COMPARE(shownCount(studio), whole->cloud->size());
    QVERIFY(sameBits(*window.document().scene()->cloud, *whole->cloud));
    QVERIFY(!window.actions()[ActionId::kUndo].isEnabled());
    window.actions()[ActionId::kRedo].trigger();
    QTRY_COMPARE(shownCount(studio), rest->cloud->size());
    QVERIFY(sameBits(*window.document().scene()->cloud, *rest->cloud));

    list->setCurrentIndex(studio.queue().index(1));
    QCOMPARE(window.document().scene()->origin->guess.elevationDegrees, std::optional(20.0));
    window.actions()[ActionId::kUndo].trigger();
    QCOMPARE(window.document().scene()->cloud, raised->cloud);
    window.actions()[ActionId::kUndo].trigger();
    QCOMPARE(window.document().scene()->cloud, level->cloud);
    QVERIFY(!window.actions()[ActionId::kUndo].isEnabled());
}

void EditingTest::stepsOfUndoAreLimited() {
    const auto scene = [] {
        auto made = std::make_shared<Scene>();
        made->cloud = std::make_shared<const GaussianCloud>();
        return made;
    };
    Document document;
    document.open(1, scene());
    const std::weak_ptr<const Scene> first = document.scene();
    for (int step = 0; step < Document::kUndoLimit + 1; ++step) {
        document.replace(1, scene(), {});
    }
    QCOMPARE(document.undoGroup().activeStack()->count(), Document::kUndoLimit);
    QVERIFY(first.expired());
    document.forget(1);
    QVERIFY(!document.scene() && !document.undoGroup().canUndo());
}

void EditingTest::windowAnswersWhileManySplatsAreEdited() {
    Studio studio;
    studio.openCloud(manySplats());
    MainWindow& window = studio.window();
    const CloudPtr whole = window.document().scene()->cloud;
    const auto answersWhile = [&](ActionId edit, std::size_t splatsAfter) {
        const ScenePtr before = window.document().scene();
        int answers = 0;
        QTimer clock;
        connect(&clock, &QTimer::timeout, &window, [&] {
            if (window.document().scene() == before) {
                ++answers;
            }
        });
        window.actions()[edit].trigger();
        QCOMPARE(window.document().scene(), before); // still to be seen
        clock.start(0);
        QTRY_VERIFY(window.document().scene() != before);
        QCOMPARE(shownCount(studio), splatsAfter);
        QVERIFY2(answers > 1, "the window held still");
    };
    window.tidy().select(everyOther(whole->size()), SelectionMode::kReplace);
    answersWhile(ActionId::kDeleteSelected, whole->size() / 2);
    answersWhile(ActionId::kUndo, whole->size());
    QVERIFY(sameBits(*window.document().scene()->cloud, *whole));
    answersWhile(ActionId::kRedo, whole->size() / 2);
}

void EditingTest::editsWaitForEachOther() {
    Studio studio;
    studio.openCloud(manySplats());
    MainWindow& window = studio.window();
    const CloudPtr whole = window.document().scene()->cloud;
    QStringList sizes;
    connect(&window.document(), &Document::sceneChanged, &window,
            [&] { sizes.append(QString::number(shownCount(studio))); });
    window.tidy().select(everyOther(whole->size()), SelectionMode::kReplace);
    window.actions()[ActionId::kDeleteSelected].trigger();
    window.actions()[ActionId::kDeleteSelected].trigger(); // of splats that are gone by then
    window.document().undo();
    window.document().redo();
    window.document().undo();
    const QString all = QString::number(whole->size());
    const QString half = QString::number(whole->size() / 2);
    QTRY_COMPARE(sizes, QStringList({half, all, half, all}));
    QVERIFY(!window.document().worker().isBusy());
    QVERIFY(sameBits(*window.document().scene()->cloud, *whole));
}

void EditingTest::cancelledAndOvertakenEditsChangeNothing() {
    Studio studio;
    const GaussianCloud cloud = manySplats();
    studio.openCloud(cloud);
    MainWindow& window = studio.window();
    Document& document = window.document();
    const ScenePtr whole = document.scene();
    std::function<void(Worker::JobId)> intervene;
    int edits = 0;
    connect(&document.worker(), &Worker::started, &window, [&](Worker::JobId job) {
        ++edits;
        intervene(job);
    });
    const auto tryDeletion = [&](std::function<void(Worker::JobId)> action) {
        intervene = std::move(action);
        edits = 0;
        window.tidy().select(everyOther(cloud.size()), SelectionMode::kReplace);
        window.actions()[ActionId::kDeleteSelected].trigger();
        QTRY_VERIFY(edits == 1 && !document.worker().isBusy());
    };
    tryDeletion([&](Worker::JobId job) { document.worker().cancel(job); });
    QCOMPARE(document.scene(), whole);
    QVERIFY(!document.undoGroup().canUndo());
    QVERIFY(window.tidy().hasSelection());

    // Another result takes the splats' place before they are deleted.
    auto other = std::make_shared<Scene>(*whole);
    other->cloud = std::make_shared<const GaussianCloud>(ballWithSpecks(0));
    other->revision = newRevision();
    tryDeletion([&](Worker::JobId) { document.replace(document.entry(), other, {}); });
    QCOMPARE(document.scene(), other);
    QCOMPARE(document.undoGroup().activeStack()->count(), 1);
    document.undo();
    QCOMPARE(document.scene(), whole);

    // The entry goes.
    tryDeletion([&](Worker::JobId) { document.forget(document.entry()); });
    QVERIFY(!document.scene());
}

void EditingTest::editedSplatsAreNoLongerThoseOfTheGpu() {
    const auto onGpu = std::make_shared<const AskedCloud>();
    auto made = std::make_shared<Scene>();
    made->cloud =
        std::make_shared<const GaussianCloud>(gambade::test::makeRandomCloud({.count = 10}));
    made->onGpu = onGpu;
    Document document;
    document.open(1, made);
    Selection selection(10, 0);
    selection[3] = 1;
    document.remove(selection, {});
    QTRY_COMPARE(document.scene()->cloud->size(), std::size_t{9});
    QVERIFY(document.scene()->onGpu.expired());
    document.undo();
    QTRY_COMPARE(document.scene()->cloud->size(), std::size_t{10});
    QVERIFY(document.scene()->onGpu.expired()); // another copy
}

QTEST_MAIN(EditingTest)
#include "editing_test.moc"
