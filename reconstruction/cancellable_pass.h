#pragma once

#include "splats/progress.h"

#include <functional>
#include <memory>
#include <optional>

namespace gambade {

/// Runs a pass that cannot be stopped, or not at once, on a thread of its own and waits for it.
/// On cancellation the caller is free within 20 ms; the pass ends unseen, at the latest before the
/// process does. `pass` must own everything that it uses. What it reports to the progress that it
/// is given reaches `progress` on the caller's thread, and nothing does once the caller is free.
/// @throws Cancelled, and whatever `pass` throws.
void runCancellably(std::function<void(const Progress&)> pass, const Progress& progress);

/// The same for a pass that has a result.
template <typename Result>
Result runCancellably(std::function<Result(const Progress&)> pass, const Progress& progress) {
    const auto result = std::make_shared<std::optional<Result>>();
    runCancellably(std::function<void(const Progress&)>(
                       [result, pass = std::move(pass)](const Progress& part) {
                           result->emplace(pass(part));
                       }),
                   progress);
    return std::move(**result);
}

} // namespace gambade
