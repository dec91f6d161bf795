#include "tests/app/gui/worker_test.h"

#include "app/gui/worker.h"

#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <new>
#include <thread>

using namespace gambade;
using namespace gambade::gui;

namespace {

/// Works until it is told to stop.
void workForever(const Progress& progress) {
    for (;;) {
        progress.update("working", 0.5);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

} // namespace

void WorkerTest::tasksRunInOrderOnAnotherThread() {
    Worker worker;
    QSignalSpy finished(&worker, &Worker::finished);
    std::vector<int> order;
    std::atomic<bool> elsewhere = true;
    const QThread* here = QThread::currentThread();
    for (int i = 0; i < 5; ++i) {
        worker.start([&, i](const Progress&, const Worker::Post& post) {
            elsewhere = elsewhere && QThread::currentThread() != here;
            post([&order, i] { order.push_back(i); });
        });
    }
    QVERIFY(worker.isBusy());
    QTRY_COMPARE(finished.count(), 5);
    QCOMPARE(order, (std::vector{0, 1, 2, 3, 4}));
    QVERIFY(elsewhere);
    QVERIFY(!worker.isBusy());
}

void WorkerTest::urgentTasksRunNext() {
    Worker worker;
    QSignalSpy finished(&worker, &Worker::finished);
    std::atomic<bool> blocked = true;
    worker.start([&blocked](const Progress&, const Worker::Post&) {
        while (blocked) {
            QThread::yieldCurrentThread();
        }
    });
    std::vector<int> order;
    const auto note = [&order](int number) {
        return [&order, number](const Progress&, const Worker::Post& post) {
            post([&order, number] { order.push_back(number); });
        };
    };
    worker.start(note(3));
    worker.startNext(note(1));
    worker.start(note(4));
    worker.startNext(note(2));
    blocked = false;
    QTRY_COMPARE(finished.count(), 5);
    QCOMPARE(order, (std::vector{1, 2, 3, 4}));
}

void WorkerTest::failuresAreSentences() {
    Worker worker;
    QSignalSpy failed(&worker, &Worker::failed);
    worker.start([](const Progress&, const Worker::Post&) {
        throw Error(ErrorKind::kInput, "the file is upside down");
    });
    worker.start([](const Progress&, const Worker::Post&) { throw std::bad_alloc(); });
    QTRY_COMPARE(failed.count(), 2);
    QCOMPARE(failed[0][1].toString(), "the file is upside down");
    QVERIFY(failed[1][1].toString().contains("memory"));
}

void WorkerTest::nothingArrivesAfterACancellation() {
    Worker worker;
    QSignalSpy progressed(&worker, &Worker::progressed);
    QSignalSpy cancelled(&worker, &Worker::cancelled);
    const Worker::JobId job =
        worker.start([](const Progress& progress, const Worker::Post&) { workForever(progress); });
    QTRY_VERIFY(progressed.count() > 3);
    worker.cancel(job);
    const auto before = progressed.count();
    QSignalSpy finished(&worker, &Worker::finished);
    worker.start([](const Progress&, const Worker::Post&) {});
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(progressed.count(), before);
    QCOMPARE(cancelled.count(), 1);
    worker.cancel(job);
    QCOMPARE(cancelled.count(), 1);
}

void WorkerTest::cancelledBeforeItsTurnNeverRuns() {
    Worker worker;
    QSignalSpy started(&worker, &Worker::started);
    std::atomic<bool> ran = false;
    const auto first =
        worker.start([](const Progress& progress, const Worker::Post&) { workForever(progress); });
    const auto second = worker.start([&ran](const Progress&, const Worker::Post&) { ran = true; });
    worker.cancel(second);
    QTRY_COMPARE(started.count(), 1);
    worker.cancel(first);
    worker.start([](const Progress&, const Worker::Post&) {});
    QTRY_COMPARE(started.count(), 2);
    QVERIFY(!ran);
}

void WorkerTest::destructionStopsTheRunningTask() {
    std::atomic<int> state = 0;
    {
        Worker worker;
        worker.start([&state](const Progress& progress, const Worker::Post&) {
            state = 1;
            try {
                workForever(progress);
            } catch (const Cancelled&) {
                state = 2;
                throw;
            }
        });
        worker.start([](const Progress& progress, const Worker::Post&) { workForever(progress); });
        while (state == 0) {
            QThread::yieldCurrentThread();
        }
    }
    QCOMPARE(state.load(), 2);
}
