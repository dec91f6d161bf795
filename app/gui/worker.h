#pragma once

#include "splats/progress.h"

#include <QObject>
#include <QString>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

namespace gambade::gui {

/// A thread that does long tasks one after the other. All methods are called, and all signals sent,
/// on the thread that owns the worker.
///
/// Every task has its own number and stop request. What a task hands over after its cancellation is
/// dropped: the owner hears cancelled() and nothing after it.
///
/// What goes from one thread to the other goes through a mutex of its own, which ThreadSanitizer
/// can follow; Qt's events only tell the owner that something is there.
class Worker : public QObject {
    Q_OBJECT

public:
    using JobId = quint64;
    /// Queues a function on the owner's thread.
    using Post = std::function<void(std::function<void()>)>;
    /// Runs on the worker's thread; a throw ends it as failed() or cancelled().
    using Task = std::function<void(const Progress& progress, const Post& post)>;

    explicit Worker(QObject* parent = nullptr);
    /// Cancels everything and waits for the task that runs.
    ~Worker() override;

    JobId start(Task task);
    /// The same, before the tasks of start() that wait; tasks of this kind keep their order.
    JobId startNext(Task task);
    /// Nothing happens for a job that has ended.
    void cancel(JobId id);
    /// A failure in a sentence, as failed() has it.
    static QString describe(const std::exception& failure);
    bool isBusy() const { return !m_jobs.empty(); }

signals:
    void started(Worker::JobId id);
    void progressed(Worker::JobId id, const QString& stage, double fraction);
    void finished(Worker::JobId id);
    void failed(Worker::JobId id, const QString& message);
    void cancelled(Worker::JobId id);
    /// For the worker itself: one of m_deliveries is to be taken.
    void delivered();

private:
    using Action = std::function<void()>;
    struct Job {
        JobId id;
        Task task;
        std::stop_token stop;
    };

    JobId enqueue(std::deque<Job>& jobs, Task task);
    void work(const std::stop_token& ending);
    void takeDelivery();
    void run(JobId id, const Task& task, std::stop_token stop);
    void deliver(JobId id, Action action);
    void end(JobId id, const Action& notify);

    std::map<JobId, std::stop_source> m_jobs; ///< the owner's
    JobId m_lastId = 0;                       ///< the owner's
    std::mutex m_mutex;                       ///< guards the next three, which both threads use
    std::deque<Job> m_urgent;
    std::deque<Job> m_waiting;
    std::deque<Action> m_deliveries; ///< for the owner
    std::condition_variable_any m_jobWaits;
    std::jthread m_thread; ///< last, as it uses the others
};

} // namespace gambade::gui
