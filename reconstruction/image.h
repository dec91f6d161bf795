#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gambade {

/// Decoded pictures are capped here; larger ones are refused before their pixels are allocated.
inline constexpr std::int64_t kMaxImagePixels = 100'000'000;

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
    bool hasAlpha = false; ///< the file has an alpha channel that is not opaque everywhere
    std::optional<double>
        fovYDegrees;    ///< vertical field of view, from EXIF where that is plausible
    std::string format; ///< "JPEG", "PNG", "BMP", "TGA", "WebP"
    std::string sha256; ///< of the file's bytes, lower-case hex
};

/// Decodes JPEG, PNG, BMP, TGA and WebP by content, at 8 or 16 bits, grey, palette, RGB(A) or CMYK.
/// @throws Error(kInput): one sentence naming the file for anything else, damaged or too large.
Photo loadPhoto(const std::filesystem::path& path);

} // namespace gambade
