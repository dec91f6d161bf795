#pragma once

#include "reconstruction/image.h"

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace gambade::test {

using Bytes = std::vector<std::uint8_t>;

/// A folder of its own, removed with everything in it.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return m_path; }
    /// Writes a file into the folder and gives its path.
    std::filesystem::path file(const std::string& name, const Bytes& bytes) const;

private:
    std::filesystem::path m_path;
};

/// tests/data/images/NAME.
std::filesystem::path picturePath(const std::string& name);
Bytes readBytes(const std::filesystem::path& path);

/// The parts one after the other.
Bytes join(std::initializer_list<Bytes> parts);

/// A PNG chunk with its checksum.
Bytes pngChunk(const std::string& type, const Bytes& data);
/// `png` with one more chunk after its header.
Bytes withPngChunk(const Bytes& png, const std::string& type, const Bytes& data);
/// A colour or alpha PNG of 8 bits, written by the few rules of the format alone (stored deflate
/// blocks), independently of the decoders and writers under test.
Bytes encodePng(const Image& image);

/// One entry of a TIFF directory: SHORT (3), LONG (4) or RATIONAL (5).
struct ExifValue {
    std::uint16_t tag;
    std::uint16_t type;
    std::uint32_t numerator;
    std::uint32_t denominator = 1;
};
/// A TIFF-structured Exif block: `main` in IFD 0, `photo` in the Exif IFD.
Bytes exifBlock(const std::vector<ExifValue>& main, const std::vector<ExifValue>& photo,
                bool bigEndian);

/// An image filled by `color(x, y)` → {R, G, B, A}.
template <typename Color>
Image makeImage(int width, int height, Color color) {
    Image image{width, height, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (const int value : color(x, y)) {
                image.rgba.push_back(static_cast<std::uint8_t>(value));
            }
        }
    }
    return image;
}

} // namespace gambade::test
