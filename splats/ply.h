#pragma once

#include "splats/format.h"

namespace gambade {

/// Whether the file begins as any PLY does.
bool isPly(std::span<const std::byte> file);

/// Reads the PLY of 3D Gaussian Splatting (Kerbl et al. 2023) as its many writers make it:
/// properties by name, of any scalar type and in any order, ascii or binary of either byte order,
/// with other elements and properties beside them. f_dc_0…2 may be replaced by red, green, blue;
/// f_rest_* may have 0, 9, 24 or 45 entries. Splats with values that are not finite are left out,
/// which the log says. Axes are those of 3DGS, unless a comment "axes: y-up" says otherwise.
/// @throws Error(kInput) with the reason, without the file's name; Cancelled.
GaussianCloud readPly(std::span<const std::byte> file, const Progress& progress);

/// Writes binary little-endian float32 properties in the order of 3DGS.
/// @throws Error(kOutput); Cancelled.
void writePly(const GaussianCloud& cloud, const std::filesystem::path& path,
              const WriteOptions& options, const Progress& progress);

} // namespace gambade
