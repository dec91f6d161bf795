#pragma once

#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <vector>

namespace gambade::test {

/// Relative L2 error of columns [first, last) of rows of `length` values. For benchmarks too, hence
/// without a test's macros. @throws std::invalid_argument where there are not as many of either
template <typename Reference>
double relativeError(const std::vector<float>& values, const std::vector<Reference>& reference,
                     std::size_t length = 1, std::size_t first = 0, std::size_t last = 1) {
    if (values.size() != reference.size()) {
        throw std::invalid_argument("values and their reference are not as many");
    }
    double difference = 0;
    double norm = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i % length >= first && i % length < last) {
            const double d = static_cast<double>(values[i]) - reference[i];
            difference += d * d;
            norm += static_cast<double>(reference[i]) * reference[i];
        }
    }
    return std::sqrt(difference / norm);
}

} // namespace gambade::test
