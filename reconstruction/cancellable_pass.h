#pragma once

#include "splats/progress.h"

#include <functional>
#include <opencv2/core/mat.hpp>

namespace gambade {

/// Runs a library call that cannot be stopped on a thread of its own and waits for its result.
/// On cancellation the caller is free within 20 ms; the call ends unseen, at the latest before the
/// process does. `pass` must own everything that it uses.
/// @throws Cancelled, and whatever `pass` throws.
cv::Mat runCancellably(std::function<cv::Mat()> pass, const Progress& progress);

} // namespace gambade
