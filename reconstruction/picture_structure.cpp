#include "reconstruction/picture_structure.h"

#include "reconstruction/byte_reader.h"
#include "reconstruction/embedded_profile.h"

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>
#include <webp/decode.h>
#include <zlib.h>

namespace gambade {
namespace {

constexpr const char* kCutShort = "it is cut short";
constexpr const char* kTooShort = "it is too short for the size that it claims";

/// Huffman tables of a DHT segment: class and id, sixteen counts, as many symbols, of which there
/// are at most 256. The decoder trusts the counts.
bool huffmanTablesFit(const ByteReader& reader, std::size_t at, std::size_t length) {
    const std::size_t end = at + length;
    while (at < end) {
        std::size_t symbols = 0;
        for (std::size_t i = 1; i <= 16; ++i) {
            symbols += reader.u8(at + i);
        }
        at += 17 + symbols;
        if (symbols > 256) {
            return false;
        }
    }
    return at == end;
}

void keepProfile(PictureStructure& structure, std::optional<std::vector<std::byte>>&& profile) {
    structure.profileDamaged = !profile;
    structure.profile = std::move(profile).value_or(std::vector<std::byte>());
}

/// Whether one was found: files have one at most, and more would only cost time.
bool hasProfile(const PictureStructure& structure) {
    return structure.profileDamaged || !structure.profile.empty();
}

constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n";

} // namespace

bool looksLikeJpeg(std::span<const std::byte> file) {
    return ByteReader(file).has(0, "\xff\xd8\xff");
}

bool looksLikePng(std::span<const std::byte> file) {
    return ByteReader(file).has(0, kPngSignature);
}

bool looksLikeBmp(std::span<const std::byte> file) {
    const ByteReader reader(file);
    const std::uint32_t header = reader.u32le(14);
    return reader.has(0, "BM") && (header == 12 || (header >= 40 && header <= 124));
}

bool looksLikeTga(std::span<const std::byte> file) {
    const ByteReader reader(file);
    const std::uint32_t mapType = reader.u8(1);
    const std::uint32_t type = reader.u8(2);
    const std::uint32_t kind = type & 7U; // 1 palette, 2 colour, 3 grey
    const std::uint32_t bits = reader.u8(16);
    if (reader.size() < 18 || (type & ~11U) != 0 || kind < 1 || kind > 3 || mapType > 1 ||
        reader.u16le(12) == 0 || reader.u16le(14) == 0 || (reader.u8(17) & 0xC0U) != 0) {
        return false;
    }
    if (kind == 1) {
        const std::uint32_t mapBits = reader.u8(7);
        return mapType == 1 && reader.u16le(5) > 0 && bits == 8 &&
               (mapBits == 15 || mapBits == 16 || mapBits == 24 || mapBits == 32);
    }
    if (kind == 3) {
        return bits == 8 || bits == 16;
    }
    return bits == 15 || bits == 16 || bits == 24 || bits == 32;
}

bool looksLikeWebp(std::span<const std::byte> file) {
    const ByteReader reader(file);
    return reader.has(0, "RIFF") && reader.has(8, "WEBP");
}

PictureStructure inspectJpeg(std::span<const std::byte> file) {
    const ByteReader reader(file);
    PictureStructure structure;
    bool adobe = false;
    ProfilePieces profile;
    std::uint32_t components = 0;
    bool scanned = false;
    std::size_t at = 2;
    while (at + 2 <= reader.size()) {
        if (reader.u8(at) != 0xFF) {
            if (!scanned) {
                structure.problem = "its segments are damaged";
                return structure;
            }
            ++at; // entropy-coded data
            continue;
        }
        const std::uint32_t marker = reader.u8(at + 1);
        if (marker == 0xD9) {
            if (!scanned) {
                structure.problem = "it holds no pixels";
            } else if (components == 4 && !adobe) {
                structure.problem = "it is a CMYK JPEG that does not say how its inks are stored; "
                                    "save it as RGB";
            } else if (structure.width * structure.height / 64 >
                       8 * static_cast<std::int64_t>(reader.size())) {
                structure.problem = kTooShort; // each 8×8 block takes a bit at the very least
            }
            if (!profile.empty()) {
                keepProfile(structure, profile.join());
            }
            return structure;
        }
        if (marker == 0xFF) { // padding
            ++at;
            continue;
        }
        if (marker == 0x00 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
            at += 2; // a stuffed byte, restart markers: no length
            continue;
        }
        const std::size_t length = reader.u16be(at + 2);
        if (length < 2 || at + 2 + length > reader.size()) {
            break;
        }
        const bool frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) {
            structure.height = reader.u16be(at + 5);
            structure.width = reader.u16be(at + 7);
            components = reader.u8(at + 9);
        } else if (marker == 0xC4 && !huffmanTablesFit(reader, at + 4, length - 2)) {
            structure.problem = "its tables are damaged";
            return structure;
        } else if (marker == 0xE1 && length > 8 && reader.has(at + 4, {"Exif\0\0", 6}) &&
                   structure.exif.empty()) {
            structure.exif = reader.part(at + 10, length - 8);
        } else if (marker == 0xE2) {
            profile.add(reader.part(at + 4, length - 2));
        } else if (marker == 0xEE && reader.has(at + 4, "Adobe")) {
            adobe = true;
        } else if (marker == 0xDA) {
            scanned = true;
        }
        at += 2 + length;
    }
    structure.problem = kCutShort;
    return structure;
}

