#include "reconstruction/picture_decoders.h"

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <fmt/format.h>
#include <png.h>
#include <string>

namespace gambade {
namespace {

/// libpng leaves by longjmp: nothing below may have a destructor between setjmp and its calls.
struct Decoder {
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::span<const std::byte> rest; ///< of the file
    const Progress* progress = nullptr;
    std::string reason;

    ~Decoder() { png_destroy_read_struct(&png, &info, nullptr); }
};

[[noreturn]] void onError(png_structp png, png_const_charp reason) {
    static_cast<Decoder*>(png_get_error_ptr(png))->reason = reason;
    png_longjmp(png, 1);
}

void onWarning(png_structp, png_const_charp) {}

void readBytes(png_structp png, png_bytep bytes, png_size_t count) {
    auto& rest = static_cast<Decoder*>(png_get_io_ptr(png))->rest;
    if (count > rest.size()) {
        png_error(png, "it is cut short");
    }
    std::memcpy(bytes, rest.data(), count);
    rest = rest.subspan(count);
}

/// After every row: an interlaced picture is read whole before its first one is there.
void onRow(png_structp png, png_uint_32, int) {
    if (static_cast<Decoder*>(png_get_io_ptr(png))->progress->cancelled()) {
        png_error(png, "cancelled");
    }
}

/// Everything becomes 8 bits of RGB, or of RGBA where there is transparency.
/// @return whether libpng went through.
bool readHeader(Decoder& decoder) {
    if (setjmp(png_jmpbuf(decoder.png)) != 0) {
        return false;
    }
    png_structp png = decoder.png;
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX); // pixels have been counted
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, nullptr, 0);
    png_set_read_fn(png, &decoder, readBytes);
    png_set_read_status_fn(png, onRow);
    png_read_info(png, decoder.info);
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, decoder.info);
    return true;
}

bool readRow(Decoder& decoder, std::uint8_t* row) {
    if (setjmp(png_jmpbuf(decoder.png)) != 0) {
        return false;
    }
    png_read_row(decoder.png, row, nullptr);
    return true;
}

bool readImage(Decoder& decoder, std::uint8_t** rows) {
    if (setjmp(png_jmpbuf(decoder.png)) != 0) {
        return false;
    }
    png_read_image(decoder.png, rows);
    return true;
}

void toRgba(const std::uint8_t* pixels, std::size_t channels, std::span<std::uint8_t> rgba) {
    if (channels == 4) {
        std::copy_n(pixels, rgba.size(), rgba.begin());
        return;
    }
    for (std::size_t i = 0; i < rgba.size(); i += 4, pixels += 3) {
        std::copy_n(pixels, 3, rgba.begin() + static_cast<std::ptrdiff_t>(i));
        rgba[i + 3] = 255;
    }
}

[[noreturn]] void fail(const Decoder& decoder) {
    decoder.progress->throwIfCancelled();
    throw DecodeFailure(
        fmt::format("it is damaged or of an unsupported variant ({})", decoder.reason));
}

} // namespace

void decodePng(std::span<const std::byte> file, PictureSink& sink) {
    Decoder decoder;
    decoder.rest = file;
    decoder.progress = &sink.progress();
    decoder.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &decoder, onError, onWarning);
    decoder.info = decoder.png != nullptr ? png_create_info_struct(decoder.png) : nullptr;
    if (decoder.info == nullptr) {
        throw std::bad_alloc();
    }
    if (!readHeader(decoder)) {
        fail(decoder);
    }
    const std::size_t channels = png_get_channels(decoder.png, decoder.info);
    const std::size_t stride = png_get_rowbytes(decoder.png, decoder.info);
    if (stride != channels * static_cast<std::size_t>(sink.width()) || channels < 3) {
        throw DecodeFailure("it is of an unsupported variant");
    }
    const bool whole = png_get_interlace_type(decoder.png, decoder.info) != PNG_INTERLACE_NONE;
    const auto height = static_cast<std::size_t>(sink.height());
    std::vector<std::uint8_t> pixels(whole ? stride * height : stride);
    if (whole) {
        std::vector<std::uint8_t*> rows(height);
        for (std::size_t y = 0; y < height; ++y) {
            rows[y] = pixels.data() + y * stride;
        }
        if (!readImage(decoder, rows.data())) {
            fail(decoder);
        }
    }
    for (std::size_t y = 0; y < height; ++y) {
        if (!whole && !readRow(decoder, pixels.data())) {
            fail(decoder);
        }
        toRgba(pixels.data() + (whole ? y * stride : 0), channels, sink.row());
        sink.push();
    }
}

} // namespace gambade
