#include "app/cli/stop_signals.h"

#include "app/cli/exit_codes.h"
#include "splats/atomic_file.h"

#include <cerrno>
#include <csignal>
#include <semaphore.h>
#include <unistd.h>

namespace gambade::cli {
namespace {

/// Counts signals, and the waiter's end. A POSIX semaphore, because a handler may raise one.
sem_t received;

void onSignal(int) {
    const int error = errno;
    sem_post(&received);
    errno = error;
}

/// A signal that the parent had ignored, as shells do for jobs in the background, stays ignored.
void handle(int signal) {
    struct sigaction action = {};
    if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) {
        action = {};
        action.sa_handler = onSignal;
        action.sa_flags = SA_RESTART;
        sigaction(signal, &action, nullptr);
    }
}

} // namespace

StopSignals::StopSignals() {
    sem_init(&received, 0, 0);
    m_waiter = std::thread([this] {
        while (true) {
            while (sem_wait(&received) != 0) {
            }
            if (m_ended) {
                return;
            }
            if (!m_source.request_stop()) {
                AtomicFile::removeAllAndBlock();
                _exit(kCancelledExit);
            }
        }
    });
    handle(SIGINT);
    handle(SIGTERM);
    handle(SIGHUP);
    // Where files may not grow any further, writing fails, and says so, instead.
    std::signal(SIGXFSZ, SIG_IGN);
}

StopSignals::~StopSignals() {
    m_ended = true;
    sem_post(&received);
    m_waiter.join();
}

} // namespace gambade::cli
