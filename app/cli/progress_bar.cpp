#include "app/cli/progress_bar.h"

#include "splats/printable.h"

#include <algorithm>
#include <cstdio>
#include <fmt/core.h>
#include <unistd.h>
#include <utility>

namespace gambade::cli {

ProgressBar::ProgressBar(std::string_view label)
    : m_label(escaped(label)), m_enabled(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
    if (m_enabled && !m_shown.empty()) {
        fmt::print(stderr, "\r\033[K");
        std::fflush(stderr);
    }
}

Progress ProgressBar::progress(std::stop_token stop) {
    if (!m_enabled) {
        return {nullptr, std::move(stop)};
    }
    return {[this](std::string_view stage, double fraction) { draw(stage, fraction); },
            std::move(stop)};
}

void ProgressBar::draw(std::string_view stage, double fraction) {
    constexpr int kWidth = 30;
    const double clamped = std::clamp(fraction, 0.0, 1.0);
    const int filled = static_cast<int>(clamped * kWidth);
    std::string line = fmt::format("{} [{:#>{}}{:.>{}}] {:3.0f} % {}", m_label, "", filled, "",
                                   kWidth - filled, 100.0 * clamped, stage);
    const std::lock_guard lock(m_mutex);
    if (line == m_shown) {
        return;
    }
    // Cut off at the terminal's edge: a line that went on below could not be drawn over.
    fmt::print(stderr, "\r\033[?7l{}\033[K\033[?7h", line);
    std::fflush(stderr);
    m_shown = std::move(line);
}

} // namespace gambade::cli
