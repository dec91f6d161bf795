#pragma once

#include "splats/format.h"

namespace gambade {

/// The compressed PLY of SuperSplat: chunks of 256 splats, each with the bounds of its positions,
/// ln scales and colours, between which every splat has packed numbers: position and ln scale of
/// 11, 10 and 11 bits, rotation of 2 + 3 × 10, colour and opacity of 8 each. SH coefficients beyond
/// the constant one are bytes over ±4, channel after channel as in a 3DGS PLY. Axes and comments
/// are those of the PLY.

/// Whether it is a PLY whose header declares chunks and packed splats.
bool isCompressedPly(std::span<const std::byte> file);

/// @throws Error(kInput) with the reason, without the file's name; Cancelled.
GaussianCloud readCompressedPly(std::span<const std::byte> file, const Progress& progress);

/// Writes the splats in Morton order, so that those of a chunk are close and its bounds narrow.
/// @throws Error(kOutput); Cancelled.
void writeCompressedPly(const GaussianCloud& cloud, const std::filesystem::path& path,
                        const WriteOptions& options, const Progress& progress);

} // namespace gambade
