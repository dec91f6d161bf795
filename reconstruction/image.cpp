#include "reconstruction/image.h"

#include "reconstruction/digest.h"
#include "reconstruction/exif.h"
#include "reconstruction/foreign_formats.h"
#include "reconstruction/picture_decoders.h"
#include "reconstruction/picture_sink.h"
#include "reconstruction/picture_structure.h"
#include "splats/error.h"
#include "splats/log.h"
#include "splats/mapped_file.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <new>

namespace gambade {
namespace {

struct PictureFormat {
    const char* name;
    bool (*matches)(std::span<const std::byte> file);
    PictureStructure (*inspect)(std::span<const std::byte> file);
    void (*decode)(std::span<const std::byte> file, PictureSink& sink);
};

/// TGA last: it is recognised by what its header does not contradict.
constexpr std::array kFormats{
    PictureFormat{"JPEG", looksLikeJpeg, inspectJpeg, decodeJpeg},
    PictureFormat{"PNG", looksLikePng, inspectPng, decodePng},
    PictureFormat{"WebP", looksLikeWebp, inspectWebp, decodeWebp},
    PictureFormat{"BMP", looksLikeBmp, inspectBmp, decodeBmp},
    PictureFormat{"TGA", looksLikeTga, inspectTga, decodeTga},
};

ColorProfile colorsOf(const PictureStructure& structure, const std::filesystem::path& path) {
    if (structure.profile.empty() && !structure.profileDamaged) {
        return {};
    }
    std::optional<ColorProfile> profile;
    if (!structure.profileDamaged) {
        profile = ColorProfile::read(structure.profile);
    }
    if (!profile) {
        log(LogLevel::kWarning,
            "the colour profile of {} is damaged: its colours are taken as sRGB", path.string());
        return {};
    }
    return std::move(*profile);
}

} // namespace

Photo loadPhoto(const std::filesystem::path& path, const Progress& progress, PictureKind kind) {
    progress.update("decoding", 0.0);
    const MappedFile file(path, MappedFile::Use::kInput);
    return decodePhoto(file.bytes(), path, progress, kind);
}

Photo decodePhoto(std::span<const std::byte> file, const std::filesystem::path& path,
                  const Progress& progress, PictureKind kind) {
    const auto* format = std::ranges::find_if(
        kFormats, [&](const PictureFormat& candidate) { return candidate.matches(file); });
    if (format == kFormats.end()) {
        throw Error(
            ErrorKind::kInput,
            fmt::format("{} is not a picture that Gambade reads (JPEG, PNG, BMP, TGA, WebP): "
                        "it is {}",
                        path.string(), describeForeignFile(file)));
    }
    const auto fail = [&](std::string_view reason) {
        return Error(ErrorKind::kInput, fmt::format("cannot read the {} picture {}: {}",
                                                    format->name, path.string(), reason));
    };
    const PictureStructure structure = format->inspect(file);
    if (!structure.problem.empty()) {
        throw fail(structure.problem);
    }
    if (structure.width <= 0 || structure.height <= 0) {
        throw fail("it has no pixels");
    }
    if (structure.width > kMaxImagePixels / structure.height) {
        throw fail(fmt::format("it has {} × {} pixels, more than the {} megapixels that are read; "
                               "scale it down",
                               structure.width, structure.height, kMaxImagePixels / 1'000'000));
    }
    try {
        const Exif exif = readExif(structure.exif);
        const int width = static_cast<int>(structure.width);
        const int height = static_cast<int>(structure.height);
        const ColorProfile colors =
            kind == PictureKind::kColors ? colorsOf(structure, path) : ColorProfile();
        PictureSink sink(width, height, exif.orientation, kMostHeldPixels, colors,
                         progress.part(0.2, 1.0));
        format->decode(file, sink);
        Photo photo;
        photo.file = path;
        photo.fovYDegrees = verticalFieldOfView(exif, width, height);
        photo.hasAlpha = sink.hasAlpha();
        const bool turned = exif.orientation >= 5;
        photo.fileWidth = turned ? height : width;
        photo.fileHeight = turned ? width : height;
        photo.image = sink.take();
        photo.format = format->name;
        photo.sha256 = sha256Hex(file, progress.part(0.0, 0.2));
        return photo;
    } catch (const DecodeFailure& failure) {
        throw fail(failure.what());
    } catch (const std::bad_alloc&) {
        throw fail("there is not enough memory for its pixels; scale it down");
    }
}

} // namespace gambade
