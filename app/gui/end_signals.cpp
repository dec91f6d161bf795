#include "app/gui/end_signals.h"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <sys/eventfd.h>
#include <unistd.h>

namespace gambade::gui {
namespace {

/// Written to by the handler, which may do little else. Open to the end of the process.
int wakeUp() {
    static const int descriptor = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return descriptor;
}

void onSignal(int) {
    const int error = errno;
    const std::uint64_t one = 1;
    static_cast<void>(!::write(wakeUp(), &one, sizeof(one)));
    errno = error;
}

} // namespace

EndSignals::EndSignals() : m_notifier(wakeUp(), QSocketNotifier::Read) {
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        struct sigaction action = {};
        // What the parent had ignored stays ignored, as nohup asks.
        if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) {
            action = {};
            action.sa_handler = onSignal;
            action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
            sigaction(signal, &action, nullptr);
        }
    }
    // Where files may not grow any further, writing fails, and says so, instead.
    std::signal(SIGXFSZ, SIG_IGN);
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier.setEnabled(false);
        emit received();
    });
}

} // namespace gambade::gui
