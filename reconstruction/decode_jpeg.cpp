#include "reconstruction/picture_decoders.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <fmt/format.h>
#include <jpeglib.h>
#include <string>

#include <jerror.h>

namespace gambade {
namespace {

/// libjpeg leaves by longjmp: nothing below may have a destructor between setjmp and its calls.
struct Decoder {
    jpeg_decompress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr monitor{};
    std::jmp_buf leave{};
    const Progress* progress = nullptr;
    std::array<char, JMSG_LENGTH_MAX> reason{};
    bool cancelled = false;

    ~Decoder() { jpeg_destroy_decompress(&jpeg); }
};

Decoder& decoderOf(j_common_ptr info) {
    return *static_cast<Decoder*>(info->client_data);
}

[[noreturn]] void onError(j_common_ptr info) {
    Decoder& decoder = decoderOf(info);
    info->err->format_message(info, decoder.reason.data());
    std::longjmp(decoder.leave, 1);
}

/// Warnings are of no account, but where pixels are made up for lost ones.
void onMessage(j_common_ptr info, int level) {
    const int code = info->err->msg_code;
    if (level < 0 && (code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE ||
                      code == JWRN_JPEG_EOF || code == JWRN_MUST_RESYNC)) {
        onError(info);
    }
}

/// Called while a progressive picture is read whole, before its first row.
void onProgress(j_common_ptr info) {
    Decoder& decoder = decoderOf(info);
    if (decoder.progress->cancelled()) {
        decoder.cancelled = true;
        std::longjmp(decoder.leave, 1);
    }
}

/// Inks as Adobe stores them: inverted.
void cmykToRgba(const std::uint8_t* cmyk, std::span<std::uint8_t> rgba) {
    for (std::size_t i = 0; i < rgba.size(); i += 4) {
        for (std::size_t channel = 0; channel < 3; ++channel) {
            rgba[i + channel] =
                static_cast<std::uint8_t>((cmyk[i + channel] * cmyk[i + 3] + 127) / 255);
        }
        rgba[i + 3] = 255;
    }
}

/// @return whether libjpeg went through; else `reason` or `cancelled` says why not.
bool readHeader(Decoder& decoder, std::span<const std::byte> file) {
    if (setjmp(decoder.leave) != 0) {
        return false;
    }
    jpeg_decompress_struct& jpeg = decoder.jpeg;
    jpeg_create_decompress(&jpeg);
    jpeg.progress = &decoder.monitor;
    jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(file.data()), file.size());
    jpeg_read_header(&jpeg, TRUE);
    jpeg.out_color_space = jpeg.num_components == 4 ? JCS_CMYK : JCS_EXT_RGBA;
    jpeg_start_decompress(&jpeg);
    return true;
}

bool readRow(Decoder& decoder, std::uint8_t* row) {
    if (setjmp(decoder.leave) != 0) {
        return false;
    }
    jpeg_read_scanlines(&decoder.jpeg, &row, 1);
    return true;
}

[[noreturn]] void fail(const Decoder& decoder) {
    if (decoder.cancelled) {
        throw Cancelled();
    }
    throw DecodeFailure(fmt::format("it is damaged or of an unsupported variant ({})",
                                    std::string(decoder.reason.data())));
}

} // namespace

void decodeJpeg(std::span<const std::byte> file, PictureSink& sink) {
    Decoder decoder;
    decoder.progress = &sink.progress();
    decoder.jpeg.client_data = &decoder;
    decoder.jpeg.err = jpeg_std_error(&decoder.errors);
    decoder.errors.error_exit = onError;
    decoder.errors.emit_message = onMessage;
    decoder.monitor.progress_monitor = onProgress;

    if (!readHeader(decoder, file)) {
        fail(decoder);
    }
    if (static_cast<int>(decoder.jpeg.output_width) != sink.width() ||
        static_cast<int>(decoder.jpeg.output_height) != sink.height()) {
        throw DecodeFailure("it is damaged (it gives its size twice)");
    }
    const bool cmyk = decoder.jpeg.out_color_space == JCS_CMYK;
    std::vector<std::uint8_t> inks(cmyk ? sink.row().size() : 0);
    for (int y = 0; y < sink.height(); ++y) {
        if (!readRow(decoder, cmyk ? inks.data() : sink.row().data())) {
            fail(decoder);
        }
        if (cmyk) {
            cmykToRgba(inks.data(), sink.row());
        }
        sink.push();
    }
}

} // namespace gambade
