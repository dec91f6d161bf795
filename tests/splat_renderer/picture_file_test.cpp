#include "splat_renderer/picture_file.h"

#include "splats/error.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <limits>
#include <unistd.h>

#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#include <stb/stb_image.h>

using namespace gambade;

namespace {

class TemporaryPicture {
public:
    ~TemporaryPicture() { std::filesystem::remove(path); }
    const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("gambade_" + std::to_string(::getpid()) + ".png");
};

struct Decoded {
    int width = 0, height = 0, channels = 0;
    std::vector<int> values;
};

Decoded decode(const std::filesystem::path& path) {
    Decoded decoded;
    stbi_uc* data = stbi_load(path.c_str(), &decoded.width, &decoded.height, &decoded.channels, 0);
    REQUIRE(data != nullptr);
    decoded.values.assign(data, data + decoded.width * decoded.height * decoded.channels);
    stbi_image_free(data);
    return decoded;
}

/// 7 × 5 pixels of every kind: opaque, half, none, brighter than white, not a number.
RenderedImage samplePicture() {
    RenderedImage image{7, 5, {}};
    for (int i = 0; i < 35; ++i) {
        const float alpha = static_cast<float>(i % 6) / 5.0f;
        image.pixels.push_back(glm::vec4(0.11f * static_cast<float>(i % 9), 0.51f,
                                         0.03f * static_cast<float>(i), 1.0f) *
                               alpha);
    }
    image.pixels[3] = {1.5f, 1.0f, 1.0f, 1.0f};
    image.pixels[4].g = std::numeric_limits<float>::quiet_NaN();
    return image;
}

int rounded(double value) {
    return std::isnan(value) ? 0 : static_cast<int>(std::lround(255 * std::clamp(value, 0.0, 1.0)));
}

} // namespace

TEST_CASE("PNG over a background reads back as composited") {
    const TemporaryPicture file;
    const RenderedImage image = samplePicture();
    const glm::vec3 background(1.0f, 0.25f, 0.0f);
    writePng(image, file.path, background);
    const Decoded decoded = decode(file.path);
    REQUIRE(decoded.width == 7);
    REQUIRE(decoded.height == 5);
    REQUIRE(decoded.channels == 3);
    for (std::size_t i = 0; i < image.pixels.size(); ++i) {
        for (int c = 0; c < 3; ++c) {
            const float value = image.pixels[i][c] + (1.0f - image.pixels[i].a) * background[c];
            CHECK(decoded.values[i * 3 + c] == rounded(value));
        }
    }
}

TEST_CASE("PNG without background reads back as straight alpha") {
    const TemporaryPicture file;
    const RenderedImage image = samplePicture();
    writePng(image, file.path, std::nullopt);
    const Decoded decoded = decode(file.path);
    REQUIRE(decoded.channels == 4);
    for (std::size_t i = 0; i < image.pixels.size(); ++i) {
        const glm::vec4& pixel = image.pixels[i];
        CHECK(decoded.values[i * 4 + 3] == rounded(pixel.a));
        for (int c = 0; c < 3; ++c) {
            const float straight = pixel.a > 0.0f ? pixel[c] * (1.0f / pixel.a) : 0.0f;
            CHECK(decoded.values[i * 4 + c] == rounded(straight));
        }
    }
}

TEST_CASE("a picture that cannot be written says so") {
    try {
        writePng(samplePicture(), "/no/such/folder/picture.png", std::nullopt);
        FAIL("was written");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::kOutput);
    }
}
