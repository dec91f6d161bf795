#include "app/gui/exporter.h"
#include "app/gui/tidy.h"
#include "tests/app/gui/asked_cloud.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"
#include "tests/splats/same_bits.h"

#include <QListView>
#include <QSignalSpy>
#include <QTimer>
#include <functional>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;
using gambade::test::sameBits;
using State = JobQueue::State;

/// Edits of the splats, as a user makes them.
class EditingTest : public QObject {
    Q_OBJECT

private slots:
    void boxInTheViewDeletesAndUndoBringsBack();
    void everyEntryHasItsOwnUndo();
    void stepsOfUndoAreLimited();
    void windowAnswersWhileManySplatsAreEdited();
    void editsWaitForEachOther();
    void cancelledAndOvertakenEditsChangeNothing();
    void editedSplatsAreNoLongerThoseOfTheGpu();
};

namespace {

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

} // namespace

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

void EditingTest::everyEntryHasItsOwnUndo() {
    Studio studio;
    studio.openCloud(gambade::test::makeRandomCloud({}));
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
    other->cloud = std::make_shared<const GaussianCloud>(gambade::test::makeRandomCloud({}));
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
