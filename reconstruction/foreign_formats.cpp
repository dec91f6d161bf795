#include "reconstruction/foreign_formats.h"

#include <algorithm>
#include <array>

namespace gambade {
namespace {

struct Signature {
    std::size_t at;
    std::string_view bytes;
    std::string_view name;
};

using namespace std::string_view_literals;

constexpr std::array kSignatures{
    Signature{0, "GIF8"sv, "a GIF"},
    Signature{4, "ftypavif"sv, "an AVIF"},
    Signature{4, "ftypavis"sv, "an AVIF"},
    Signature{4, "ftyphei"sv, "a HEIC"},
    Signature{4, "ftyphev"sv, "a HEIC"},
    Signature{4, "ftypmif1"sv, "a HEIF"},
    Signature{4, "ftypmsf1"sv, "a HEIF"},
    Signature{4, "ftyp"sv, "a video"},
    Signature{0, "\x1a\x45\xdf\xa3"sv, "a video"},
    Signature{0, "%PDF"sv, "a PDF"},
    Signature{0, "%!PS"sv, "a PostScript document"},
    Signature{0, "II*\0"sv, "a TIFF or a camera's raw file"},
    Signature{0, "MM\0*"sv, "a TIFF or a camera's raw file"},
    Signature{0, "8BPS"sv, "a Photoshop document"},
    Signature{0, "gimp xcf"sv, "a GIMP document"},
    Signature{0, "\xff\x0a"sv, "a JPEG XL"},
    Signature{0, "\0\0\0\x0cJXL "sv, "a JPEG XL"},
    Signature{0, "\0\0\0\x0cjP  "sv, "a JPEG 2000"},
    Signature{0, "\x76\x2f\x31\x01"sv, "an OpenEXR picture"},
    Signature{0, "#?RADIANCE"sv, "a Radiance HDR picture"},
    Signature{0, "DDS "sv, "a DDS texture"},
    Signature{0, "\0\0\1\0"sv, "an icon"},
    Signature{0, "<svg"sv, "an SVG drawing"},
    Signature{0, "<?xml"sv, "XML or an SVG drawing"},
    Signature{0, "ply\n"sv, "a PLY file"},
    Signature{0, "ply\r\n"sv, "a PLY file"},
    Signature{0, "glTF"sv, "a glTF model"},
    Signature{0, "PK\3\4"sv, "a ZIP archive"},
    Signature{0, "\x1f\x8b"sv, "a gzip archive"},
    Signature{0,
              "\x7f"
              "ELF"sv,
              "a program"},
};

bool isText(std::span<const std::byte> file) {
    return std::ranges::all_of(
        file.first(std::min<std::size_t>(file.size(), 512)), [](std::byte b) {
            const auto value = std::to_integer<unsigned>(b);
            return value >= 32 || value == '\n' || value == '\r' || value == '\t';
        });
}

} // namespace

std::string_view describeForeignFile(std::span<const std::byte> file) {
    if (file.empty()) {
        return "empty";
    }
    for (const Signature& signature : kSignatures) {
        if (file.size() >= signature.at + signature.bytes.size() &&
            std::ranges::equal(
                signature.bytes, file.subspan(signature.at, signature.bytes.size()),
                [](char a, std::byte b) { return static_cast<std::byte>(a) == b; })) {
            return signature.name;
        }
    }
    return isText(file) ? "text" : "of an unknown kind";
}

} // namespace gambade
