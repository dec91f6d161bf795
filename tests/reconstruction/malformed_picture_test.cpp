#include "splats/error.h"
#include "tests/reconstruction/picture_files.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

using namespace gambade;
using namespace gambade::test;

namespace {

const std::vector<std::string> kPictures{
    "rgb8.png", "rgba16.png",  "grey16.png",  "palette.png", "rgb.jpg", "progressive.jpg",
    "grey.jpg", "cmyk.jpg",    "rgba.webp",   "lossy.webp",  "rgb.bmp", "palette.bmp",
    "rgb.tga",  "rgb_rle.tga", "palette.tga", "rgba.tga"};

/// The one sentence with which `path` is refused; empty where it is read.
std::string refusal(const std::filesystem::path& path) {
    try {
        loadPhoto(path);
        return "";
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::kInput);
        const std::string message = error.what();
        CHECK(message.find('\n') == std::string::npos);
        CHECK(message.find(path.string()) != std::string::npos);
        return message;
    }
}

void put(Bytes& bytes, std::size_t at, const Bytes& values) {
    std::copy(values.begin(), values.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
}

} // namespace

TEST_CASE("a picture that is cut short is refused, or nothing of its pixels is missing") {
    const ScratchFolder scratch;
    for (const std::string& name : kPictures) {
        const Bytes whole = readBytes(picturePath(name));
        const Image image = loadPhoto(picturePath(name)).image;
        const std::size_t step = std::max<std::size_t>(1, whole.size() / 150);
        int refused = 0;
        for (std::size_t length = 0; length < whole.size(); length += step) {
            const auto path = scratch.file(
                name, Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)));
            INFO(name << " cut to " << length << " of " << whole.size() << " bytes");
            if (!refusal(path).empty()) {
                ++refused;
            } else {
                CHECK(loadPhoto(path).image.rgba == image.rgba);
            }
        }
        CHECK(refused > 0);
    }
}

TEST_CASE("flipped bytes give a picture or one sentence") {
    const ScratchFolder scratch;
    std::mt19937 random(7);
    for (const std::string& name : kPictures) {
        const Bytes whole = readBytes(picturePath(name));
        for (int round = 0; round < 60; ++round) {
            Bytes bytes = whole;
            for (int flips = 0; flips < 3; ++flips) {
                bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
            }
            try {
                const Image image = loadPhoto(scratch.file(name, bytes)).image;
                REQUIRE(image.rgba.size() ==
                        static_cast<std::size_t>(image.width) * image.height * 4);
            } catch (const Error& error) {
                REQUIRE(error.kind() == ErrorKind::kInput);
            }
        }
    }
}

TEST_CASE("random bytes are not pictures") {
    const ScratchFolder scratch;
    std::mt19937 random(11);
    for (int round = 0; round < 200; ++round) {
        Bytes bytes(200 + random() % 800);
        for (auto& byte : bytes) {
            byte = static_cast<std::uint8_t>(random());
        }
        CHECK_FALSE(refusal(scratch.file("noise.bin", bytes)).empty());
    }
}

TEST_CASE("dimensions that the file cannot have are refused before the pixels") {
    const ScratchFolder scratch;
    using Catch::Matchers::Contains;

    Bytes header{0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0, 8, 6, 0, 0, 0}; // 100,000², with checksum
    Bytes png = readBytes(picturePath("rgb8.png"));
    const Bytes chunk = pngChunk("IHDR", header);
    put(png, 8, chunk);
    CHECK_THAT(refusal(scratch.file("huge.png", png)), Contains("too short"));
    header = {0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 6, 0, 0, 0}; // 30,000²
    png = join({Bytes(png.begin(), png.begin() + 8), pngChunk("IHDR", header),
                pngChunk("IDAT", Bytes(1'000'000, 0)), pngChunk("IEND", {})});
    CHECK_THAT(refusal(scratch.file("large.png", png)), Contains("100 megapixels"));

    Bytes jpeg = readBytes(picturePath("rgb.jpg"));
    for (std::size_t at = 0; at + 9 < jpeg.size(); ++at) {
        if (jpeg[at] == 0xff && jpeg[at + 1] == 0xc0) {
            put(jpeg, at + 5, {0xff, 0xff, 0xff, 0xff});
            break;
        }
    }
    CHECK_THAT(refusal(scratch.file("huge.jpg", jpeg)), Contains("too short"));

    Bytes bmp = readBytes(picturePath("rgb.bmp"));
    put(bmp, 18, {0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0x80});
    CHECK_FALSE(refusal(scratch.file("huge.bmp", bmp)).empty());

    Bytes tga = readBytes(picturePath("rgb.tga"));
    put(tga, 12, {0xff, 0xff, 0xff, 0xff});
    CHECK_THAT(refusal(scratch.file("huge.tga", tga)), Contains("cut short"));
}

TEST_CASE("what is not a picture is named") {
    const ScratchFolder scratch;
    using Catch::Matchers::Contains;
    const auto bytes = [](std::string text) { return Bytes(text.begin(), text.end()); };
    const std::vector<std::pair<std::string, std::string>> files{
        {"GIF89a......", "a GIF"},
        {std::string("\0\0\0\x18"
                     "ftypheic\0\0\0\0",
                     16),
         "a HEIC"},
        {std::string("\0\0\0\x18"
                     "ftypavif\0\0\0\0",
                     16),
         "an AVIF"},
        {"%PDF-1.4\n...", "a PDF"},
        {"Dear picture,\nwhere are you?\n", "text"},
        {"", "empty"},
        {std::string("\1\2\3\4\5\6\7", 7), "unknown kind"},
    };
    for (const auto& [content, name] : files) {
        const std::string message = refusal(scratch.file("x.png", bytes(content)));
        CHECK_THAT(message, Contains("is not a picture that Gambade reads") && Contains(name));
    }
    CHECK_FALSE(refusal(scratch.path()).empty());
    CHECK_FALSE(refusal(scratch.path() / "absent.png").empty());
}

TEST_CASE("unsupported kinds of known formats are named") {
    const ScratchFolder scratch;
    using Catch::Matchers::Contains;
    CHECK_THAT(refusal(picturePath("animated.webp")), Contains("animation"));

    // Without its Adobe segment nothing says whether a CMYK JPEG's inks are stored inverted.
    Bytes jpeg = readBytes(picturePath("cmyk.jpg"));
    const std::string adobe = "Adobe";
    const auto at = std::search(jpeg.begin(), jpeg.end(), adobe.begin(), adobe.end());
    REQUIRE(at != jpeg.end());
    *at = 'X';
    CHECK_THAT(refusal(scratch.file("cmyk.jpg", jpeg)), Contains("inks"));

    Bytes bmp = readBytes(picturePath("palette.bmp"));
    put(bmp, 30, {1, 0, 0, 0});
    CHECK_THAT(refusal(scratch.file("rle.bmp", bmp)), Contains("compressed BMP"));

    Bytes png = readBytes(picturePath("rgb8.png"));
    png[png.size() - 30] ^= 1U;
    CHECK_THAT(refusal(scratch.file("damaged.png", png)), Contains("checksum"));
}
