#include "reconstruction/sgemm_rate.h"

#include <algorithm>
#include <chrono>
#include <dlfcn.h>
#include <dnnl.h>
#include <functional>
#include <memory>
#include <omp.h>
#include <vector>

namespace gambade {

namespace {

constexpr int kRows = 16384;
constexpr int kOutputs = 2048;
constexpr int kInputs = 512;
constexpr int kRepetitions = 4;

double bestRate(const std::function<void()>& product) {
    using Clock = std::chrono::steady_clock;
    double best = 0;
    for (int i = 0; i < kRepetitions; ++i) {
        const auto start = Clock::now();
        product();
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        best = std::max(best, 2.0 * kRows * kOutputs * kInputs / seconds);
    }
    return best;
}

/// Looked for at run time: the program itself does not need it.
class OpenBlas {
public:
    OpenBlas() : m_library(dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL), &close) {
        if (m_library) {
            m_sgemm = reinterpret_cast<Sgemm>(dlsym(m_library.get(), "cblas_sgemm"));
            m_setThreads =
                reinterpret_cast<SetThreads>(dlsym(m_library.get(), "openblas_set_num_threads"));
        }
    }
    bool found() const { return m_sgemm && m_setThreads; }
    void setThreads(int threads) const { m_setThreads(threads); }
    /// c = a · bᵀ
    void multiply(const float* a, const float* b, float* c) const {
        constexpr int kRowMajor = 101;
        constexpr int kPlain = 111;
        constexpr int kTransposed = 112;
        m_sgemm(kRowMajor, kPlain, kTransposed, kRows, kOutputs, kInputs, 1.0F, a, kInputs, b,
                kInputs, 0.0F, c, kOutputs);
    }

private:
    using Sgemm = void (*)(int, int, int, int, int, int, float, const float*, int, const float*,
                           int, float, float*, int);
    using SetThreads = void (*)(int);
    static void close(void* library) { dlclose(library); }

    std::unique_ptr<void, void (*)(void*)> m_library;
    Sgemm m_sgemm = nullptr;
    SetThreads m_setThreads = nullptr;
};

} // namespace

SgemmRates measureSgemm(int threads) {
    std::vector<float> a(static_cast<std::size_t>(kRows) * kInputs, 0.5F);
    std::vector<float> b(static_cast<std::size_t>(kOutputs) * kInputs, 0.25F);
    std::vector<float> c(static_cast<std::size_t>(kRows) * kOutputs);
    SgemmRates rates;
    const int threadsBefore = omp_get_max_threads();
    omp_set_num_threads(threads);
    rates.oneDnn = bestRate([&] {
        dnnl_sgemm('N', 'T', kRows, kOutputs, kInputs, 1.0F, a.data(), kInputs, b.data(), kInputs,
                   0.0F, c.data(), kOutputs);
    });
    omp_set_num_threads(threadsBefore);
    const OpenBlas openBlas;
    if (openBlas.found()) {
        openBlas.setThreads(threads);
        rates.openBlas = bestRate([&] { openBlas.multiply(a.data(), b.data(), c.data()); });
    }
    return rates;
}

} // namespace gambade
