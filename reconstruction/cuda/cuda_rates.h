#pragma once

#include "reconstruction/cuda/context.h"

#include <algorithm>

namespace gambade::cuda {

/// What the machine itself does a second.
struct Rates {
    double bf16 = 0;         ///< operations of a large product of bf16 matrices
    double copy = 0;         ///< bytes read and written by a copy in device memory
    double exponentials = 0; ///< of the special function units, by their number and clock
};

/// Measures them. Takes 1.5 GB of device memory meanwhile. @throws Error(kDevice)
Rates measureRates(Context& context);

/// Median GPU time of what `queue` puts on the stream, seconds, after one to warm up.
template <typename Queue>
double medianTime(cudaStream_t stream, Queue queue, int rounds = 10) {
    std::vector<double> times;
    const Event start = makeEvent(cudaEventDefault);
    const Event end = makeEvent(cudaEventDefault);
    for (int round = 0; round <= rounds; ++round) {
        check(cudaEventRecord(start.get(), stream), "measuring");
        queue();
        check(cudaEventRecord(end.get(), stream), "measuring");
        check(cudaStreamSynchronize(stream), "measuring");
        float milliseconds = 0;
        check(cudaEventElapsedTime(&milliseconds, start.get(), end.get()), "measuring");
        if (round > 0) {
            times.push_back(static_cast<double>(milliseconds) / 1000);
        }
    }
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

} // namespace gambade::cuda
