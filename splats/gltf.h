#pragma once

#include "splats/format.h"

namespace gambade {

/// glTF 2.0 in one binary file with the extension KHR_gaussian_splatting (Khronos, release
/// candidate): a mesh primitive of points whose attributes are position, rotation x y z w, linear
/// scale, linear opacity and SH coefficients. glTF is right-handed and y up, as we are.

/// Whether it is a glTF file of the binary kind, with splats or not.
bool isGlb(std::span<const std::byte> file);

/// Reads the first primitive of splats, and puts it where the file's nodes show it; the log tells
/// of other primitives, and of other places.
/// @throws Error(kInput) with the reason, without the file's name; Cancelled.
GaussianCloud readGlb(std::span<const std::byte> file, const Progress& progress);

/// `options` say nothing about glTF: its axes are fixed. What the extension has no place for
/// (anti-aliasing, provenance) is written as `extras` of the asset.
/// @throws Error(kOutput) also for an empty cloud or more than 4 GiB, which glTF cannot hold;
/// Cancelled.
void writeGlb(const GaussianCloud& cloud, const std::filesystem::path& path,
              const WriteOptions& options, const Progress& progress);

} // namespace gambade
