#include "app/gui/file_kinds.h"
#include "app/gui/settings.h"
#include "app/gui/tidy.h"
#include "splats/format.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"

#include <QDir>
#include <QListView>
#include <QSignalSpy>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

using State = JobQueue::State;

/// Several pictures at once.
class QueueTest : public QObject {
    Q_OBJECT

private slots:
    void queueKeepsTheStateOfEach();
    void onlyTheNewestOfSeveralRunsArrives();
    void twentyPicturesInOneDrop();
    void picturesOfAFolder();
    void namesTellPicturesFromSplats();
    void cancelAllOfTwenty();
    void cancelledRunLeavesTheResultDone();
    void runOfTheShownEntryGoesFirst();
    void onlyTheShownEntryKeepsItsPixels();
    void changedPictureIsTold();
    void removedEntryLeavesNothing();
    void keysOfTheListGoToTheSelectedSplats();
    void removalWhileOthersWait();
    void clearingAsksForResultsNotExported();
    void entryWithoutResultGivesWay();
};

namespace {

/// Twenty files, one of which is none.
QStringList twentyFiles(const Studio& studio, int badRow) {
    QStringList files;
    for (int i = 0; i < 20; ++i) {
        files.append(example(QStringList{"rocket.png", "mushroom.png", "teacup.jpg"}[i % 3]));
    }
    files[badRow] = studio.writeFile("bad.png", "this is text");
    return files;
}

} // namespace

void QueueTest::queueKeepsTheStateOfEach() {
    Studio studio(Studio::Model::kSlow);
    const QString bad = studio.writeFile("bad.png", "this is text");
    studio.drop({example("rocket.png"), example("mushroom.png"), bad, example("rocket.png")});
    QCOMPARE(studio.queue().rowCount(), 4);
    QVERIFY(studio.waitForState(0, State::kRunning));
    QVERIFY(studio.queue().state(1) == State::kWaiting);
    studio.queue().cancel(0);
    studio.queue().cancel(3);
    QVERIFY(studio.queue().state(0) == State::kCancelled);
    QVERIFY(studio.queue().state(3) == State::kCancelled);
    QVERIFY(studio.waitForState(1, State::kRunning));
    studio.queue().cancel(1);
    QVERIFY(studio.waitForState(2, State::kFailed));
    QVERIFY(studio.queue().message(2).contains("bad.png"));
    QVERIFY(studio.queue().state(1) == State::kCancelled);
    QVERIFY(studio.queue().state(3) == State::kCancelled);
    QVERIFY(studio.window().findChild<QWidget*>("queue")->isVisible());
}

void QueueTest::onlyTheNewestOfSeveralRunsArrives() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    QSignalSpy ready(&studio.queue(), &JobQueue::sceneReady);
    for (const double degrees : {10.0, 20.0, 30.0}) {
        studio.queue().rerun(0, {degrees, std::nullopt});
    }
    QVERIFY(studio.waitForState(0, State::kDone));
    QCOMPARE(ready.count(), 1);
    QCOMPARE(studio.window().document().scene()->origin->result.elevationDegrees, 30.0);
}

