#include "tests/reconstruction/picture_files.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <unistd.h>
#include <zlib.h>

namespace gambade::test {
namespace fs = std::filesystem;

namespace {

void append(Bytes& bytes, const Bytes& more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
}

void appendNumber(Bytes& bytes, std::uint32_t value, int size, bool bigEndian) {
    const std::size_t at = bytes.size();
    bytes.resize(at + static_cast<std::size_t>(size));
    for (int i = 0; i < size; ++i) {
        bytes[at + static_cast<std::size_t>(i)] =
            static_cast<std::uint8_t>(value >> 8 * (bigEndian ? size - 1 - i : i));
    }
}

constexpr std::size_t kPngSignatureLength = 8;
constexpr std::size_t kPngHeaderEnd = kPngSignatureLength + 25;

} // namespace

ScratchFolder::ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "gambade-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("cannot make a scratch folder");
    }
    m_path = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

fs::path ScratchFolder::file(const std::string& name, const Bytes& bytes) const {
    std::ofstream(m_path / name, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    return m_path / name;
}

fs::path picturePath(const std::string& name) {
    return fs::path(GAMBADE_TEST_DATA) / "images" / name;
}

Bytes readBytes(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error("cannot open " + path.string());
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

Bytes join(std::initializer_list<Bytes> parts) {
    Bytes all;
    for (const Bytes& part : parts) {
        append(all, part);
    }
    return all;
}

Bytes pngChunk(const std::string& type, const Bytes& data) {
    Bytes body(type.begin(), type.end());
    append(body, data);
    Bytes chunk;
    appendNumber(chunk, static_cast<std::uint32_t>(data.size()), 4, true);
    append(chunk, body);
    appendNumber(chunk, static_cast<std::uint32_t>(crc32_z(0, body.data(), body.size())), 4, true);
    return chunk;
}

Bytes withPngChunk(const Bytes& png, const std::string& type, const Bytes& data) {
    Bytes result(png.begin(), png.begin() + kPngHeaderEnd);
    append(result, pngChunk(type, data));
    result.insert(result.end(), png.begin() + kPngHeaderEnd, png.end());
    return result;
}

Bytes encodePng(const Image& image) {
    Bytes rows;
    const std::size_t stride = static_cast<std::size_t>(image.width) * 4;
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) {
        rows.push_back(0); // filter: none
        rows.insert(rows.end(), image.rgba.begin() + static_cast<std::ptrdiff_t>(y * stride),
                    image.rgba.begin() + static_cast<std::ptrdiff_t>((y + 1) * stride));
    }
    Bytes stream;
    appendNumber(stream, 0x7801, 2, true);
    for (std::size_t at = 0; at < rows.size(); at += 65535) {
        const std::size_t length = std::min<std::size_t>(65535, rows.size() - at);
        appendNumber(stream, at + length == rows.size() ? 1 : 0, 1, false);
        appendNumber(stream, static_cast<std::uint32_t>(length), 2, false);
        appendNumber(stream, static_cast<std::uint32_t>(~length & 0xFFFFU), 2, false);
        stream.insert(stream.end(), rows.begin() + static_cast<std::ptrdiff_t>(at),
                      rows.begin() + static_cast<std::ptrdiff_t>(at + length));
    }
    appendNumber(stream, static_cast<std::uint32_t>(adler32_z(1, rows.data(), rows.size())), 4,
                 true);

    Bytes header;
    appendNumber(header, static_cast<std::uint32_t>(image.width), 4, true);
    appendNumber(header, static_cast<std::uint32_t>(image.height), 4, true);
    append(header, {8, 6, 0, 0, 0}); // 8 bits, RGBA
    return join({{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
                 pngChunk("IHDR", header),
                 pngChunk("IDAT", stream),
                 pngChunk("IEND", {})});
}

Bytes exifBlock(const std::vector<ExifValue>& main, const std::vector<ExifValue>& photo,
                bool bigEndian) {
    constexpr std::uint16_t kPhotoDirectory = 0x8769;
    std::vector<ExifValue> first = main;
    const auto directorySize = [](std::size_t entries) { return 2 + 12 * entries + 4; };
    const std::size_t photoAt = 8 + directorySize(first.size() + 1);
    first.push_back({kPhotoDirectory, 4, static_cast<std::uint32_t>(photoAt)});
    const std::size_t rationalsAt = photoAt + directorySize(photo.size());

    Bytes block;
    appendNumber(block, bigEndian ? 0x4D4D : 0x4949, 2, bigEndian); // "MM" or "II"
    appendNumber(block, 42, 2, bigEndian);
    appendNumber(block, 8, 4, bigEndian);
    Bytes rationals;
    const auto write = [&](const std::vector<ExifValue>& entries) {
        appendNumber(block, static_cast<std::uint32_t>(entries.size()), 2, bigEndian);
        for (const ExifValue& entry : entries) {
            appendNumber(block, entry.tag, 2, bigEndian);
            appendNumber(block, entry.type, 2, bigEndian);
            appendNumber(block, 1, 4, bigEndian);
            if (entry.type == 3) {
                appendNumber(block, entry.numerator, 2, bigEndian);
                appendNumber(block, 0, 2, bigEndian);
            } else if (entry.type == 4) {
                appendNumber(block, entry.numerator, 4, bigEndian);
            } else {
                appendNumber(block, static_cast<std::uint32_t>(rationalsAt + rationals.size()), 4,
                             bigEndian);
                appendNumber(rationals, entry.numerator, 4, bigEndian);
                appendNumber(rationals, entry.denominator, 4, bigEndian);
            }
        }
        appendNumber(block, 0, 4, bigEndian);
    };
    write(first);
    write(photo);
    append(block, rationals);
    return block;
}

} // namespace gambade::test
