#pragma once

#include <QObject>

class WorkerTest : public QObject {
    Q_OBJECT

private slots:
    void tasksRunInOrderOnAnotherThread();
    void urgentTasksRunNext();
    void failuresAreSentences();
    void nothingArrivesAfterACancellation();
    void cancelledBeforeItsTurnNeverRuns();
    void destructionStopsTheRunningTask();
};
