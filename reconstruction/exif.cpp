#include "reconstruction/exif.h"

#include <algorithm>
#include <cmath>
#include <libexif/exif-data.h>
#include <memory>
#include <numbers>
#include <string_view>
#include <vector>

namespace gambade {
namespace {

using ExifPointer = std::unique_ptr<ExifData, decltype(&exif_data_unref)>;

/// First value of a numeric tag, 0 where it is absent, of another type or not positive.
double number(const ExifData& data, ExifIfd ifd, ExifTag tag) {
    const ExifEntry* entry = exif_content_get_entry(data.ifd[ifd], tag);
    if (entry == nullptr || entry->components < 1 ||
        entry->size < exif_format_get_size(entry->format)) {
        return 0.0;
    }
    const ExifByteOrder order = exif_data_get_byte_order(const_cast<ExifData*>(&data));
    switch (entry->format) {
    case EXIF_FORMAT_SHORT:
        return exif_get_short(entry->data, order);
    case EXIF_FORMAT_LONG:
        return exif_get_long(entry->data, order);
    case EXIF_FORMAT_RATIONAL: {
        const ExifRational ratio = exif_get_rational(entry->data, order);
        return ratio.denominator == 0 ? 0.0
                                      : static_cast<double>(ratio.numerator) / ratio.denominator;
    }
    default:
        return 0.0;
    }
}

/// Exif 2.3, FocalPlaneResolutionUnit: millimetres in the unit.
double millimetresPerUnit(double unit) {
    switch (static_cast<int>(unit)) {
    case 3:
        return 10.0;
    case 4:
        return 1.0;
    case 5:
        return 0.001;
    default:
        return 25.4; // 2 or absent: inch
    }
}

} // namespace

Exif readExif(std::span<const std::byte> block) {
    Exif exif;
    constexpr std::string_view kPrefix("Exif\0\0", 6);
    constexpr std::size_t kLargestBlock = 1 << 20;
    if (block.empty() || block.size() > kLargestBlock) {
        return exif;
    }
    std::vector<unsigned char> bytes(kPrefix.begin(), kPrefix.end());
    std::ranges::transform(block, std::back_inserter(bytes),
                           [](std::byte value) { return std::to_integer<unsigned char>(value); });

    const ExifPointer data(exif_data_new(), &exif_data_unref);
    if (!data) {
        return exif;
    }
    // Else libexif adds the tags that a conforming file must have, with values nobody measured.
    exif_data_unset_option(data.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
    exif_data_load_data(data.get(), bytes.data(), static_cast<unsigned int>(bytes.size()));

    const double orientation = number(*data, EXIF_IFD_0, EXIF_TAG_ORIENTATION);
    if (orientation >= 1.0 && orientation <= 8.0) {
        exif.orientation = static_cast<int>(orientation);
    }
    constexpr double kLargestSide = 1e6;
    exif.width = static_cast<int>(
        std::min(number(*data, EXIF_IFD_EXIF, EXIF_TAG_PIXEL_X_DIMENSION), kLargestSide));
    exif.height = static_cast<int>(
        std::min(number(*data, EXIF_IFD_EXIF, EXIF_TAG_PIXEL_Y_DIMENSION), kLargestSide));
    exif.focal35mm = number(*data, EXIF_IFD_EXIF, EXIF_TAG_FOCAL_LENGTH_IN_35MM_FILM);
    exif.focalMm = number(*data, EXIF_IFD_EXIF, EXIF_TAG_FOCAL_LENGTH);
    const double unit =
        millimetresPerUnit(number(*data, EXIF_IFD_EXIF, EXIF_TAG_FOCAL_PLANE_RESOLUTION_UNIT));
    const double across = number(*data, EXIF_IFD_EXIF, EXIF_TAG_FOCAL_PLANE_X_RESOLUTION);
    const double down = number(*data, EXIF_IFD_EXIF, EXIF_TAG_FOCAL_PLANE_Y_RESOLUTION);
    if (across > 0.0 && down > 0.0) {
        exif.sensorWidthMm = exif.width * unit / across;
        exif.sensorHeightMm = exif.height * unit / down;
    }
    return exif;
}

std::optional<double> verticalFieldOfView(const Exif& exif, int storedWidth, int storedHeight) {
    const double width = storedWidth;
    const double height = storedHeight;
    if (exif.width > 0 && exif.height > 0) {
        const double then = static_cast<double>(exif.width) / exif.height;
        // Some programs turn the pixels and leave the two numbers, or the other way round.
        if (std::abs(std::log(then * height / width)) > 0.02 &&
            std::abs(std::log(then * width / height)) > 0.02) {
            return std::nullopt;
        }
    }
    const bool turned = exif.orientation >= 5;
    double tangent = 0.0; // of half the vertical angle
    if (exif.focal35mm > 0.0) {
        // CIPA DCG-001: the same angle along the diagonal as on 36 × 24 mm.
        const double millimetresPerPixel = std::hypot(36.0, 24.0) / std::hypot(width, height);
        tangent = (turned ? width : height) * millimetresPerPixel / (2.0 * exif.focal35mm);
    } else if (exif.focalMm > 0.0) {
        tangent = (turned ? exif.sensorWidthMm : exif.sensorHeightMm) / (2.0 * exif.focalMm);
    }
    const double degrees = 2.0 * std::atan(tangent) * 180.0 / std::numbers::pi;
    if (degrees < 2.0 || degrees > 150.0) {
        return std::nullopt;
    }
    return degrees;
}

} // namespace gambade
