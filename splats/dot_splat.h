#pragma once

#include "splats/format.h"

namespace gambade {

/// The ".splat" files of web viewers: 32 bytes a splat, no header. Position and linear scale as
/// 3 float32 each, red, green, blue, opacity as bytes, quaternion w x y z as bytes q·128 + 128.
/// View-dependent colour is not kept; axes are those of 3DGS unless written otherwise.

/// Judges the size and the first records: there is nothing else to know the format by.
bool isDotSplat(std::span<const std::byte> file);

/// @throws Error(kInput) with the reason, without the file's name; Cancelled.
GaussianCloud readDotSplat(std::span<const std::byte> file, const Progress& progress);

/// @throws Error(kOutput); Cancelled.
void writeDotSplat(const GaussianCloud& cloud, const std::filesystem::path& path,
                   const WriteOptions& options, const Progress& progress);

} // namespace gambade
