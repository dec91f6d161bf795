#include "reconstruction/cancellable_pass.h"

#include <chrono>
#include <future>
#include <mutex>
#include <string>
#include <vector>

namespace gambade {
namespace {

using namespace std::chrono_literals;

/// Holds calls that nobody waits for any more. The future of std::async joins in its destructor, so
/// that at exit none of them runs on while the library's own globals go.
void leaveBehind(std::future<void> call) {
    static std::mutex mutex;
    static std::vector<std::future<void>> calls;
    const std::scoped_lock lock(mutex);
    std::erase_if(calls, [](const std::future<void>& other) {
        return other.wait_for(0s) == std::future_status::ready;
    });
    calls.push_back(std::move(call));
}

/// What the pass has reported last.
class LastReport {
public:
    void put(std::string_view stage, double fraction) {
        const std::scoped_lock lock(m_mutex);
        m_stage = stage;
        m_fraction = fraction;
        m_new = true;
    }
    void handOn(const Progress& progress) {
        std::string stage;
        double fraction = 0.0;
        {
            const std::scoped_lock lock(m_mutex);
            if (!m_new) {
                return;
            }
            m_new = false;
            stage = m_stage;
            fraction = m_fraction;
        }
        progress.update(stage, fraction);
    }

private:
    std::mutex m_mutex;
    std::string m_stage;
    double m_fraction = 0.0;
    bool m_new = false;
};

} // namespace

void runCancellably(std::function<void(const Progress&)> pass, const Progress& progress) {
    const auto report = std::make_shared<LastReport>();
    const Progress part(
        [report](std::string_view stage, double fraction) { report->put(stage, fraction); },
        progress.stopToken());
    std::future<void> call =
        std::async(std::launch::async, [pass = std::move(pass), part] { pass(part); });
    try {
        while (call.wait_for(20ms) != std::future_status::ready) {
            progress.throwIfCancelled();
            report->handOn(progress);
        }
    } catch (...) {
        leaveBehind(std::move(call));
        throw;
    }
    call.get();
    report->handOn(progress);
}

} // namespace gambade
