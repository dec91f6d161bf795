#include "reconstruction/framing.h"
#include "splats/atomic_file.h"
#include "splats/error.h"

#include <cmath>
#include <fmt/format.h>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#include <stb/stb_image_write.h>

namespace gambade {
namespace {

void writePicture(const std::filesystem::path& path, int width, int height, int channels,
                  const std::vector<std::uint8_t>& pixels) {
    AtomicFile file(path);
    const auto append = [](void* context, void* bytes, int length) {
        static_cast<AtomicFile*>(context)->write(
            {static_cast<const std::byte*>(bytes), static_cast<std::size_t>(length)});
    };
    if (stbi_write_png_to_func(append, &file, width, height, channels, pixels.data(),
                               width * channels) == 0) {
        throw Error(ErrorKind::kOutput,
                    fmt::format("cannot write {}: there is not enough memory", path.string()));
    }
    file.commit();
}

std::filesystem::path withSuffix(std::filesystem::path prefix, const char* suffix) {
    prefix += suffix;
    return prefix;
}

} // namespace

void writeFramingStages(const Photo& photo, const Matte& matte, const FramedImage& framed,
                        const std::filesystem::path& prefix) {
    std::vector<std::uint8_t> cut = photo.image.rgba;
    for (std::size_t pixel = 0; pixel < matte.coverage.size(); ++pixel) {
        cut[pixel * 4 + 3] = matte.coverage[pixel];
    }
    writePicture(withSuffix(prefix, "_matte.png"), matte.width, matte.height, 4, cut);

    std::vector<std::uint8_t> rgb(framed.rgb.size());
    const std::size_t pixels = framed.alpha.size();
    for (std::size_t i = 0; i < rgb.size(); ++i) {
        const float value = framed.rgb[(i % 3) * pixels + i / 3];
        rgb[i] = static_cast<std::uint8_t>(std::lround(255.0F * value));
    }
    writePicture(withSuffix(prefix, "_framed.png"), kFramedSize, kFramedSize, 3, rgb);
}

} // namespace gambade
