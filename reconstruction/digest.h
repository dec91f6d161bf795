#pragma once

#include "splats/progress.h"

#include <cstddef>
#include <span>
#include <string>

namespace gambade {

/// SHA-256 (FIPS 180-4) as 64 lower-case hex digits.
/// @throws Error(kInput) where the cryptographic library refuses; Cancelled
std::string sha256Hex(std::span<const std::byte> bytes, const Progress& progress = {});

} // namespace gambade
