#include "splats/webp_pixels.h"

#include <memory>
#include <new>
#include <webp/decode.h>
#include <webp/encode.h>

namespace gambade {
namespace {

const std::uint8_t* webpBytes(std::span<const std::byte> file) {
    return reinterpret_cast<const std::uint8_t*>(file.data());
}

int goOn(int /*percent*/, const WebPPicture* picture) {
    return static_cast<const Progress*>(picture->user_data)->cancelled() ? 0 : 1;
}

} // namespace

std::optional<PixelSize> webpSize(std::span<const std::byte> file) {
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(webpBytes(file), file.size(), &features) != VP8_STATUS_OK ||
        features.has_animation != 0) {
        return std::nullopt;
    }
    return PixelSize{static_cast<std::size_t>(features.width),
                     static_cast<std::size_t>(features.height)};
}

std::optional<PixelImage> unpackWebp(std::span<const std::byte> file) {
    const std::optional<PixelSize> size = webpSize(file);
    if (!size) {
        return std::nullopt;
    }
    PixelImage image{*size, std::vector<Pixel>(size->width * size->height)};
    const std::size_t rowBytes = size->width * sizeof(Pixel);
    const auto* decoded =
        WebPDecodeRGBAInto(webpBytes(file), file.size(), image.pixels.front().data(),
                           rowBytes * size->height, static_cast<int>(rowBytes));
    return decoded == nullptr ? std::nullopt : std::optional(std::move(image));
}

std::vector<std::byte> packWebp(const PixelImage& image, const Progress& progress) {
    constexpr int kLevel = 6; // libwebp's default of 0 (fast) to 9 (small)
    WebPConfig config;
    WebPPicture picture;
    if (WebPConfigInit(&config) == 0 || WebPConfigLosslessPreset(&config, kLevel) == 0 ||
        WebPPictureInit(&picture) == 0) {
        throw std::bad_alloc();
    }
    config.exact = 1;
    const std::unique_ptr<WebPPicture, void (*)(WebPPicture*)> pictureOwner(&picture,
                                                                            WebPPictureFree);
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    const std::unique_ptr<WebPMemoryWriter, void (*)(WebPMemoryWriter*)> writerOwner(
        &writer, WebPMemoryWriterClear);
    picture.use_argb = 1;
    picture.width = static_cast<int>(image.size.width);
    picture.height = static_cast<int>(image.size.height);
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = &writer;
    picture.progress_hook = goOn;
    picture.user_data = const_cast<Progress*>(&progress);
    const int rowBytes = static_cast<int>(image.size.width * sizeof(Pixel));
    const bool packed =
        WebPPictureImportRGBA(&picture, image.pixels.front().data(), rowBytes) != 0 &&
        WebPEncode(&config, &picture) != 0;
    progress.throwIfCancelled();
    if (!packed) { // the size is within limits: only memory can lack
        throw std::bad_alloc();
    }
    const auto bytes = std::as_bytes(std::span(writer.mem, writer.size));
    return {bytes.begin(), bytes.end()};
}

} // namespace gambade
