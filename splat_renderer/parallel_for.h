#pragma once

#include "splats/progress.h"

#include <atomic>
#include <exception>
#include <omp.h>
#include <string_view>

namespace gambade {

/// Runs task(0) … task(count − 1) on `threads` threads (0: one for each core); after a cancel or an
/// exception the rest is skipped, then the exception (or Cancelled) is thrown. Progress is told by
/// the calling thread.
template <typename Task>
void parallelFor(int count, int threads, std::string_view stage, const Progress& progress,
                 const Task& task) {
    std::atomic<int> done = 0;
    std::atomic<bool> failed = false;
    std::exception_ptr failure;
#pragma omp parallel for num_threads(threads > 0 ? threads : omp_get_max_threads())                \
    schedule(dynamic, 1)
    for (int i = 0; i < count; ++i) {
        if (failed || progress.cancelled()) {
            continue;
        }
        try {
            task(i);
            const int finished = ++done;
            if (omp_get_thread_num() == 0) {
                progress.update(stage, static_cast<double>(finished) / count);
            }
        } catch (...) {
            if (!failed.exchange(true)) {
                failure = std::current_exception();
            }
        }
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    progress.throwIfCancelled();
}

} // namespace gambade
