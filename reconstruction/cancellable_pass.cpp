#include "reconstruction/cancellable_pass.h"

#include <chrono>
#include <future>
#include <mutex>
#include <vector>

namespace gambade {
namespace {

using namespace std::chrono_literals;

/// Holds calls that nobody waits for any more. The future of std::async joins in its destructor, so
/// that at exit none of them runs on while the library's own globals go.
void leaveBehind(std::future<cv::Mat> call) {
    static std::mutex mutex;
    static std::vector<std::future<cv::Mat>> calls;
    const std::scoped_lock lock(mutex);
    std::erase_if(calls, [](const std::future<cv::Mat>& other) {
        return other.wait_for(0s) == std::future_status::ready;
    });
    calls.push_back(std::move(call));
}

} // namespace

cv::Mat runCancellably(std::function<cv::Mat()> pass, const Progress& progress) {
    std::future<cv::Mat> call = std::async(std::launch::async, std::move(pass));
    while (call.wait_for(20ms) != std::future_status::ready) {
        if (progress.cancelled()) {
            leaveBehind(std::move(call));
            throw Cancelled();
        }
    }
    return call.get();
}

} // namespace gambade
