#pragma once

#include "reconstruction/image.h"
#include "reconstruction/matte.h"
#include "splats/default_view.h"

#include <array>
#include <optional>
#include <vector>

namespace gambade {

/// Side of the framed picture in pixels (network.md: decode → composite on white → 512²).
inline constexpr int kFramedSize = kDefaultPictureSize;
/// The object's larger side as a fraction of the frame.
inline constexpr double kFramedObjectFraction = 0.8;
/// The widest square that the network is given, degrees; of photos that say more it gets this.
inline constexpr double kLargestFovY = 120.0;
/// Half the frame's side in world units at the object's distance: kDefaultRadius ·
/// tan(kDefaultFovY / 2).
inline constexpr double kFrameHalfExtent = 0.685170870;

/// What of a photo the network is given.
enum class Framing {
    kObject,  ///< the square around the object
    kPicture, ///< the square around the whole photo: the camera looks at its centre
};

/// What the network is given: the object centred, its larger side at 80 % of a square, on white.
struct FramedImage {
    std::vector<float> rgb;   ///< 3 × 512 × 512, channel-major, sRGB-encoded values in [0,1]
    std::vector<float> alpha; ///< 512 × 512, [0,1]
    double fovYDegrees = kDefaultFovY; ///< vertical field of view of the square
    bool fovKnown = false;             ///< derived from the photo's, not the default
    double photoHeight = 1.0;          ///< of the whole photo, in sides of the square
    /// Distance of the camera that keeps the object's size: kFrameHalfExtent / tan(fovY / 2).
    double radius() const;
    /// Vertical field of view of the whole photo, degrees, where the square's is `fovYDegrees`.
    double photoFovYDegrees(double fovYDegrees) const;
};

/// Crops, re-centres, composites on white and resizes (bilinear, half-pixel centres, no antialias;
/// an area filter first where the crop is more than twice as large).
/// @param photoFovYDegrees vertical field of view of the whole photo; the square's is derived from
/// it, at least 5 degrees, from where on rays are as good as parallel, and at most kLargestFovY.
/// @throws Error(kInput) where nothing is covered; Cancelled.
FramedImage frameObject(const Photo& photo, const Matte& matte,
                        std::optional<double> photoFovYDegrees, const Progress& progress = {},
                        Framing framing = Framing::kObject);

/// The files of writeFramingStages(): PREFIX_matte.png and PREFIX_framed.png.
std::array<std::filesystem::path, 2> framingStageFiles(const std::filesystem::path& prefix);

/// Both preprocessing stages as PNGs to look at, the matte as RGBA.
/// @throws Error(kOutput); Cancelled.
void writeFramingStages(const Photo& photo, const Matte& matte, const FramedImage& framed,
                        const std::filesystem::path& prefix, const Progress& progress = {});

} // namespace gambade
