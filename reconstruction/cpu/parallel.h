#pragma once

#include <exception>
#include <mutex>
#include <omp.h>

namespace gambade::cpu {

/// Calls task(index, thread) for every index of [0, count), on up to `threads` threads.
/// Library calls inside a task stay on its thread, also where the team is one. The first exception
/// of a task is thrown again once all are done.
template <typename Task>
void parallelFor(int threads, int count, const Task& task) {
    std::exception_ptr failure;
    std::mutex failureMutex;
#pragma omp parallel num_threads(threads)
    {
        omp_set_num_threads(1); // of this task alone: the setting is inherited, not shared
        const int thread = omp_get_thread_num();
#pragma omp for schedule(dynamic, 1)
        for (int index = 0; index < count; ++index) {
            try {
                task(index, thread);
            } catch (...) {
                const std::lock_guard lock(failureMutex);
                failure = std::current_exception();
            }
        }
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

} // namespace gambade::cpu
