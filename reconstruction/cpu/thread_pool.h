#pragma once

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace gambade::cpu {

/// Threads that share out the tasks of one loop at a time.
///
/// Those that wait sleep. OpenMP's spin instead, which on a machine that is busy with other work
/// takes the processor from the very threads that are waited for: a network of a thousand short
/// loops was three times slower there.
class ThreadPool {
public:
    /// @param threads ≥ 1, the caller's among them
    /// @throws std::system_error where the system starts no more of them
    explicit ThreadPool(int threads);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    int threads() const { return static_cast<int>(m_workers.size()) + 1; }

    /// Calls task(index, thread) for every index of [0, count), thread in [0, threads()), and
    /// returns when all are done. OpenMP regions inside a task stay on its thread. An exception of
    /// a task is thrown again here; the tasks not begun are then left out.
    template <typename Task>
    void run(int count, const Task& task) {
        runTasks(count, {&task, [](const void* body, int index, int thread) {
                             (*static_cast<const Task*>(body))(index, thread);
                         }});
    }

private:
    struct Loop {
        const void* task = nullptr;
        void (*call)(const void* task, int index, int thread) = nullptr;
    };

    void runTasks(int count, Loop loop);
    void takeTasks(int thread);
    void work(int thread);
    void endWorkers();

    std::mutex m_mutex;
    std::condition_variable m_begun; ///< a loop, or the end
    std::condition_variable m_done;
    Loop m_loop;
    int m_count = 0;
    std::atomic<int> m_next = 0;
    int m_busy = 0;            ///< workers that have not finished the loop
    unsigned m_loopNumber = 0; ///< of the loop begun last
    bool m_ending = false;
    std::exception_ptr m_failure;
    std::vector<std::thread> m_workers;
};

} // namespace gambade::cpu
