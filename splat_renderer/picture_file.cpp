#include "splat_renderer/picture_file.h"

#include "splats/png_file.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <glm/vec4.hpp>
#include <vector>

namespace gambade {

namespace {

std::uint8_t toByte(float value) {
    // Written so that a value that is not a number becomes 0.
    const float inRange = value > 0.0f ? std::min(value, 1.0f) : 0.0f;
    return static_cast<std::uint8_t>(std::lround(inRange * 255.0f));
}

/// Writes 3 bytes.
void putOver(const glm::vec3& background, const glm::vec4& pixel, std::uint8_t* bytes) {
    for (int channel = 0; channel < 3; ++channel) {
        bytes[channel] = toByte(pixel[channel] + (1.0f - pixel.a) * background[channel]);
    }
}

/// Writes 4 bytes.
void putStraight(const glm::vec4& pixel, std::uint8_t* bytes) {
    const float perAlpha = pixel.a > 0.0f ? 1.0f / pixel.a : 0.0f;
    for (int channel = 0; channel < 3; ++channel) {
        bytes[channel] = toByte(pixel[channel] * perAlpha);
    }
    bytes[3] = toByte(pixel.a);
}

} // namespace

void writePng(const RenderedImage& image, const std::filesystem::path& path,
              const std::optional<glm::vec3>& background) {
    const int channels = background ? 3 : 4;
    PngFile file(path, image.width, image.height, channels);
    std::vector<std::uint8_t> row(static_cast<std::size_t>(image.width * channels));
    const glm::vec4* pixel = image.pixels.data();
    for (int y = 0; y < image.height; ++y) {
        for (std::uint8_t* bytes = row.data(); bytes != row.data() + row.size();
             bytes += channels, ++pixel) {
            if (background) {
                putOver(*background, *pixel, bytes);
            } else {
                putStraight(*pixel, bytes);
            }
        }
        file.writeRow(row);
    }
    file.commit();
}

} // namespace gambade
