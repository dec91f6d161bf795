#include "reconstruction/cpu/thread_pool.h"

#include "reconstruction/cpu/single_openmp_thread.h"

#include <utility>

namespace gambade::cpu {

ThreadPool::ThreadPool(int threads) {
    try {
        for (int thread = 1; thread < threads; ++thread) {
            m_workers.emplace_back([this, thread] { work(thread); });
        }
    } catch (...) {
        endWorkers();
        throw;
    }
}

ThreadPool::~ThreadPool() {
    endWorkers();
}

void ThreadPool::endWorkers() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_begun.notify_all();
    for (std::thread& worker : m_workers) {
        worker.join();
    }
}

void ThreadPool::runTasks(int count, Loop loop) {
    const SingleOpenMpThread single;
    {
        const std::lock_guard lock(m_mutex);
        m_loop = loop;
        m_count = count;
        m_next = 0;
        m_busy = static_cast<int>(m_workers.size());
        ++m_loopNumber;
    }
    m_begun.notify_all();
    takeTasks(0);
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [this] { return m_busy == 0; });
    if (m_failure) {
        std::rethrow_exception(std::exchange(m_failure, nullptr));
    }
}

void ThreadPool::takeTasks(int thread) {
    try {
        for (int index = m_next++; index < m_count; index = m_next++) {
            m_loop.call(m_loop.task, index, thread);
        }
    } catch (...) {
        m_next = m_count;
        const std::lock_guard lock(m_mutex);
        m_failure = std::current_exception();
    }
}

void ThreadPool::work(int thread) {
    const SingleOpenMpThread single;
    unsigned lastLoop = 0;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_begun.wait(lock, [&] { return m_ending || m_loopNumber != lastLoop; });
        if (m_ending) {
            return;
        }
        lastLoop = m_loopNumber;
        lock.unlock();
        takeTasks(thread);
        lock.lock();
        if (--m_busy == 0) {
            m_done.notify_one();
        }
    }
}

} // namespace gambade::cpu
