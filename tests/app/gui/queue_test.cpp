#include "tests/app/gui/studio_fixture.h"

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
    void cancelAllOfTwenty();
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

QTEST_MAIN(QueueTest)
#include "queue_test.moc"
