#pragma once

#include "splats/format.h"

namespace gambade {

/// SPZ (Niantic) of versions 2 and 3: a gzip stream of a 16-byte header and one array after the
/// other of quantised positions, opacities, colours, scales, rotations and SH coefficients.
/// Version 4 has the same arrays as Zstandard streams behind a 32-byte header and their table.
/// Its axes are right, up, back: those of a 3DGS file (right, down, forward) turned by 180° about
/// x, and so ours turned by 180° about y. Converters between PLY and SPZ turn the same way.

/// Whether it begins with SPZ's mark, as it is or in a gzip stream.
bool isSpz(std::span<const std::byte> file);

/// @throws Error(kInput) with the reason, without the file's name; Cancelled.
GaussianCloud readSpz(std::span<const std::byte> file, const Progress& progress);

/// Writes version 3, which more programs read than version 4. `options` say nothing about SPZ: its
/// axes are fixed.
/// @throws Error(kOutput) also where a position is beyond ±2048, which SPZ cannot hold; Cancelled.
void writeSpz(const GaussianCloud& cloud, const std::filesystem::path& path,
              const WriteOptions& options, const Progress& progress);

} // namespace gambade