void QueueTest::twentyPicturesInOneDrop() {
    constexpr int kBadRow = 13;
    Studio studio;
    studio.drop(twentyFiles(studio, kBadRow));
    JobQueue& queue = studio.queue();
    QCOMPARE(queue.rowCount(), 20);
    QVERIFY(QTest::qWaitFor([&] { return queue.busyCount() == 0; }, 120'000));
    for (int row = 0; row < 20; ++row) {
        const bool good = row != kBadRow;
        QVERIFY2(queue.state(row) == (good ? State::kDone : State::kFailed),
                 qPrintable(QString::number(row)));
        QCOMPARE(queue.scene(row) != nullptr, good);
        const QImage thumbnail = queue.data(queue.index(row), Qt::DecorationRole).value<QImage>();
        QCOMPARE(!thumbnail.isNull(), good);
        QCOMPARE(queue.isUnsaved(row), good);
    }
    QVERIFY(queue.message(kBadRow).contains("bad.png"));
    // The same picture gives the same splats, another one others.
    QCOMPARE(queue.scene(3)->cloud->positions, queue.scene(0)->cloud->positions);
    QVERIFY(queue.scene(1)->cloud->positions != queue.scene(0)->cloud->positions);

    auto* list = studio.window().findChild<QListView*>();
    QVERIFY(list != nullptr && list->isVisible());
    list->setCurrentIndex(queue.index(7));
    QCOMPARE(studio.window().document().scene(), queue.scene(7));

    studio.drop({example("rocket.png")});
    QCOMPARE(list->currentIndex(), queue.index(20));
    QTRY_VERIFY(list->viewport()->rect().contains(list->visualRect(queue.index(20)).center()));
}

void QueueTest::picturesOfAFolder() {
    Studio studio;
    QVERIFY(QDir().mkdir(studio.file("folder")));
    for (const char* name : {"folder/10.png", "folder/2.PNG"}) {
        QVERIFY(QFile::copy(example("rocket.png"), studio.file(name)));
    }
    studio.writeFile("folder/notes.txt", "this is text");
    studio.drop({example("mushroom.png"), studio.file("folder")});
    const JobQueue& queue = studio.queue();
    QCOMPARE(queue.rowCount(), 3);
    QCOMPARE(queue.fileName(1), "2.PNG");
    QCOMPARE(queue.fileName(2), "10.png");
    QVERIFY(studio.waitForState(2, State::kDone));
}

void QueueTest::namesTellPicturesFromSplats() {
    const Studio studio;
    const QByteArray splats("ply\nformat binary_little_endian 1.0\n");
    const auto holds = [&](const QString& name, const QByteArray& content) {
        return holdsSplats(studio.writeFile(name, content).toStdString());
    };
    QVERIFY(holds("a.PLY", "this is text"));
    QVERIFY(holds("a.compressed.ply", "this is text"));
    QVERIFY(!holds("a.JPG", splats)); // not read for this
    QVERIFY(holds("a", splats));
    QVERIFY(holds("a.bin", splats));
    QVERIFY(!holds("a.bin", "this is text"));
    QVERIFY(!holdsSplats(studio.file("missing").toStdString()));
}

void QueueTest::cancelAllOfTwenty() {
    Studio studio(Studio::Model::kSlow);
    studio.drop(twentyFiles(studio, 19));
    JobQueue& queue = studio.queue();
    QVERIFY(QTest::qWaitFor([&] { return queue.stage(0).contains("block"); }, 60'000));
    queue.cancelAll();
    QCOMPARE(queue.busyCount(), 0);
    for (int row = 0; row < 20; ++row) {
        QVERIFY(queue.state(row) == State::kCancelled);
    }
    queue.rerun(5, {});
    QVERIFY(studio.waitForState(5, State::kRunning));
}

void QueueTest::cancelledRunLeavesTheResultDone() {
    Studio studio(Studio::Model::kSlow);
    JobQueue& queue = studio.queue();
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    const ScenePtr scene = queue.scene(0);
    queue.rerun(0, {30.0, std::nullopt});
    QVERIFY(studio.waitForState(0, State::kRunning));
    studio.window().actions()[ActionId::kCancel].trigger();
    QVERIFY(queue.state(0) == State::kDone);
    QCOMPARE(queue.scene(0), scene);
}

void QueueTest::runOfTheShownEntryGoesFirst() {
    Studio studio;
    std::vector<int> order;
    connect(&studio.queue(), &JobQueue::sceneReady, this, [&](int row) {
        if (order.empty()) {
            studio.queue().rerun(0, {30.0, std::nullopt});
        }
        order.push_back(row);
    });
    studio.drop(QStringList(8, example("rocket.png")));
    QVERIFY(QTest::qWaitFor([&] { return studio.queue().busyCount() == 0; }, 120'000));
    QCOMPARE(order.size(), 9U);
    QCOMPARE(order.back(), 7);
    QCOMPARE(std::ranges::count(order, 0), 2);
}

void QueueTest::onlyTheShownEntryKeepsItsPixels() {
    Studio studio;
    JobQueue& queue = studio.queue();
    studio.drop({example("rocket.png"), example("mushroom.png")});
    QVERIFY(studio.waitForState(1, State::kDone));
    const ScenePtr first = queue.scene(0);
    const std::weak_ptr<const PreparedPicture> kept = queue.prepared(0);
    QVERIFY(!kept.expired() && !queue.prepared(1));
    queue.rerun(0, {30.0, 40.0});
    QVERIFY(studio.waitForState(0, State::kDone));
    QVERIFY(queue.scene(0) != first);
    QVERIFY2(queue.prepared(0) == kept.lock(), "the picture was decoded once more");
    QTRY_COMPARE(kept.use_count(), 1L); // neither the results nor the way back to them hold it

    auto* list = studio.window().findChild<QListView*>();
    list->setCurrentIndex(queue.index(1));
    QVERIFY(kept.expired());
    queue.rerun(1, {});
    QVERIFY(studio.waitForState(1, State::kDone));
    QVERIFY(queue.prepared(1));
    list->setCurrentIndex(queue.index(0));
    queue.rerun(0, {});
    QVERIFY(studio.waitForState(0, State::kDone));
    QCOMPARE(queue.scene(0)->cloud->positions, first->cloud->positions);
    QCOMPARE(queue.scene(0)->origin->input->framed, first->origin->input->framed);
}

void QueueTest::changedPictureIsTold() {
    Studio studio;
    const QString file = studio.file("picture.png");
    QVERIFY(QFile::copy(example("rocket.png"), file));
    studio.drop({example("mushroom.png"), file});
    QVERIFY(studio.waitForState(1, State::kDone));
    QVERIFY(QFile::remove(file) && QFile::copy(example("mushroom.png"), file));
    studio.window().findChild<QListView*>()->setCurrentIndex(studio.queue().index(1));
    const ScenePtr before = studio.queue().scene(1);
    studio.queue().rerun(1, {});
    QVERIFY(studio.waitForState(1, State::kFailed));
    QVERIFY2(studio.message().contains("picture.png has changed"), qPrintable(studio.message()));
    QCOMPARE(studio.queue().scene(1), before);
}

void QueueTest::removedEntryLeavesNothing() {
    Studio studio;
    JobQueue& queue = studio.queue();
    studio.drop({example("rocket.png"), example("mushroom.png"), example("teacup.jpg")});
    QVERIFY(studio.waitForState(2, State::kDone));
    auto* list = studio.window().findChild<QListView*>();
    list->setCurrentIndex(queue.index(1));
    const std::weak_ptr<const Scene> gone = queue.scene(1);
    const ScenePtr next = queue.scene(2);
    Document& document = studio.window().document();
    QCOMPARE(document.scene(), gone.lock());
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(queue.rowCount(), 2);
    QCOMPARE(queue.fileName(1), "teacup.jpg");
    QCOMPARE(document.scene(), next);
    QCOMPARE(list->currentIndex().row(), 1);
    QTRY_VERIFY(gone.expired());

    studio.window().actions()[ActionId::kRemove].trigger(); // the last one: the one before follows
    QCOMPARE(document.scene(), queue.scene(0));
    studio.window().actions()[ActionId::kRemove].trigger();
    QCOMPARE(queue.rowCount(), 0);
    QVERIFY(!document.scene());
    QVERIFY(studio.window().findChild<QWidget*>("startPage")->isVisible());
    QVERIFY(!studio.window().actions()[ActionId::kRemove].isEnabled());
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    QCOMPARE(document.scene(), queue.scene(0));
    QVERIFY(studio.viewport().isVisible());
}

void QueueTest::keysOfTheListGoToTheSelectedSplats() {
    Studio studio;
    JobQueue& queue = studio.queue();
    for (const char* name : {"first.ply", "second.ply"}) {
        writeSplats(gambade::test::makeRandomCloud({.count = 20}), studio.file(name).toStdString());
    }
    studio.drop({studio.file("first.ply"), studio.file("second.ply")});
    QVERIFY(studio.waitForState(1, State::kDone) && studio.activate());
    auto* list = studio.window().findChild<QListView*>();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(queue.index(0)).center());
    QVERIFY(list->hasFocus());
    Document& document = studio.window().document();
    const auto count = [&document] { return document.scene()->cloud->size(); };
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(studio.viewport().orbit().isTurning());
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(!studio.viewport().orbit().isTurning());

    QTest::keyClick(list, Qt::Key_A, Qt::ControlModifier);
    QVERIFY(studio.window().tidy().hasSelection());
    QTest::keyClick(list, Qt::Key_Delete);
    QTRY_COMPARE(count(), 0U);
    QCOMPARE(queue.rowCount(), 2);
    QTest::keyClick(list, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(count(), 20U);

    QVERIFY(!studio.window().tidy().hasSelection());
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(queue.rowCount(), 1);
    QCOMPARE(queue.fileName(0), "second.ply");
}

void QueueTest::removalWhileOthersWait() {
    Studio studio;
    JobQueue& queue = studio.queue();
    studio.drop({example("rocket.png"), example("mushroom.png"), example("teacup.jpg")});
    QVERIFY(studio.waitForState(0, State::kRunning));
    queue.remove(0);
    QVERIFY(QTest::qWaitFor([&] { return queue.busyCount() == 0; }, 60'000));
    QCOMPARE(queue.rowCount(), 2);
    QCOMPARE(queue.scene(0)->file.filename().string(), std::string("mushroom.png"));
    QCOMPARE(queue.scene(1)->file.filename().string(), std::string("teacup.jpg"));
}

void QueueTest::clearingAsksForResultsNotExported() {
    Studio studio;
    JobQueue& queue = studio.queue();
    const QString bad = studio.writeFile("bad.png", "this is text");
    studio.drop({example("rocket.png"), bad});
    QVERIFY(studio.waitForState(1, State::kFailed));
    writeSetting(settings::kAskBeforeDiscard, true);
    const auto clear = [&](QMessageBox::StandardButton button) {
        bool asked = false;
        answer(button, asked);
        studio.window().actions()[ActionId::kClearFinished].trigger();
        return asked;
    };
    QVERIFY(clear(QMessageBox::Cancel));
    QCOMPARE(queue.rowCount(), 2);
    QVERIFY(clear(QMessageBox::Discard));
    QCOMPARE(queue.rowCount(), 0);
}

void QueueTest::entryWithoutResultGivesWay() {
    Studio studio;
    JobQueue& queue = studio.queue();
    const Document& document = studio.window().document();
    auto* list = studio.window().findChild<QListView*>();
    const QString bad = studio.writeFile("bad.png", "this is text");
    studio.drop({bad, example("rocket.png")});
    QVERIFY(studio.waitForState(1, State::kDone));
    QCOMPARE(list->currentIndex().row(), 1); // the first has failed
    QVERIFY(document.scene() && document.scene() == queue.scene(1));
    QVERIFY(studio.message().contains("bad.png"));

    studio.drop({bad}); // back to what is still shown
    QVERIFY(studio.waitForState(2, State::kFailed));
    QCOMPARE(list->currentIndex().row(), 1);

    studio.window().messageBar().hide();
    list->setCurrentIndex(queue.index(0)); // asked for: why it failed, and nothing of others
    QVERIFY(studio.message().contains("bad.png"));
    QVERIFY(!document.scene() && !studio.viewport().isVisible());
    QVERIFY(!studio.window().actions()[ActionId::kExport].isEnabled());
    queue.rerun(0, {}); // fails again, and is still what was asked for
    QVERIFY(queue.isBusy(0));
    QVERIFY(studio.waitForState(0, State::kFailed));
    QCOMPARE(list->currentIndex().row(), 0);
    list->setCurrentIndex(queue.index(1));
    QCOMPARE(document.scene(), queue.scene(1));
    QVERIFY(studio.viewport().isVisible());
}

QTEST_MAIN(QueueTest)
#include "queue_test.moc"
