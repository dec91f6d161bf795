#pragma once

#include <fmt/core.h>
#include <functional>
#include <string_view>

namespace gambade {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

/// Receives every message at or above the level. Called from any thread, one call at a time.
using LogSink = std::function<void(LogLevel, std::string_view message)>;

/// Replaces the sink (default: messages of level kInfo and above to stderr, one line each).
void setLogSink(LogSink sink);
void setLogLevel(LogLevel level);

void logMessage(LogLevel level, std::string_view message);

template <typename... Args>
void log(LogLevel level, fmt::format_string<Args...> format, Args&&... args) {
    logMessage(level, fmt::format(format, std::forward<Args>(args)...));
}

} // namespace gambade
