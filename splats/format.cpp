#include "splats/format.h"

#include "splats/compressed_ply.h"
#include "splats/dot_splat.h"
#include "splats/error.h"
#include "splats/gltf.h"
#include "splats/mapped_file.h"
#include "splats/ply.h"
#include "splats/sog.h"
#include "splats/spz.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <fmt/core.h>
#include <string>

namespace gambade {
namespace {

constexpr std::array kFormats = {
    // Before the PLY, which it is too.
    SplatFormat{"compressed PLY", ".compressed.ply", isCompressedPly, readCompressedPly,
                writeCompressedPly},
    SplatFormat{
        .name = "PLY",
        .extension = ".ply",
        .matches = isPly,
        .read = readPly,
        .write = writePly,
        .hasLayouts = true,
    },
    SplatFormat{
        .name = "SPZ",
        .extension = ".spz",
        .matches = isSpz,
        .read = readSpz,
        .write = writeSpz,
        .fixedAxes = true,
    },
    SplatFormat{
        .name = "SOG",
        .extension = ".sog",
        .matches = isSog,
        .read = readSog,
        .write = writeSog,
        .fixedAxes = true,
    },
    SplatFormat{
        .name = "glTF",
        .extension = ".glb",
        .matches = isGlb,
        .read = readGlb,
        .write = writeGlb,
        .fixedAxes = true,
    },
    // Last, because it has no mark of its own to be known by.
    SplatFormat{".splat", ".splat", isDotSplat, readDotSplat, writeDotSplat},
};

/// "PLY, SPZ": the formats' `member`, of those that pass `accept`.
template <class Accept>
std::string listFormats(std::string_view SplatFormat::*member, const Accept& accept) {
    std::string list;
    for (const SplatFormat& format : kFormats) {
        if (accept(format)) {
            list += fmt::format("{}{}", list.empty() ? "" : ", ", format.*member);
        }
    }
    return list;
}

/// Every format would turn what is not finite into a value that nobody meant.
bool isFinite(const GaussianCloud& cloud) {
    const auto allFinite = [](const auto& values) {
        return std::all_of(values.begin(), values.end(), [](const auto& value) {
            bool finite = true;
            for (glm::length_t i = 0; i < value.length(); ++i) {
                finite = finite && std::isfinite(value[i]);
            }
            return finite;
        });
    };
    return allFinite(cloud.positions) && allFinite(cloud.scales) && allFinite(cloud.rotations) &&
           allFinite(cloud.sh) &&
           std::all_of(cloud.opacities.begin(), cloud.opacities.end(),
                       [](float opacity) { return std::isfinite(opacity); });
}

bool isWritable(const SplatFormat& format) {
    return format.write != nullptr;
}

} // namespace

std::span<const SplatFormat> splatFormats() {
    return kFormats;
}

const SplatFormat* findWrittenFormat(const std::filesystem::path& path) {
    std::string name = path.filename().string();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    // ".compressed.ply" also ends in ".ply": the table has the longer one first.
    const auto* format =
        std::find_if(kFormats.begin(), kFormats.end(), [&name](const SplatFormat& candidate) {
            return isWritable(candidate) && name.ends_with(candidate.extension);
        });
    return format == kFormats.end() ? nullptr : format;
}

GaussianCloud readSplats(const std::filesystem::path& path, const Progress& progress) {
    const MappedFile file(path, MappedFile::Use::kInput);
    const auto fail = [&path](const std::string& reason) {
        throw Error(ErrorKind::kInput, fmt::format("cannot read {}: {}", path.string(), reason));
    };
    if (file.bytes().empty()) {
        fail("it is empty");
    }
    const auto* format =
        std::find_if(kFormats.begin(), kFormats.end(), [&file](const SplatFormat& candidate) {
            return candidate.matches(file.bytes());
        });
    if (format == kFormats.end()) {
        fail(fmt::format("its content is not that of a splat file; known formats are {}",
                         listFormats(&SplatFormat::name, [](const auto&) { return true; })));
    }
    try {
        return format->read(file.bytes(), progress);
    } catch (const Error& error) {
        fail(error.what());
    }
    return {};
}

void writeSplats(const GaussianCloud& cloud, const std::filesystem::path& path,
                 const WriteOptions& options, const Progress& progress) {
    const SplatFormat* format = findWrittenFormat(path);
    if (format == nullptr) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("cannot write {}: the file name has to end in one of {}",
                                path.string(), listFormats(&SplatFormat::extension, isWritable)));
    }
    if (!isFinite(cloud)) {
        throw Error(ErrorKind::kOutput,
                    fmt::format("cannot write {}: the cloud has values that are not finite",
                                path.string()));
    }
    format->write(cloud, path, options, progress);
}

} // namespace gambade
