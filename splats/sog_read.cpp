#include "splats/error.h"
#include "splats/packing.h"
#include "splats/printable.h"
#include "splats/sog.h"
#include "splats/sog_layout.h"
#include "splats/strict_json.h"
#include "splats/webp_pixels.h"
#include "splats/zip_archive.h"

#include <cfloat>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace gambade {
namespace {

using namespace sog;
using Json = nlohmann::json;
using Numbers = std::array<double, 256>;

[[noreturn]] void fail(const std::string& reason) {
    throw Error(ErrorKind::kInput, reason);
}

/// The archive, and what its meta.json says.
struct Bundle {
    ZipReader zip;
    Json meta;
    std::size_t count; ///< of splats
};

/// Attackers could declare any number of splats of equal pixels, which take no room. This is what
/// deflate's limit of 1032 to 1 allows other formats.
constexpr std::size_t kMostSplatsPerByte = 64;

Bundle openBundle(std::span<const std::byte> file) {
    ZipReader zip(file);
    const std::vector<std::byte> bytes = zip.read(kMeta);
    Json meta;
    try {
        meta = parseStrictJson(std::span(bytes), kForeignJson);
    } catch (const JsonError& error) {
        fail(fmt::format("its meta.json {}", error.what()));
    }
    const auto version = meta.find("version");
    if (version == meta.end()) {
        fail("it is SOG version 1, which cannot be read; splat-transform converts it");
    }
    if (*version != kVersion) {
        fail(
            fmt::format("it is SOG version {}; version 2 can be read", printable(version->dump())));
    }
    if (!meta.at("count").is_number_unsigned()) {
        fail("its meta.json lacks the number of splats");
    }
    const auto count = meta["count"].get<std::size_t>();
    if (count > kMostSplatsPerByte * file.size()) {
        fail(fmt::format("its meta.json declares {} splats, more than its {} bytes can hold", count,
                         file.size()));
    }
    return {std::move(zip), std::move(meta), count};
}

/// Image `index` of a property, whose size `check` has to approve before memory is taken for it.
template <class Check>
PixelImage readImage(const Bundle& bundle, const Json& property, std::size_t index,
                     const Check& check) {
    const auto name = property.at("files").at(index).get<std::string>();
    const std::vector<std::byte> file = bundle.zip.read(name);
    const std::optional<PixelSize> size = webpSize(file);
    if (!size) {
        fail(fmt::format("its image {} is not a still WebP image", printable(name)));
    }
    if (const std::string wanted = check(*size); !wanted.empty()) {
        fail(fmt::format("its image {} has {} x {} pixels instead of {}", printable(name),
                         size->width, size->height, wanted));
    }
    std::optional<PixelImage> image = unpackWebp(file);
    if (!image) {
        fail(fmt::format("its image {} is damaged", printable(name)));
    }
    return *std::move(image);
}

/// An image with a pixel for each splat, and not many more: at most four times as many, as where
/// the sides are powers of two, or a million.
std::vector<Pixel> readPixels(const Bundle& bundle, const Json& property, std::size_t index = 0) {
    constexpr std::size_t kSpare = std::size_t{1} << 20;
    return readImage(bundle, property, index,
                     [&bundle](const PixelSize& size) {
                         const std::size_t pixels = size.width * size.height;
                         const bool good =
                             pixels >= bundle.count && pixels <= 4 * bundle.count + kSpare;
                         return good ? "" : fmt::format("one for each of {} splats", bundle.count);
                     })
        .pixels;
}

Numbers readCodebook(const Json& property) {
    const Json& list = property.at("codebook");
    if (list.size() != Numbers().size()) {
        fail(fmt::format("a codebook in its meta.json has {} entries instead of 256", list.size()));
    }
    Numbers numbers;
    // Versions of splat-transform wrote no number as the first entry. PlayCanvas takes the one that
    // is as far from the second as entries are from each other on the average.
    const bool lacksFirst = list[0].is_null();
    for (std::size_t i = lacksFirst ? 1 : 0; i < numbers.size(); ++i) {
        numbers[i] = list[i].get<double>();
    }
    if (lacksFirst) {
        numbers[0] = numbers[1] + (numbers[1] - numbers[255]) / 255.0;
    }
    return numbers;
}

/// The degree of the SH coefficients; 0 where there are only colours.
int readShDegree(const Json& meta) {
    const auto rest = meta.find("shN");
    if (rest == meta.end()) {
        return 0;
    }
    const auto bands = rest->at("bands").get<double>();
    for (int degree = 1; degree <= kMaxShDegree; ++degree) {
        if (bands == degree) {
            return degree;
        }
    }
    fail(fmt::format("its SH coefficients have {} bands; 1, 2 or 3 can be read", bands));
}

/// Makes the cloud's arrays, once there are images that vouch for the number of splats.
void readPositions(const Bundle& bundle, GaussianCloud& cloud) {
    const Json& means = bundle.meta.at("means");
    const std::vector<Pixel> low = readPixels(bundle, means, 0);
    const std::vector<Pixel> high = readPixels(bundle, means, 1);
    cloud.resize(bundle.count, readShDegree(bundle.meta));
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const auto least = means.at("mins").at(axis).get<double>();
        const auto most = means.at("maxs").at(axis).get<double>();
        for (std::size_t i = 0; i < cloud.size(); ++i) {
            const int steps = high[i][axis] << 8 | low[i][axis];
            cloud.positions[i][static_cast<glm::length_t>(axis)] =
                static_cast<float>(fromLog(least + (most - least) * steps / kPositionSteps));
        }
    }
}

