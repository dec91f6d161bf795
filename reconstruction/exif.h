#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace gambade {

/// What a camera wrote beside the pixels, in the stored (not upright) orientation; 0: not said.
struct Exif {
    int orientation = 1;        ///< TIFF tag 274, 1…8: how to turn the stored picture upright
    double focal35mm = 0.0;     ///< focal length with the same diagonal angle on 36 × 24 mm film
    double focalMm = 0.0;       ///< focal length of the lens
    double sensorWidthMm = 0.0; ///< from the focal-plane resolution
    double sensorHeightMm = 0.0;
    int width = 0; ///< pixels when the picture was taken
    int height = 0;
};

/// Reads a TIFF-structured Exif block (JPEG's APP1 after "Exif\0\0", PNG's eXIf, WebP's EXIF).
/// Damaged blocks give what can be read: they are no reason to refuse a picture.
Exif readExif(std::span<const std::byte> block);

/// Vertical field of view in degrees of the upright picture that is stored as width × height.
/// None where the block does not say it, where the picture was cropped since (another aspect
/// ratio), or where the numbers give less than 2° or more than 150°.
std::optional<double> verticalFieldOfView(const Exif& exif, int storedWidth, int storedHeight);

} // namespace gambade
