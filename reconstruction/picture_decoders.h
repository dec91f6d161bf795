#pragma once

#include "reconstruction/image.h"

#include <cstddef>
#include <span>
#include <stdexcept>

namespace gambade {

/// Why the pixels could not be decoded; the caller names the file.
class DecodeFailure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// JPEG, PNG, BMP or TGA, as stored, of a size that the caller has checked. 16-bit samples are
/// rounded to the nearest 8-bit ones.
/// @throws DecodeFailure for damaged or unsupported files.
Image decodeWithStb(std::span<const std::byte> file);

/// @throws DecodeFailure as above.
Image decodeWebp(std::span<const std::byte> file);

} // namespace gambade
