#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace gambade::cli {

/// Turns the first SIGINT, SIGTERM or SIGHUP into a stop request; a second one ends the process at
/// once, with the code of a cancelled one and without half-written files.
/// By handlers and not by blocked signals: libraries start threads before main, which block none.
/// Nor does a limit to the size of files end the process any more: it makes writing fail.
/// One at a time; later signals are taken and have no effect once it is gone.
class StopSignals {
public:
    StopSignals();
    ~StopSignals();
    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::atomic<bool> m_ended = false;
    std::thread m_waiter;
};

} // namespace gambade::cli
