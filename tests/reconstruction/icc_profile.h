#pragma once

#include "tests/reconstruction/picture_files.h"

#include <array>

namespace gambade::test {

/// Red, green and blue of a colour space in CIE XYZ of the ICC's connection space (D50, adapted by
/// Bradford's matrix). Its curves are those of sRGB.
using Primaries = std::array<std::array<double, 3>, 3>;
inline constexpr Primaries kDisplayP3 = {
    {{0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}}};
inline constexpr Primaries kSrgb = {
    {{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}}};

/// A display profile (ICC.1:2004), by the rules of the format alone.
Bytes rgbProfile(const Primaries& primaries);
/// A profile of greys.
Bytes greyProfile(double gamma);

/// The content of a PNG's iCCP chunk: the profile deflated behind a name.
Bytes iccChunk(const Bytes& profile);

/// What a colour of the space is in sRGB (IEC 61966-2-1), 8 bits, clipped to what sRGB has.
std::array<int, 3> toSrgb(const Primaries& primaries, const std::array<int, 3>& color);
int greyToSrgb(double gamma, int grey);

} // namespace gambade::test
