#include "reconstruction/byte_reader.h"
#include "reconstruction/picture_decoders.h"

#include <array>
#include <bit>
#include <cstdlib>

namespace gambade {
namespace {

/// One channel of a pixel of 16 or 32 bits.
struct Mask {
    std::uint32_t bits = 0;

    /// 0…255, rounded to the nearest; 255 where there is no such channel.
    std::uint8_t of(std::uint32_t pixel) const {
        if (bits == 0) {
            return 255;
        }
        const int shift = std::countr_zero(bits);
        const std::uint64_t most = bits >> shift;
        const std::uint64_t value = (pixel & bits) >> shift;
        return static_cast<std::uint8_t>((value * 255 + most / 2) / most);
    }
};

/// What the headers of an uncompressed BMP say ("BMP file format", versions 1 to 5).
struct Layout {
    std::size_t pixelsAt;
    std::size_t stride; ///< bytes a row, a multiple of four
    int bits;           ///< a pixel: 1, 4, 8 with a palette; 16, 24, 32
    bool topDown;
    std::size_t paletteAt;
    std::size_t paletteEntry; ///< bytes
    std::size_t paletteCount;
    std::array<Mask, 4> masks; ///< R, G, B, A
};

Layout readLayout(const ByteReader& file, const PictureSink& sink) {
    const std::uint32_t header = file.u32le(14);
    const bool core = header == 12;
    Layout layout{};
    layout.pixelsAt = file.u32le(10);
    layout.bits = static_cast<int>(file.u16le(core ? 24 : 28));
    layout.stride =
        (static_cast<std::size_t>(sink.width()) * static_cast<std::size_t>(layout.bits) + 31) / 32 *
        4;
    layout.topDown = !core && static_cast<std::int32_t>(file.u32le(22)) < 0;
    const bool ownMasks = !core && file.u32le(30) == 3;
    layout.paletteAt = 14 + header + (ownMasks && header == 40 ? 12 : 0);
    layout.paletteEntry = core ? 3 : 4;
    if (layout.bits <= 8 && layout.pixelsAt > layout.paletteAt) {
        layout.paletteCount = (layout.pixelsAt - layout.paletteAt) / layout.paletteEntry;
    }
    if (ownMasks) {
        for (std::size_t i = 0; i < 4; ++i) {
            layout.masks[i].bits = i < 3 || header >= 56 ? file.u32le(54 + 4 * i) : 0;
        }
    } else if (layout.bits == 16) {
        layout.masks = {Mask{0x7c00}, Mask{0x03e0}, Mask{0x001f}, Mask{0}};
    } else {
        layout.masks = {Mask{0xff0000}, Mask{0x00ff00}, Mask{0x0000ff}, Mask{0xff000000}};
    }
    return layout;
}

/// Many programs leave the fourth byte 0 everywhere and mean an opaque picture.
bool alphaIsUsed(const ByteReader& file, const Layout& layout, const PictureSink& sink) {
    for (int y = 0; y < sink.height(); ++y) {
        sink.progress().throwIfCancelled();
        const std::size_t at = layout.pixelsAt + static_cast<std::size_t>(y) * layout.stride;
        for (int x = 0; x < sink.width(); ++x) {
            const std::uint32_t pixel = layout.bits == 16
                                            ? file.u16le(at + static_cast<std::size_t>(x) * 2)
                                            : file.u32le(at + static_cast<std::size_t>(x) * 4);
            if ((pixel & layout.masks[3].bits) != 0) {
                return true;
            }
        }
    }
    return false;
}

void readPaletteRow(const ByteReader& file, const Layout& layout, std::size_t at,
                    std::span<std::uint8_t> rgba) {
    const auto bits = static_cast<std::size_t>(layout.bits);
    for (std::size_t i = 0; i < rgba.size() / 4; ++i) {
        const std::size_t bit = i * bits;
        const std::uint32_t index =
            (file.u8(at + bit / 8) >> (8 - bits - bit % 8)) & ((1U << bits) - 1);
        if (index >= layout.paletteCount) {
            throw DecodeFailure("it is damaged (a pixel has a colour that its palette lacks)");
        }
        const std::size_t entry = layout.paletteAt + index * layout.paletteEntry;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            rgba[4 * i + channel] = static_cast<std::uint8_t>(file.u8(entry + 2 - channel));
        }
        rgba[4 * i + 3] = 255;
    }
}

void readColorRow(const ByteReader& file, const Layout& layout, std::size_t at,
                  std::span<std::uint8_t> rgba) {
    const auto bytes = static_cast<std::size_t>(layout.bits) / 8;
    for (std::size_t i = 0; i < rgba.size() / 4; ++i, at += bytes) {
        if (bytes == 3) {
            rgba[4 * i] = static_cast<std::uint8_t>(file.u8(at + 2));
            rgba[4 * i + 1] = static_cast<std::uint8_t>(file.u8(at + 1));
            rgba[4 * i + 2] = static_cast<std::uint8_t>(file.u8(at));
            rgba[4 * i + 3] = 255;
            continue;
        }
        const std::uint32_t pixel = bytes == 2 ? file.u16le(at) : file.u32le(at);
        for (std::size_t channel = 0; channel < 4; ++channel) {
            rgba[4 * i + channel] = layout.masks[channel].of(pixel);
        }
    }
}

} // namespace

void decodeBmp(std::span<const std::byte> bytes, PictureSink& sink) {
    const ByteReader file(bytes);
    Layout layout = readLayout(file, sink);
    const bool palette = layout.bits == 1 || layout.bits == 4 || layout.bits == 8;
    if (!palette && layout.bits != 16 && layout.bits != 24 && layout.bits != 32) {
        throw DecodeFailure(
            "its pixels are of an unsupported size; save it with 24 bits a pixel or as PNG");
    }
    if (!palette && layout.bits != 24 && !alphaIsUsed(file, layout, sink)) {
        layout.masks[3].bits = 0;
    }
    if (!layout.topDown) {
        sink.startAtTheBottom();
    }
    for (int y = 0; y < sink.height(); ++y) {
        const std::size_t at = layout.pixelsAt + static_cast<std::size_t>(y) * layout.stride;
        if (palette) {
            readPaletteRow(file, layout, at, sink.row());
        } else {
            readColorRow(file, layout, at, sink.row());
        }
        sink.push();
    }
}

} // namespace gambade
