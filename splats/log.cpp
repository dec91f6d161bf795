#include "splats/log.h"

#include "splats/printable.h"

#include <atomic>
#include <cstdio>
#include <mutex>
#include <utility>

namespace gambade {
namespace {

std::mutex& sinkMutex() {
    static std::mutex mutex;
    return mutex;
}

LogSink& currentSink() {
    static LogSink sink = [](LogLevel level, std::string_view message) {
        const char* prefix = level == LogLevel::kWarning ? "warning: "
                             : level == LogLevel::kError ? "error: "
                                                         : "";
        fmt::print(stderr, "{}{}\n", prefix, escaped(message));
    };
    return sink;
}

std::atomic<LogLevel> minimumLevel{LogLevel::kInfo};

} // namespace

void setLogSink(LogSink sink) {
    const std::lock_guard lock(sinkMutex());
    currentSink() = std::move(sink);
}

void setLogLevel(LogLevel level) {
    minimumLevel = level;
}

void logMessage(LogLevel level, std::string_view message) {
    if (level < minimumLevel.load()) {
        return;
    }
    const std::lock_guard lock(sinkMutex());
    currentSink()(level, message);
}

} // namespace gambade
