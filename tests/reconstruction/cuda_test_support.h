#pragma once

#include "random_values.h"
#include "reconstruction/cuda/context.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

namespace gambade {

using cuda::Fp16;

/// The values as `T` stores them: what an operation on the device gets to see.
template <typename T>
std::vector<float> asStored(std::vector<float> values) {
    if constexpr (!std::is_same_v<T, float>) {
        for (float& value : values) {
            value = cuda::valueOf(cuda::rounded<T>(value));
        }
    }
    return values;
}

/// Memory on the device for the length of a test, ready for work on any stream.
template <typename T>
class OnDevice {
public:
    explicit OnDevice(std::size_t count) : m_array(count) {
        // Not zeros: what an operation forgets to write shows as NaN.
        cuda::check(cudaMemset(m_array.data(), 0xff, count * sizeof(T)), "testing");
        cuda::check(cudaDeviceSynchronize(), "testing");
    }
    explicit OnDevice(const std::vector<float>& values) : OnDevice(values.size()) {
        std::vector<T> stored;
        for (const float value : values) {
            if constexpr (std::is_same_v<T, float>) {
                stored.push_back(value);
            } else {
                stored.push_back(cuda::rounded<T>(value));
            }
        }
        cuda::check(cudaMemcpy(m_array.data(), stored.data(), stored.size() * sizeof(T),
                               cudaMemcpyHostToDevice),
                    "testing");
        cuda::check(cudaDeviceSynchronize(), "testing");
    }
    T* data() { return m_array.data(); }

    std::vector<float> values() const {
        std::vector<T> stored(m_array.size());
        cuda::check(cudaMemcpy(stored.data(), m_array.data(), stored.size() * sizeof(T),
                               cudaMemcpyDeviceToHost),
                    "testing");
        std::vector<float> result;
        for (const T value : stored) {
            result.push_back(cuda::valueOf(value));
        }
        return result;
    }

private:
    cuda::Array<T> m_array;
};

/// Half a unit in the last place, of numbers from 1 on.
template <typename T>
constexpr double kRounding = std::is_same_v<T, float>  ? 0x1p-24
                             : std::is_same_v<T, Bf16> ? 0x1p-8
                                                       : 0x1p-11;

/// From which on values keep all their digits.
template <typename T>
constexpr double kSmallest = std::is_same_v<T, Fp16> ? 0x1p-14 : 0x1p-126;

/// Largest |value − expected| / (|expected| + floor); infinite where something is not a number.
template <typename Expected>
double worstError(const std::vector<float>& values, const Expected& expected, double floor) {
    REQUIRE(values.size() == expected.size());
    double worst = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double error = std::abs(values[i] - expected[i]) /
                             (std::abs(static_cast<double>(expected[i])) + floor);
        worst = std::isfinite(error) ? std::max(worst, error) : INFINITY;
    }
    return worst;
}

} // namespace gambade
