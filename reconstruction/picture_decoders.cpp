#include "reconstruction/picture_decoders.h"

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <fmt/format.h>
#include <memory>
#include <webp/decode.h>

// This translation unit holds the decoder; other libraries of the process may bring their own.
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_ONLY_BMP
#define STBI_ONLY_TGA
#define STBI_NO_STDIO
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#include <stb/stb_image.h>

namespace gambade {
namespace {

template <typename T>
using StbPixels = std::unique_ptr<T[], decltype(&stbi_image_free)>;

[[noreturn]] void throwStbFailure() {
    const char* reason = stbi_failure_reason();
    throw DecodeFailure(fmt::format("it is damaged or of an unsupported variant ({})",
                                    reason != nullptr ? reason : "no reason given"));
}

std::uint8_t to8Bit(stbi_us value) {
    return static_cast<std::uint8_t>((value * 255U + 32767U) / 65535U);
}

} // namespace

Image decodeWithStb(std::span<const std::byte> file) {
    if (file.size() > INT_MAX) {
        throw DecodeFailure("it is larger than 2 GB");
    }
    const auto* bytes = reinterpret_cast<const stbi_uc*>(file.data());
    const int length = static_cast<int>(file.size());
    int width = 0;
    int height = 0;
    int channels = 0;
    const auto valueCount = [&] { return static_cast<std::size_t>(width) * height * 4; };

    Image image;
    if (stbi_is_16_bit_from_memory(bytes, length) != 0) {
        const StbPixels<stbi_us> pixels(
            stbi_load_16_from_memory(bytes, length, &width, &height, &channels, 4),
            &stbi_image_free);
        if (!pixels) {
            throwStbFailure();
        }
        image.rgba.resize(valueCount());
        std::transform(pixels.get(), pixels.get() + valueCount(), image.rgba.begin(), to8Bit);
    } else {
        const StbPixels<stbi_uc> pixels(
            stbi_load_from_memory(bytes, length, &width, &height, &channels, 4), &stbi_image_free);
        if (!pixels) {
            throwStbFailure();
        }
        image.rgba.assign(pixels.get(), pixels.get() + valueCount());
    }
    image.width = width;
    image.height = height;
    return image;
}

Image decodeWebp(std::span<const std::byte> file) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(file.data());
    Image image;
    if (WebPGetInfo(bytes, file.size(), &image.width, &image.height) == 0) {
        throw DecodeFailure("it is damaged");
    }
    const int stride = image.width * 4;
    image.rgba.resize(static_cast<std::size_t>(stride) * image.height);
    if (WebPDecodeRGBAInto(bytes, file.size(), image.rgba.data(), image.rgba.size(), stride) ==
        nullptr) {
        throw DecodeFailure("it is damaged or cut short");
    }
    return image;
}

} // namespace gambade