glm::quat decodeRotation(const Pixel& pixel) {
    if (pixel[3] < kFirstLeftOut) {
        return {1.0f, 0.0f, 0.0f, 0.0f}; // reserved; the identity to its own programs too
    }
    const std::size_t leftOut = pixel[3] - kFirstLeftOut;
    std::array<float, 4> wxyz = {};
    for (std::size_t i = 0, stored = 0; i < wxyz.size(); ++i) {
        if (i != leftOut) {
            wxyz[i] = (static_cast<float>(pixel[stored++]) / 127.5f - 1.0f) * kLargestOfThree;
        }
    }
    completeUnitVector(wxyz, leftOut);
    return unitRotation({wxyz[0], wxyz[1], wxyz[2], wxyz[3]});
}

void readScales(const Bundle& bundle, GaussianCloud& cloud) {
    const Json& scales = bundle.meta.at("scales");
    const std::vector<Pixel> pixels = readPixels(bundle, scales);
    const Numbers lnScales = readCodebook(scales);
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const auto scale = static_cast<float>(std::exp(lnScales[pixels[i][axis]]));
            cloud.scales[i][static_cast<glm::length_t>(axis)] = std::max(scale, FLT_MIN);
        }
    }
}

void readColors(const Bundle& bundle, GaussianCloud& cloud) {
    const Json& sh0 = bundle.meta.at("sh0");
    const std::vector<Pixel> pixels = readPixels(bundle, sh0);
    const Numbers numbers = readCodebook(sh0);
    const std::size_t coefficients = shCoefficientCount(cloud.shDegree);
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        const Pixel& pixel = pixels[i];
        cloud.opacities[i] = static_cast<float>(pixel[3]) / 255.0f;
        cloud.sh[i * coefficients] =
            glm::vec3(glm::dvec3(numbers[pixel[0]], numbers[pixel[1]], numbers[pixel[2]]));
    }
}

void readSh(const Bundle& bundle, GaussianCloud& cloud) {
    const Json& rest = bundle.meta.at("shN");
    const std::size_t coefficients = shCoefficientCount(cloud.shDegree);
    const std::size_t stored = coefficients - 1;
    const PixelImage palette = readImage(bundle, rest, 0, [stored](const PixelSize& size) {
        const bool good = size.width == kPaletteColumns * stored &&
                          size.height * kPaletteColumns <= kLargestPalette;
        return good ? "" : fmt::format("a palette's {} x up to 1024", kPaletteColumns * stored);
    });
    const std::vector<Pixel> labels = readPixels(bundle, rest, 1);
    const Numbers numbers = readCodebook(rest);
    const std::size_t entries = palette.size.height * kPaletteColumns;
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        const auto label = static_cast<std::size_t>(labels[i][0] | labels[i][1] << 8);
        if (label >= entries) {
            fail(fmt::format("a splat has entry {} of its SH palette, which has {}", label,
                             entries));
        }
        // Entries follow each other row by row, and so without gaps.
        const Pixel* pixels = palette.pixels.data() + label * stored;
        for (std::size_t k = 0; k < stored; ++k) {
            const auto [r, g, b, unused] = pixels[k];
            cloud.sh[i * coefficients + k + 1] =
                glm::vec3(glm::dvec3(numbers[r], numbers[g], numbers[b]));
        }
    }
}

GaussianCloud readBundle(const Bundle& bundle, const Progress& progress) {
    GaussianCloud cloud;
    readPositions(bundle, cloud);
    const auto antialias = bundle.meta.find("antialias");
    cloud.antialiased = antialias != bundle.meta.end() && *antialias == true;
    progress.update("reading", 0.3);
    const std::vector<Pixel> rotations = readPixels(bundle, bundle.meta.at("quats"));
    std::transform(rotations.begin(), rotations.begin() + static_cast<std::ptrdiff_t>(cloud.size()),
                   cloud.rotations.begin(), decodeRotation);
    progress.update("reading", 0.5);
    readScales(bundle, cloud);
    progress.update("reading", 0.6);
    readColors(bundle, cloud);
    progress.update("reading", 0.7);
    if (cloud.shDegree > 0) {
        readSh(bundle, cloud);
    }
    return cloud;
}

} // namespace

bool isSog(std::span<const std::byte> file) {
    constexpr std::size_t kNameSize = 26; // in the header of the first file in the archive
    constexpr std::size_t kName = 30;
    if (!isZip(file)) {
        return false;
    }
    try {
        return ZipReader(file).contains(kMeta);
    } catch (const Error&) { // cut off: the list of names is at the end
        if (file.size() < kName) {
            return false;
        }
        const std::size_t size = loadAt<std::uint16_t>(file, kNameSize);
        const auto* name = reinterpret_cast<const char*>(file.data() + kName);
        const std::string_view first(name, std::min(size, file.size() - kName));
        return first == kMeta || first.ends_with(".webp");
    }
}

GaussianCloud readSog(std::span<const std::byte> file, const Progress& progress) {
    progress.update("reading", 0.0);
    try {
        GaussianCloud cloud = readBundle(openBundle(file), progress);
        rotateHalfTurnAboutZ(cloud);
        dropNonFinite(cloud);
        progress.update("reading", 1.0);
        return cloud;
    } catch (const Json::exception&) { // a member is missing, or is of another type
        fail("its meta.json is not what SOG version 2 asks for");
    }
}

} // namespace gambade
