#pragma once

#include "splat_renderer/graphics_driver.h"

#include <algorithm>
#include <chrono>
#include <epoxy/gl.h>
#include <vector>

namespace gambade::benchmarks {

/// Times the same work again and again: by the graphics chip's own clock (timer queries), with the
/// queue kept full, or by the processor's up to glFinish. Software drivers answer timer queries
/// with nonsense, so there it is always the latter. The first frames warm up and are left out.
class FrameClock {
public:
    /// @param byProcessor where part of the work is done by the processor
    explicit FrameClock(bool byProcessor = false)
        : m_byProcessor(byProcessor || isSoftwareDriver()) {}
    ~FrameClock() { glDeleteQueries(static_cast<GLsizei>(m_queries.size()), m_queries.data()); }
    FrameClock(const FrameClock&) = delete;
    FrameClock& operator=(const FrameClock&) = delete;

    /// How often to call measure().
    int framesWanted() const { return kWarmUp + (m_byProcessor ? 7 : 41); }
    const char* description() const {
        return m_byProcessor ? "the processor's clock" : "timer queries";
    }

    template <typename Work>
    void measure(const Work& work) {
        if (!m_byProcessor) {
            GLuint query = 0;
            glGenQueries(1, &query);
            m_queries.push_back(query);
            glBeginQuery(GL_TIME_ELAPSED, query);
            work();
            glEndQuery(GL_TIME_ELAPSED);
            return;
        }
        glFinish();
        const auto start = std::chrono::steady_clock::now();
        work();
        glFinish();
        const std::chrono::duration<double, std::milli> elapsed =
            std::chrono::steady_clock::now() - start;
        m_times.push_back(elapsed.count());
    }

    double medianMilliseconds() {
        std::vector<double> times = m_times;
        for (const GLuint query : m_queries) {
            GLuint64 nanoseconds = 0;
            glGetQueryObjectui64v(query, GL_QUERY_RESULT, &nanoseconds);
            times.push_back(static_cast<double>(nanoseconds) * 1e-6);
        }
        times.erase(times.begin(), times.begin() + kWarmUp);
        const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
        std::nth_element(times.begin(), middle, times.end());
        return *middle;
    }

private:
    static constexpr int kWarmUp = 3;

    const bool m_byProcessor;
    std::vector<GLuint> m_queries;
    std::vector<double> m_times;
};

} // namespace gambade::benchmarks
