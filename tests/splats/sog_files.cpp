#include "sog_files.h"

#include "deflated.h"
#include "ply_text.h"

#include <catch2/catch.hpp>
#include <webp/encode.h>
#include <zlib.h>

namespace gambade::test {
namespace {

std::string size32(const std::string& text) {
    return bytesOf(static_cast<std::uint32_t>(text.size()));
}

std::string size16(const std::string& text) {
    return bytesOf(static_cast<std::uint16_t>(text.size()));
}

} // namespace

void ZipText::add(const std::string& name, const std::string& content, bool packed) {
    const std::string data = packed ? deflated(content, kWithoutHeader) : content;
    const auto crc = static_cast<std::uint32_t>(crc32(
        0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
    const auto number16 = [](int value) { return bytesOf(static_cast<std::uint16_t>(value)); };
    // Version, flags, method, time, date, checksum, sizes: the same in both places.
    const std::string common = number16(20) + number16(0) + number16(packed ? 8 : 0) + number16(0) +
                               number16(33) + bytesOf(crc) + size32(data) + size32(content) +
                               size16(name) + number16(0);
    m_directory +=
        "PK\x01\x02" + number16(20) + common + std::string(10, '\0') + size32(m_files) + name;
    m_files += "PK\x03\x04" + common + name + data;
    ++m_count;
}

std::string ZipText::finish() const {
    return m_files + m_directory + "PK\x05\x06" + std::string(4, '\0') + bytesOf(m_count) +
           bytesOf(m_count) + size32(m_directory) + size32(m_files) + std::string(2, '\0');
}

std::string webp(int width, int height, const std::vector<std::uint8_t>& rgba) {
    REQUIRE(rgba.size() == static_cast<std::size_t>(width * height * 4));
    std::uint8_t* packed = nullptr;
    const std::size_t size = WebPEncodeLosslessRGBA(rgba.data(), width, height, width * 4, &packed);
    const std::string file(reinterpret_cast<const char*>(packed), size);
    WebPFree(packed);
    return file;
}

SogFiles::SogFiles() {
    std::vector<float> lnScales(256, -1.0f);
    lnScales[7] = -2.0f;
    lnScales[255] = 0.0f;
    std::vector<float> colors(256, 0.0f);
    colors[1] = 1.5f;
    colors[254] = -0.5f;
    meta = {{"version", 2},
            {"count", 2},
            {"antialias", true},
            {"a future member", {1, 2, 3}},
            {"means",
             {{"mins", {-1.0, 0.0, 0.0}}, {"maxs", {1.0, 2.0, 0.0}}, {"files", {"low", "high"}}}},
            {"scales", {{"codebook", lnScales}, {"files", {"scales"}}}},
            {"quats", {{"files", {"rotations"}}}},
            {"sh0", {{"codebook", colors}, {"files", {"colors"}}}}};
    // Positions in steps of 1/65535 between the bounds: all at the least, all at the most.
    images = {{"low", webp(2, 1, {0, 0, 0, 255, 255, 255, 255, 255})},
              {"high", webp(2, 1, {0, 0, 0, 255, 255, 255, 255, 255})},
              // y is left out and 1; w is left out, x, y, z are 0.
              {"rotations", webp(2, 1, {128, 128, 128, 254, 128, 128, 128, 252})},
              {"scales", webp(2, 1, {7, 255, 0, 255, 7, 7, 7, 255})},
              {"colors", webp(2, 1, {1, 254, 0, 51, 0, 0, 0, 255})}};
}

std::string SogFiles::bundle() const {
    ZipText zip;
    zip.add("meta.json", meta.dump(), true);
    for (const auto& [name, content] : images) {
        zip.add(name, content);
    }
    return zip.finish();
}

} // namespace gambade::test
