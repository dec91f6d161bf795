#pragma once

#include "splats/error.h"

#include <functional>
#include <stop_token>
#include <string_view>
#include <utility>

namespace gambade {

/// Handed down every long task: where to report, and whether to stop.
/// A default-constructed Progress reports nowhere and never stops.
class Progress {
public:
    /// `fraction` is in [0,1] over the whole task and never goes back. Called on the working
    /// thread.
    using Report = std::function<void(std::string_view stage, double fraction)>;

    Progress() = default;
    Progress(Report report, std::stop_token stop)
        : m_report(std::move(report)), m_stop(std::move(stop)) {}

    /// Reports, or throws Cancelled where a stop was requested.
    void update(std::string_view stage, double fraction) const {
        throwIfCancelled();
        if (m_report) {
            m_report(stage, fraction);
        }
    }

    bool cancelled() const { return m_stop.stop_requested(); }
    void throwIfCancelled() const {
        if (cancelled()) {
            throw Cancelled();
        }
    }
    const std::stop_token& stopToken() const { return m_stop; }

    /// The same task seen by one of its parts: [0,1] of the part is [from,to] of the whole.
    Progress part(double from, double to) const {
        if (!m_report) {
            return {nullptr, m_stop};
        }
        return {[report = m_report, from, to](std::string_view stage, double fraction) {
                    report(stage, from + (to - from) * fraction);
                },
                m_stop};
    }

private:
    Report m_report;
    std::stop_token m_stop;
};

} // namespace gambade
