// Any bytes as a picture: either an Error, or a picture of the size that it says.

#include "reconstruction/image.h"
#include "splats/error.h"

#include <cstdint>
#include <cstdlib>

using namespace gambade;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const Photo photo = decodePhoto(std::as_bytes(std::span(data, size)), "fuzz");
        const Image& image = photo.image;
        const std::int64_t pixels = static_cast<std::int64_t>(image.width) * image.height;
        if (image.width <= 0 || image.height <= 0 || pixels > kMostHeldPixels ||
            image.rgba.size() != static_cast<std::size_t>(pixels) * 4 ||
            photo.fileWidth < image.width || photo.fileHeight < image.height) {
            std::abort();
        }
    } catch (const Error&) {
    }
    return 0;
}
