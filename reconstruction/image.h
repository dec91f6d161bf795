#pragma once

#include "splats/progress.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gambade {

/// Decoded pictures are capped here; larger ones are refused before their pixels are allocated.
inline constexpr std::int64_t kMaxImagePixels = 100'000'000;
/// Of pictures with more pixels, whole factors of them are averaged while they are decoded. The
/// network sees 512², so that only an object that is small in such a picture loses by it.
inline constexpr std::int64_t kMostHeldPixels = 50'000'000;

/// 8-bit sRGB with straight alpha, 4 bytes a pixel (R, G, B, A), row-major, top row first.
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;
};

/// A picture as the user gave it, upright (EXIF orientation applied).
struct Photo {
    std::filesystem::path file; ///< named in messages
    Image image;
    int fileWidth = 0; ///< of the upright picture before it was averaged down, where it was
    int fileHeight = 0;
    bool hasAlpha = false; ///< the file has an alpha channel that is not opaque everywhere
    std::optional<double>
        fovYDegrees;    ///< vertical field of view, from EXIF where that is plausible
    std::string format; ///< "JPEG", "PNG", "BMP", "TGA", "WebP"
    std::string sha256; ///< of the file's bytes, lower-case hex
};

/// What the numbers of a picture file say.
enum class PictureKind {
    kColors,   ///< a photo
    kCoverage, ///< a mask: no profile of colours changes how much it covers
};

/// Decodes JPEG, PNG, BMP, TGA and WebP by content, at 8 or 16 bits, grey, palette, RGB(A) or CMYK.
/// The colours of a photo's embedded profile become sRGB; a damaged one is warned of and passed
/// over. Masks keep their numbers.
/// @throws Error(kInput): one sentence naming the file for anything else, damaged or too large;
/// Cancelled.
Photo loadPhoto(const std::filesystem::path& path, const Progress& progress = {},
                PictureKind kind = PictureKind::kColors);

/// The same of a file's bytes. @param path becomes the photo's, and is named in errors.
Photo decodePhoto(std::span<const std::byte> file, const std::filesystem::path& path,
                  const Progress& progress = {}, PictureKind kind = PictureKind::kColors);

} // namespace gambade
