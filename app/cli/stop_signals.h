#pragma once

#include <stop_token>
#include <thread>

namespace gambade::cli {

/// Turns the first SIGINT or SIGTERM into a stop request; a second one ends the process at once.
/// Create before any other thread, so that the signals stay blocked in all of them.
class StopSignals {
public:
    StopSignals();
    ~StopSignals();
    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::thread m_waiter;
};

} // namespace gambade::cli
