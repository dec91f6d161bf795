#pragma once

#include "reconstruction/matte.h"

namespace gambade::test {

/// A picture whose object is known exactly.
struct SyntheticPhoto {
    Photo photo;
    std::vector<std::uint8_t> coverage; ///< true coverage of each pixel, 0…255
    Image object;                       ///< the object's own colours, alpha = coverage
};

/// A shaded red vase of 600 × 480 pixels before bluish clouds that vary in brightness.
SyntheticPhoto photoBeforeVariedBackground();

/// The same vase before one grey.
SyntheticPhoto photoBeforePlainBackground();

/// Of the pixels that the matte or the truth gives to the object, the part that both give it.
double intersectionOverUnion(const Matte& matte, const SyntheticPhoto& scene);

} // namespace gambade::test