PictureStructure inspectPng(std::span<const std::byte> file) {
    const ByteReader reader(file);
    PictureStructure structure;
    std::uint64_t rawBytes = 0;
    std::uint64_t compressed = 0;
    std::size_t at = kPngSignature.size();
    while (at + 12 <= reader.size()) {
        const std::size_t length = reader.u32be(at);
        if (length > reader.size() - at - 12) {
            break;
        }
        const auto body = reader.part(at + 4, length + 4); // type and data
        const auto sum = crc32_z(0, reinterpret_cast<const Bytef*>(body.data()), body.size());
        if (sum != reader.u32be(at + 8 + length)) {
            structure.problem = "it is damaged (a checksum is wrong)";
            return structure;
        }
        if (at == kPngSignature.size()) {
            if (!reader.has(at + 4, "IHDR") || length != 13) {
                structure.problem = "it does not begin with a header";
                return structure;
            }
            structure.width = reader.u32be(at + 8);
            structure.height = reader.u32be(at + 12);
            if (structure.width > INT32_MAX || structure.height > INT32_MAX) {
                structure.problem = "its header is damaged";
                return structure;
            }
            rawBytes = static_cast<std::uint64_t>(structure.width) *
                       static_cast<std::uint64_t>(structure.height) /
                       (reader.u8(at + 16) < 8 ? 8 : 1);
        } else if (reader.has(at + 4, "IDAT")) {
            compressed += length;
        } else if (reader.has(at + 4, "iCCP") && !hasProfile(structure)) {
            keepProfile(structure, inflateProfile(reader.part(at + 8, length)));
        } else if (reader.has(at + 4, "eXIf")) {
            structure.exif = reader.part(at + 8, length);
        } else if (reader.has(at + 4, "IEND")) {
            constexpr std::uint64_t kBestDeflate = 1032; // bytes out of one
            if (rawBytes / kBestDeflate > compressed) {
                structure.problem = kTooShort;
            }
            return structure;
        }
        at += 12 + length;
    }
    structure.problem = kCutShort;
    return structure;
}

