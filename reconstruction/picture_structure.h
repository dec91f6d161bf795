#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gambade {

/// What the structure of a picture file says before its pixels are decoded.
///
/// Decoders are lenient: where a file ends early they make up the rest. These checks are what they
/// leave out, and they bound the allocations by the bytes that are really there.
struct PictureStructure {
    std::int64_t width = 0; ///< as stored, before any Exif orientation
    std::int64_t height = 0;
    std::string problem;             ///< empty, or why it cannot be right: "it is cut short"
    std::span<const std::byte> exif; ///< TIFF-structured block, empty where there is none
    std::vector<std::byte> profile;  ///< ICC profile, empty where there is none
    bool profileDamaged = false;     ///< there is one, which cannot be put together
};

bool looksLikeJpeg(std::span<const std::byte> file);
bool looksLikePng(std::span<const std::byte> file);
bool looksLikeBmp(std::span<const std::byte> file);
/// TGA has no magic number: the header must make sense as a whole.
bool looksLikeTga(std::span<const std::byte> file);
bool looksLikeWebp(std::span<const std::byte> file);

/// Segments up to the end-of-image marker (ITU-T T.81, annex B).
PictureStructure inspectJpeg(std::span<const std::byte> file);
/// Chunks up to IEND with their checksums (PNG specification 1.2, section 3).
PictureStructure inspectPng(std::span<const std::byte> file);
PictureStructure inspectBmp(std::span<const std::byte> file);
PictureStructure inspectTga(std::span<const std::byte> file);
/// RIFF chunks (RFC 9649) and the size that libwebp finds; the pixels are its to check.
PictureStructure inspectWebp(std::span<const std::byte> file);

} // namespace gambade
