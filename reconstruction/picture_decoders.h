#pragma once

#include "reconstruction/picture_sink.h"

#include <cstddef>
#include <span>
#include <stdexcept>

namespace gambade {

/// Why the pixels could not be decoded; the caller names the file.
class DecodeFailure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Each gives the sink every row of a picture whose structure has been checked
/// (picture_structure.h). 16-bit samples are rounded to the nearest 8-bit ones.
/// @throws DecodeFailure for damaged or unsupported files; Cancelled.
void decodeJpeg(std::span<const std::byte> file, PictureSink& sink);
void decodePng(std::span<const std::byte> file, PictureSink& sink);
void decodeWebp(std::span<const std::byte> file, PictureSink& sink);
void decodeBmp(std::span<const std::byte> file, PictureSink& sink);
void decodeTga(std::span<const std::byte> file, PictureSink& sink);

} // namespace gambade
