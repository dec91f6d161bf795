#include "app/gui/startup_trace.h"

#include <QEvent>
#include <QFile>
#include <QTimer>
#include <QWidget>
#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace gambade::gui {
namespace {

/// Seconds between boot and the start of this process: field 22 of /proc/self/stat, counted after
/// the name, which may hold spaces.
double startOfProcess() {
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly)) {
        return 0.0;
    }
    const QByteArray line = file.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype kStartTime = 22 - 3;
    return fields.value(kStartTime).toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
}

} // namespace

StartupTrace::StartupTrace(QWidget& window) : QObject(&window) {
    window.installEventFilter(this);
}

void StartupTrace::print(const char* what) {
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double seconds =
        static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
    std::printf("%s: %.0f ms\n", what, 1e3 * (seconds - startOfProcess()));
    std::fflush(stdout);
}

bool StartupTrace::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Paint && !m_painted) {
        m_painted = true;
        // After the whole window's painting, of which this event is the beginning.
        QTimer::singleShot(0, this, [] { print("first paint"); });
    }
    return QObject::eventFilter(watched, event);
}

} // namespace gambade::gui
