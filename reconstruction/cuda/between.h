#pragma once

namespace gambade::cuda {

/// `between` (ops.h) on the device.
struct Between {
    int first;
    int second;
    float weight; ///< of the second

    __device__ Between(int index, int sourceSize, int size) {
        // In double precision, which the reference has too: the weights come out the same.
        const double position = fmax((index + 0.5) * sourceSize / size - 0.5, 0.0);
        first = min(static_cast<int>(position), sourceSize - 1);
        second = min(first + 1, sourceSize - 1);
        weight = static_cast<float>(position - first);
    }
};

} // namespace gambade::cuda
