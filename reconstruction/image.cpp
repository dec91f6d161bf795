#include "reconstruction/image.h"

#include "reconstruction/digest.h"
#include "reconstruction/exif.h"
#include "reconstruction/foreign_formats.h"
#include "reconstruction/picture_decoders.h"
#include "reconstruction/picture_structure.h"
#include "splats/error.h"
#include "splats/mapped_file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <new>

namespace gambade {
namespace {

struct PictureFormat {
    const char* name;
    bool (*matches)(std::span<const std::byte> file);
    PictureStructure (*inspect)(std::span<const std::byte> file);
    Image (*decode)(std::span<const std::byte> file);
};

/// TGA last: it is recognised by what its header does not contradict.
constexpr std::array kFormats{
    PictureFormat{"JPEG", looksLikeJpeg, inspectJpeg, decodeWithStb},
    PictureFormat{"PNG", looksLikePng, inspectPng, decodeWithStb},
    PictureFormat{"WebP", looksLikeWebp, inspectWebp, decodeWebp},
    PictureFormat{"BMP", looksLikeBmp, inspectBmp, decodeWithStb},
    PictureFormat{"TGA", looksLikeTga, inspectTga, decodeWithStb},
};

/// Turns a stored picture upright (TIFF 6.0, Orientation: where row 0 and column 0 are seen).
Image turnUpright(Image stored, int orientation) {
    if (orientation == 1) {
        return stored;
    }
    const bool transposed = orientation >= 5;
    const bool mirrorX =
        orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    const bool mirrorY =
        orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    Image upright;
    upright.width = transposed ? stored.height : stored.width;
    upright.height = transposed ? stored.width : stored.height;
    upright.rgba.resize(stored.rgba.size());
    std::uint8_t* out = upright.rgba.data();
    for (int y = 0; y < upright.height; ++y) {
        for (int x = 0; x < upright.width; ++x, out += 4) {
            const int u = mirrorX ? upright.width - 1 - x : x;
            const int v = mirrorY ? upright.height - 1 - y : y;
            const std::size_t from = transposed ? static_cast<std::size_t>(u) * stored.width + v
                                                : static_cast<std::size_t>(v) * stored.width + u;
            std::memcpy(out, stored.rgba.data() + from * 4, 4);
        }
    }
    return upright;
}

bool hasTransparency(const Image& image) {
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) {
        if (image.rgba[i] != 255) {
            return true;
        }
    }
    return false;
}

} // namespace

Photo loadPhoto(const std::filesystem::path& path) {
    const MappedFile mapped(path, MappedFile::Use::kInput);
    const std::span<const std::byte> file = mapped.bytes();
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
        Image stored = format->decode(file);
        if (structure.opaque) {
            for (std::size_t i = 3; i < stored.rgba.size(); i += 4) {
                stored.rgba[i] = 255;
            }
        }
        const Exif exif = readExif(structure.exif);
        Photo photo;
        photo.file = path;
        photo.fovYDegrees = verticalFieldOfView(exif, stored.width, stored.height);
        photo.image = turnUpright(std::move(stored), exif.orientation);
        photo.hasAlpha = hasTransparency(photo.image);
        photo.format = format->name;
        photo.sha256 = sha256Hex(file);
        return photo;
    } catch (const DecodeFailure& failure) {
        throw fail(failure.what());
    } catch (const std::bad_alloc&) {
        throw fail("there is not enough memory for its pixels; scale it down");
    }
}

} // namespace gambade
