#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// What reading and writing SuperSplat's compressed PLY have in common.
namespace gambade::compressed_ply {

constexpr std::size_t kChunkSize = 256;

/// The bounds of a chunk's values, in the order of the file: x y z each.
enum Bound : std::size_t {
    kMinPosition = 0,
    kMaxPosition = 3,
    kMinScale = 6, ///< ln
    kMaxScale = 9,
    kMinColor = 12, ///< 0.5 + kShC0 · f_dc
    kMaxColor = 15,
    kBoundCount = 18,
};
using Chunk = std::array<float, kBoundCount>;

constexpr std::array<std::string_view, kBoundCount> kChunkNames = {
    "min_x",       "min_y",       "min_z",       "max_x",       "max_y",       "max_z",
    "min_scale_x", "min_scale_y", "min_scale_z", "max_scale_x", "max_scale_y", "max_scale_z",
    "min_r",       "min_g",       "min_b",       "max_r",       "max_g",       "max_b"};

enum Word : std::size_t { kPosition, kRotation, kScale, kColor, kWordCount };
using Words = std::array<std::uint32_t, kWordCount>;

constexpr std::array<std::string_view, kWordCount> kWordNames = {
    "packed_position", "packed_rotation", "packed_scale", "packed_color"};

/// Bits of x, y and z in a packed position or scale, x in the highest.
constexpr std::array<int, 3> kVectorBits = {11, 10, 11};
/// Bits of each of a rotation's three smaller components, which lie within ±√½.
constexpr int kRotationBits = 10;

/// SH coefficients are bytes over ±kShLimit.
constexpr float kShLimit = 4.0f;

} // namespace gambade::compressed_ply
