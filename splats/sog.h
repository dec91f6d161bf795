#pragma once

#include "splats/format.h"

namespace gambade {

/// SOG of version 2 (PlayCanvas, developer.playcanvas.com): a ZIP archive of meta.json and lossless
/// WebP images, in which the pixel of the same place in each belongs to the same splat.
///
/// Its text calls its axes right, up, back, and its rotations x y z w. Its own programs have the
/// axes of 3DGS files in it, which they turn on loading as they turn a PLY, rotations as w x y z,
/// and ln of scales; so does everything that is written by them and read by others, and so do we.

/// Whether it is a ZIP archive with meta.json in it, or what is left of one.
bool isSog(std::span<const std::byte> file);

/// @throws Error(kInput) with the reason, without the file's name; Cancelled.
GaussianCloud readSog(std::span<const std::byte> file, const Progress& progress);

/// Splats are written in Morton order. SH coefficients of degree > 0 share a palette of up to
/// 65,536 sets (see ShPalette). `options` say nothing about SOG: its axes are fixed.
/// @throws Error(kOutput); Cancelled.
void writeSog(const GaussianCloud& cloud, const std::filesystem::path& path,
              const WriteOptions& options, const Progress& progress);

} // namespace gambade
