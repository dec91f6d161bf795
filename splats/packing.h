#pragma once

#include "splats/cloud.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>

/// What several splat formats have in common: packed numbers and the treatment of bad values.
namespace gambade {

/// The nearest byte; values beyond its range become 0 or 255.
inline std::uint8_t toByte(float value) {
    return static_cast<std::uint8_t>(std::clamp(value + 0.5f, 0.0f, 255.0f));
}

/// A value as it lies at `offset`; the caller has checked that it is within `bytes`.
template <class T>
T loadAt(std::span<const std::byte> bytes, std::size_t offset) {
    T value;
    std::memcpy(&value, bytes.data() + offset, sizeof(T));
    return value;
}

/// A unit quaternion from one of any length; the identity where it gives no direction.
glm::quat unitRotation(const glm::quat& rotation);

/// Index of the entry of the largest magnitude.
std::size_t largestComponent(const std::array<float, 4>& vector);

/// Sets the entry `leftOut`, ≥ 0, so that the vector's length is 1.
void completeUnitVector(std::array<float, 4>& vector, std::size_t leftOut);

/// The degree whose SH coefficients beyond the constant one are `count` numbers, three channels
/// together: 0, 9, 24 or 45.
std::optional<int> shDegreeOfRest(std::size_t count);

/// Removes splats with a position, scale, opacity or colour that is not finite, and logs how many.
void dropNonFinite(GaussianCloud& cloud);

} // namespace gambade
