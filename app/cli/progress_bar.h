#pragma once

#include "splats/progress.h"

#include <mutex>
#include <string>

namespace gambade::cli {

/// A one-line progress bar on stderr; silent where stderr is no terminal.
class ProgressBar {
public:
    explicit ProgressBar(std::string_view label);
    /// Wipes the line, so that what is printed next starts clean.
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    /// A Progress that draws here. Must not outlive the bar.
    Progress progress(std::stop_token stop);

private:
    void draw(std::string_view stage, double fraction);

    std::string m_label;
    std::string m_shown;
    bool m_enabled;
    std::mutex m_mutex;
};

} // namespace gambade::cli
