#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

/// What the reader and the writer of SOG files share.
namespace gambade::sog {

inline constexpr int kVersion = 2;
inline constexpr const char* kMeta = "meta.json";

/// Positions are stored as sign(v)·ln(1 + |v|), in 16 bits between an axis' bounds.
inline constexpr double kPositionSteps = 65535.0;
inline double toLog(double v) {
    return std::copysign(std::log1p(std::abs(v)), v);
}
inline double fromLog(double v) {
    return std::copysign(std::expm1(std::abs(v)), v);
}

/// Rotations w x y z: the alpha byte says which component is left out, counted from here; the other
/// three, at most √½, lie in red, green and blue.
inline constexpr std::uint8_t kFirstLeftOut = 252;
inline constexpr float kLargestOfThree = static_cast<float>(1.0 / std::numbers::sqrt2);

/// SH palettes have this many entries in a row of their image, each as many pixels as there are
/// coefficients of degree > 0.
inline constexpr std::size_t kPaletteColumns = 64;
inline constexpr std::size_t kLargestPalette = 65536;

} // namespace gambade::sog
