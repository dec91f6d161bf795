#pragma once

#include <omp.h>

namespace gambade::cpu {

/// For as long as it lives, what the calling thread calls runs OpenMP regions on that thread alone.
/// The matrix library plans and runs its primitives by this; here each runs on one thread of many.
class SingleOpenMpThread {
public:
    SingleOpenMpThread() : m_before(omp_get_max_threads()) { omp_set_num_threads(1); }
    ~SingleOpenMpThread() { omp_set_num_threads(m_before); }
    SingleOpenMpThread(const SingleOpenMpThread&) = delete;
    SingleOpenMpThread& operator=(const SingleOpenMpThread&) = delete;

private:
    int m_before;
};

} // namespace gambade::cpu
