#include "reconstruction/byte_reader.h"
#include "reconstruction/picture_decoders.h"

#include <algorithm>

namespace gambade {
namespace {

/// The pixels of a TGA file in the order of the file ("Truevision TGA file format specification
/// 2.0").
class TgaPixels {
public:
    explicit TgaPixels(const ByteReader& file)
        : m_file(file), m_palette((file.u8(2) & 7U) == 1), m_grey((file.u8(2) & 7U) == 3),
          m_packed((file.u8(2) & 8U) != 0), m_hasAlpha((file.u8(17) & 15U) != 0),
          m_pixelBytes((file.u8(16) + 7) / 8), m_firstEntry(file.u16le(3)),
          m_entries(file.u16le(5)), m_entryBytes((file.u8(7) + 7) / 8),
          m_paletteAt(18 + file.u8(0)),
          m_at(m_paletteAt + (file.u8(1) == 1 ? std::size_t{m_entries} * m_entryBytes : 0)) {}

    void next(std::uint8_t* rgba) {
        if (!m_packed) {
            color(m_at, rgba);
            m_at += m_pixelBytes;
            return;
        }
        if (m_left == 0) {
            const std::uint32_t packet = m_file.u8(m_at++);
            m_left = (packet & 127U) + 1;
            m_repeated = (packet & 128U) != 0;
        }
        color(m_at, rgba);
        --m_left;
        if (!m_repeated || m_left == 0) {
            m_at += m_pixelBytes;
        }
    }

private:
    void color(std::size_t at, std::uint8_t* rgba) const {
        if (m_palette) {
            const std::uint32_t index = m_file.u8(at);
            if (index < m_firstEntry || index - m_firstEntry >= m_entries) {
                throw DecodeFailure("it is damaged (a pixel has a colour that its palette lacks)");
            }
            stored(m_paletteAt + (index - m_firstEntry) * m_entryBytes, m_entryBytes, rgba);
        } else if (m_grey) {
            std::fill_n(rgba, 3, byte(at));
            rgba[3] = m_pixelBytes == 2 ? byte(at + 1) : 255;
        } else {
            stored(at, m_pixelBytes, rgba);
        }
    }

    /// A colour of 2 (5 bits a channel), 3 or 4 bytes, blue first.
    void stored(std::size_t at, std::size_t bytes, std::uint8_t* rgba) const {
        rgba[3] = 255;
        if (bytes == 2) {
            const std::uint32_t value = m_file.u16le(at);
            for (int channel = 0; channel < 3; ++channel) {
                const std::uint32_t five = (value >> (10 - 5 * channel)) & 31U;
                rgba[channel] = static_cast<std::uint8_t>((five * 255 + 15) / 31);
            }
            return;
        }
        for (std::size_t channel = 0; channel < 3; ++channel) {
            rgba[channel] = byte(at + 2 - channel);
        }
        if (bytes == 4 && (m_hasAlpha || m_palette)) {
            rgba[3] = byte(at + 3);
        }
    }

    std::uint8_t byte(std::size_t at) const { return static_cast<std::uint8_t>(m_file.u8(at)); }

    const ByteReader& m_file;
    bool m_palette;
    bool m_grey;
    bool m_packed; ///< run-length encoded
    bool m_hasAlpha;
    std::size_t m_pixelBytes;
    std::uint32_t m_firstEntry;
    std::uint32_t m_entries;
    std::size_t m_entryBytes;
    std::size_t m_paletteAt;
    std::size_t m_at;
    std::uint32_t m_left = 0; ///< pixels of the packet
    bool m_repeated = false;
};

} // namespace

void decodeTga(std::span<const std::byte> bytes, PictureSink& sink) {
    constexpr std::uint32_t kFromTheRight = 0x10;
    constexpr std::uint32_t kFromTheTop = 0x20;
    const ByteReader file(bytes);
    TgaPixels pixels(file);
    if ((file.u8(17) & kFromTheTop) == 0) {
        sink.startAtTheBottom();
    }
    const bool fromTheRight = (file.u8(17) & kFromTheRight) != 0;
    for (int y = 0; y < sink.height(); ++y) {
        const std::span<std::uint8_t> row = sink.row();
        for (std::size_t at = 0; at < row.size(); at += 4) {
            pixels.next(row.data() + (fromTheRight ? row.size() - 4 - at : at));
        }
        sink.push();
    }
}

} // namespace gambade
