#include "app/gui/shared_cloud.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace gambade::gui {
namespace {

class Disposal {
public:
    void take(std::unique_ptr<const GaussianCloud> cloud) {
        {
            const std::scoped_lock lock(m_mutex);
            m_clouds.push_back(std::move(cloud));
        }
        m_cloudWaits.notify_one();
    }

private:
    using Clouds = std::vector<std::unique_ptr<const GaussianCloud>>;

    void work(const std::stop_token& ending) {
        for (;;) {
            Clouds clouds; // before the lock, so that they end when that is open again
            std::unique_lock lock(m_mutex);
            if (!m_cloudWaits.wait(lock, ending, [this] { return !m_clouds.empty(); })) {
                return;
            }
            clouds = std::exchange(m_clouds, {});
        }
    }

    std::mutex m_mutex;
    Clouds m_clouds;
    std::condition_variable_any m_cloudWaits;
    std::jthread m_thread{[this](const std::stop_token& ending) { work(ending); }}; ///< last
};

} // namespace

CloudPtr shareCloud(GaussianCloud cloud) {
    static Disposal disposal;
    auto* const shared = new GaussianCloud(std::move(cloud));
    return {shared, [](const GaussianCloud* last) {
                disposal.take(std::unique_ptr<const GaussianCloud>(last));
            }};
}

} // namespace gambade::gui
