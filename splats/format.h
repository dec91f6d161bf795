#pragma once

#include "splats/cloud.h"
#include "splats/progress.h"

#include <filesystem>
#include <span>
#include <string_view>

namespace gambade {

/// Axes that positions are written in.
enum class Axes {
    k3dgs, ///< y down, as 3DGS/COLMAP files: upright in the common viewers. The default.
    kYUp,  ///< as predicted.
};

/// Which properties a PLY gets.
enum class PlyLayout {
    kCompact, ///< 17 floats (more where the cloud has SH of degree > 0).
    kFull,    ///< all 62 floats of the 3DGS layout, unused SH coefficients zero.
};

struct WriteOptions {
    Axes axes = Axes::k3dgs;
    PlyLayout plyLayout = PlyLayout::kCompact;
};

/// One splat file format: how to recognise, read and write it.
struct SplatFormat {
    std::string_view name;      ///< "PLY"
    std::string_view extension; ///< ".ply", lower case
    /// Judges the content (magic, header, sizes), never the file name.
    bool (*matches)(std::span<const std::byte> bytes);
    GaussianCloud (*read)(std::span<const std::byte> bytes, const Progress& progress);
    /// Null where the format can only be read.
    void (*write)(const GaussianCloud& cloud, const std::filesystem::path& path,
                  const WriteOptions& options, const Progress& progress);
    bool fixedAxes = false;  ///< the format itself says which way is up: WriteOptions::axes is void
    bool hasLayouts = false; ///< WriteOptions::plyLayout means something
};

/// All formats, in the order in which they are tried.
std::span<const SplatFormat> splatFormats();

/// The format that a file of this name is written in; null where no extension is known.
const SplatFormat* findWrittenFormat(const std::filesystem::path& path);

/// Reads a splat file of any known format into our axes.
/// @throws Error(kInput) "cannot read FILE: …"; Cancelled.
GaussianCloud readSplats(const std::filesystem::path& path, const Progress& progress = {});

/// Writes by the file name's extension; the old file survives a failure.
/// @throws Error(kUsage) for an unknown extension, Error(kOutput) where writing fails; Cancelled.
void writeSplats(const GaussianCloud& cloud, const std::filesystem::path& path,
                 const WriteOptions& options = {}, const Progress& progress = {});

} // namespace gambade
