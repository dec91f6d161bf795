#include "app/gui/worker.h"

#include "splats/log.h"

#include <new>

namespace gambade::gui {

Worker::Worker(QObject* parent)
    : QObject(parent), m_thread([this](const std::stop_token& ending) { work(ending); }) {
    connect(this, &Worker::delivered, this, &Worker::takeDelivery, Qt::QueuedConnection);
}

Worker::~Worker() {
    m_thread.request_stop();
    for (auto& [id, stop] : m_jobs) {
        stop.request_stop();
    }
    m_thread.join();
}

Worker::JobId Worker::start(Task task) {
    return enqueue(m_waiting, std::move(task));
}

Worker::JobId Worker::startNext(Task task) {
    return enqueue(m_urgent, std::move(task));
}

Worker::JobId Worker::enqueue(std::deque<Job>& jobs, Task task) {
    const JobId id = ++m_lastId;
    const std::stop_token stop = m_jobs[id].get_token();
    {
        const std::scoped_lock lock(m_mutex);
        jobs.push_back({id, std::move(task), stop});
    }
    m_jobWaits.notify_one();
    return id;
}

void Worker::work(const std::stop_token& ending) {
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_jobWaits.wait(lock, ending, [this] { return !m_urgent.empty() || !m_waiting.empty(); });
        if (ending.stop_requested()) {
            return;
        }
        std::deque<Job>& jobs = m_urgent.empty() ? m_waiting : m_urgent;
        const Job job = std::move(jobs.front());
        jobs.pop_front();
        lock.unlock();
        run(job.id, job.task, job.stop);
    }
}

/// One at a time, each by an event of its own: an action may wait in an event loop, in which the
/// next ones go on, or end the worker.
void Worker::takeDelivery() {
    Action action;
    {
        const std::scoped_lock lock(m_mutex);
        action = std::move(m_deliveries.front());
        m_deliveries.pop_front();
    }
    action();
}

void Worker::cancel(JobId id) {
    const auto job = m_jobs.find(id);
    if (job != m_jobs.end()) {
        job->second.request_stop();
        // Told at once: the task needs a moment to notice, and nothing of it is wanted any more.
        m_jobs.erase(job);
        emit cancelled(id);
    }
}

void Worker::run(JobId id, const Task& task, std::stop_token stop) {
    const Progress progress(
        [this, id](std::string_view stage, double fraction) {
            deliver(id, [this, id, stage = QString::fromUtf8(stage.data(), stage.size()),
                         fraction] { emit progressed(id, stage, fraction); });
        },
        stop);
    try {
        progress.throwIfCancelled();
        deliver(id, [this, id] { emit started(id); });
        task(progress, [this, id](Action action) { deliver(id, std::move(action)); });
        end(id, [this, id] { emit finished(id); });
    } catch (const Cancelled&) {
        end(id, [this, id] { emit cancelled(id); });
    } catch (const std::exception& failure) {
        end(id, [this, id, message = describe(failure)] { emit failed(id, message); });
    }
}

QString Worker::describe(const std::exception& failure) {
    const QString words = QString::fromUtf8(failure.what());
    if (dynamic_cast<const Error*>(&failure) != nullptr) {
        return words;
    }
    if (dynamic_cast<const std::bad_alloc*>(&failure) != nullptr) {
        return tr("There is not enough memory: close other programs or use a smaller picture.");
    }
    log(LogLevel::kError, "unexpected failure: {}", failure.what());
    return tr("Unexpected failure: %1").arg(words);
}

void Worker::deliver(JobId id, Action action) {
    {
        const std::scoped_lock lock(m_mutex);
        m_deliveries.push_back([this, id, action = std::move(action)] {
            if (m_jobs.contains(id)) {
                action();
            }
        });
    }
    emit delivered();
}

void Worker::end(JobId id, const Action& notify) {
    deliver(id, [this, id, notify] {
        m_jobs.erase(id);
        notify();
    });
}

} // namespace gambade::gui
