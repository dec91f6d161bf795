#include "app/cli/stop_signals.h"

#include "app/cli/exit_codes.h"

#include <csignal>
#include <pthread.h>
#include <unistd.h>

namespace gambade::cli {
namespace {

sigset_t stopSignalSet() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGUSR1); // ends the waiter
    return set;
}

} // namespace

StopSignals::StopSignals() {
    const sigset_t set = stopSignalSet();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_waiter = std::thread([source = m_source, set]() mutable {
        int signal = 0;
        while (sigwait(&set, &signal) == 0 && signal != SIGUSR1) {
            if (!source.request_stop()) {
                _exit(kCancelledExit);
            }
        }
    });
}

StopSignals::~StopSignals() {
    pthread_kill(m_waiter.native_handle(), SIGUSR1);
    m_waiter.join();
}

} // namespace gambade::cli
