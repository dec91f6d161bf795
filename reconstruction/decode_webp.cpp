#include "reconstruction/picture_decoders.h"

#include <algorithm>
#include <memory>
#include <webp/decode.h>

namespace gambade {

void decodeWebp(std::span<const std::byte> file, PictureSink& sink) {
    WebPDecoderConfig config;
    if (WebPInitDecoderConfig(&config) == 0) {
        throw DecodeFailure("libwebp is of another version than the program was built for");
    }
    const auto width = static_cast<std::size_t>(sink.reducedWidth());
    const auto height = static_cast<std::size_t>(sink.reducedHeight());
    std::vector<std::uint8_t> pixels(width * height * 4);
    config.options.use_scaling = sink.factor() > 1 ? 1 : 0;
    config.options.scaled_width = sink.reducedWidth();
    config.options.scaled_height = sink.reducedHeight();
    config.output.colorspace = MODE_RGBA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {pixels.data(), static_cast<int>(4 * width), pixels.size()};

    // Fed piece by piece, so that it can be stopped in between.
    constexpr std::size_t kPieces = 256;
    const std::unique_ptr<WebPIDecoder, decltype(&WebPIDelete)> decoder(
        WebPIDecode(nullptr, 0, &config), &WebPIDelete);
    if (!decoder) {
        throw std::bad_alloc();
    }
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(file.data());
    VP8StatusCode status = VP8_STATUS_SUSPENDED;
    for (std::size_t piece = 1; piece <= kPieces && status == VP8_STATUS_SUSPENDED; ++piece) {
        sink.progress().update("decoding", 0.0);
        status = WebPIUpdate(decoder.get(), bytes, file.size() * piece / kPieces);
    }
    if (status != VP8_STATUS_OK) {
        throw DecodeFailure("it is damaged or cut short");
    }
    for (std::size_t y = 0; y < height; ++y) {
        sink.pushReduced(std::span(pixels).subspan(y * width * 4, width * 4));
    }
}

} // namespace gambade