PictureStructure inspectBmp(std::span<const std::byte> file) {
    const ByteReader reader(file);
    PictureStructure structure;
    const std::uint64_t pixelsAt = reader.u32le(10);
    const bool core = reader.u32le(14) == 12;
    const std::uint64_t width = core ? reader.u16le(18) : reader.u32le(18);
    const std::int64_t signedHeight =
        core ? reader.u16le(20) : static_cast<std::int32_t>(reader.u32le(22));
    const auto height = static_cast<std::uint64_t>(std::abs(signedHeight));
    structure.width = static_cast<std::int64_t>(width);
    structure.height = static_cast<std::int64_t>(height);
    const std::uint32_t bits = core ? reader.u16le(24) : reader.u16le(28);
    const std::uint32_t compression = core ? 0 : reader.u32le(30);
    if (compression != 0 && compression != 3) {
        structure.problem = "it is a compressed BMP; save it uncompressed or as PNG";
    } else if (width == 0 || height == 0 || width > INT32_MAX || bits == 0 || bits > 32) {
        structure.problem = "its header is damaged";
    } else if (pixelsAt + (width * bits + 31) / 32 * 4 * height > reader.size()) {
        structure.problem = kCutShort;
    }
    return structure;
}

PictureStructure inspectTga(std::span<const std::byte> file) {
    const ByteReader reader(file);
    PictureStructure structure;
    const std::size_t pixelBytes = (reader.u8(16) + 7) / 8;
    structure.width = reader.u16le(12);
    structure.height = reader.u16le(14);
    const auto pixels = static_cast<std::uint64_t>(structure.width * structure.height);
    std::uint64_t at = 18 + reader.u8(0);
    if (reader.u8(1) == 1) {
        at += static_cast<std::uint64_t>(reader.u16le(5)) * ((reader.u8(7) + 7) / 8);
    }
    if ((reader.u8(2) & 8U) == 0) {
        at += pixels * pixelBytes;
    } else {
        for (std::uint64_t done = 0; done < pixels && at < reader.size();) {
            const std::uint32_t packet = reader.u8(at);
            const std::uint64_t count = (packet & 127U) + 1;
            at += 1 + ((packet & 128U) != 0 ? pixelBytes : count * pixelBytes);
            done += count;
            if (done < pixels && at >= reader.size()) {
                at = reader.size() + 1;
            }
        }
    }
    if (at > reader.size()) {
        structure.problem = kCutShort;
    }
    return structure;
}

PictureStructure inspectWebp(std::span<const std::byte> file) {
    const ByteReader reader(file);
    PictureStructure structure;
    if (static_cast<std::uint64_t>(reader.u32le(4)) + 8 > reader.size()) {
        structure.problem = kCutShort;
        return structure;
    }
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(reinterpret_cast<const std::uint8_t*>(file.data()), file.size(),
                        &features) != VP8_STATUS_OK) {
        structure.problem = "its header is damaged";
        return structure;
    }
    structure.width = features.width;
    structure.height = features.height;
    std::size_t at = 12;
    while (at + 8 <= reader.size()) {
        const std::size_t length = reader.u32le(at + 4);
        if (length > reader.size() - at - 8) {
            break;
        }
        if (reader.has(at, "EXIF")) {
            // Some writers keep the prefix that JPEG files have there.
            constexpr std::string_view kPrefix("Exif\0\0", 6);
            const bool prefixed = length >= kPrefix.size() && reader.has(at + 8, kPrefix);
            const std::size_t prefix = prefixed ? kPrefix.size() : 0;
            structure.exif = reader.part(at + 8 + prefix, length - prefix);
        } else if (reader.has(at, "ICCP") && !hasProfile(structure)) {
            std::optional<std::vector<std::byte>> profile;
            if (length > 0 && length <= kLargestProfile) {
                const auto bytes = reader.part(at + 8, length);
                profile.emplace(bytes.begin(), bytes.end());
            }
            keepProfile(structure, std::move(profile));
        } else if (reader.has(at, "ANIM")) {
            structure.problem = "it is an animation; save one of its frames";
        }
        at += 8 + length + length % 2;
    }
    return structure;
}

} // namespace gambade
