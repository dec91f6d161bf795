#include "splat_renderer/picture_file.h"

#include "splats/atomic_file.h"
#include "splats/error.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fmt/core.h>
#include <glm/vec4.hpp>
#include <memory>

// Static: other libraries of the program may hold their own copy.
#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STBI_WRITE_NO_STDIO
#include <stb/stb_image_write.h>

namespace gambade {

namespace {

std::uint8_t toByte(float value) {
    // Written so that a value that is not a number becomes 0.
    const float inRange = value > 0.0f ? std::min(value, 1.0f) : 0.0f;
    return static_cast<std::uint8_t>(std::lround(inRange * 255.0f));
}

std::vector<std::uint8_t> overBackground(const RenderedImage& image, const glm::vec3& background) {
    std::vector<std::uint8_t> bytes;
    bytes.reserve(image.pixels.size() * 3);
    for (const glm::vec4& pixel : image.pixels) {
        for (int channel = 0; channel < 3; ++channel) {
            bytes.push_back(toByte(pixel[channel] + (1.0f - pixel.a) * background[channel]));
        }
    }
    return bytes;
}

std::vector<std::uint8_t> straightAlpha(const RenderedImage& image) {
    std::vector<std::uint8_t> bytes;
    bytes.reserve(image.pixels.size() * 4);
    for (const glm::vec4& pixel : image.pixels) {
        const float perAlpha = pixel.a > 0.0f ? 1.0f / pixel.a : 0.0f;
        for (int channel = 0; channel < 3; ++channel) {
            bytes.push_back(toByte(pixel[channel] * perAlpha));
        }
        bytes.push_back(toByte(pixel.a));
    }
    return bytes;
}

} // namespace

void writePng(const RenderedImage& image, const std::filesystem::path& path,
              const std::optional<glm::vec3>& background) {
    const int channels = background ? 3 : 4;
    const std::vector<std::uint8_t> bytes =
        background ? overBackground(image, *background) : straightAlpha(image);
    int size = 0;
    const std::unique_ptr<unsigned char, decltype(&std::free)> png(
        stbi_write_png_to_mem(bytes.data(), image.width * channels, image.width, image.height,
                              channels, &size),
        &std::free);
    if (!png) {
        throw Error(ErrorKind::kOutput,
                    fmt::format("{} cannot be written: not enough memory to compress a picture of "
                                "{}x{} pixels.",
                                path.string(), image.width, image.height));
    }
    AtomicFile file(path);
    file.write(std::as_bytes(std::span(png.get(), static_cast<std::size_t>(size))));
    file.commit();
}

} // namespace gambade
