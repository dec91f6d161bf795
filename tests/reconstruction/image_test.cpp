#include "reconstruction/data_files.h"
#include "reconstruction/digest.h"
#include "tests/reconstruction/picture_files.h"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

using namespace gambade;
using namespace gambade::test;

namespace {

using Color = std::array<int, 4>;

/// The pattern of make_pictures.py.
Color rgb(int x, int y) {
    return {6 * x, 10 * y, 255 - 3 * x - 5 * y, 255};
}
Color rgba(int x, int y) {
    Color color = rgb(x, y);
    color[3] = x < 20 ? 255 : 255 - 6 * y;
    return color;
}
Color grey(int x, int y) {
    return {3 * x + 5 * y, 3 * x + 5 * y, 3 * x + 5 * y, 255};
}
Color greyAlpha(int x, int y) {
    Color color = grey(x, y);
    color[3] = rgba(x, y)[3];
    return color;
}
Color palette(int x, int y) {
    return rgb(x / 8 * 8, y / 8 * 8);
}

struct Case {
    const char* file;
    const char* format;
    Color (*expected)(int, int);
    int tolerance; ///< 8-bit steps; 0 for everything lossless
};

int worstDifference(const Image& image, Color (*expected)(int, int)) {
    int worst = 0;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            for (std::size_t channel = 0; channel < 4; ++channel) {
                const auto at = (static_cast<std::size_t>(y) * image.width + x) * 4 + channel;
                worst = std::max(worst, std::abs(image.rgba[at] - expected(x, y)[channel]));
            }
        }
    }
    return worst;
}

} // namespace

TEST_CASE("every kind of picture file decodes to its pixels") {
    const auto sample = GENERATE(values<Case>({
        {"rgb8.png", "PNG", rgb, 0},        {"rgba8.png", "PNG", rgba, 0},
        {"grey8.png", "PNG", grey, 0},      {"grey_alpha8.png", "PNG", greyAlpha, 0},
        {"rgb16.png", "PNG", rgb, 0},       {"rgba16.png", "PNG", rgba, 0},
        {"grey16.png", "PNG", grey, 0},     {"palette.png", "PNG", palette, 0},
        {"rgb.jpg", "JPEG", rgb, 3},        {"progressive.jpg", "JPEG", rgb, 3},
        {"grey.jpg", "JPEG", grey, 3},      {"cmyk.jpg", "JPEG", rgb, 3},
        {"rgb.webp", "WebP", rgb, 0},       {"rgba.webp", "WebP", rgba, 0},
        {"lossy.webp", "WebP", rgb, 12},    {"rgb.bmp", "BMP", rgb, 0},
        {"rgba.bmp", "BMP", rgba, 0},       {"palette.bmp", "BMP", palette, 0},
        {"rgb.tga", "TGA", rgb, 0},         {"rgb_rle.tga", "TGA", rgb, 0},
        {"rgba.tga", "TGA", rgba, 0},       {"grey.tga", "TGA", grey, 0},
        {"palette.tga", "TGA", palette, 0},
    }));
    INFO(sample.file);
    const Photo photo = loadPhoto(picturePath(sample.file));
    CHECK(photo.format == sample.format);
    CHECK(photo.image.width == 40);
    CHECK(photo.image.height == 24);
    REQUIRE(photo.image.rgba.size() == 40U * 24U * 4U);
    CHECK(worstDifference(photo.image, sample.expected) <= sample.tolerance);
    CHECK(photo.hasAlpha == (sample.expected(39, 23)[3] != 255));
    CHECK_FALSE(photo.fovYDegrees.has_value());
    CHECK(photo.file == picturePath(sample.file));
}

TEST_CASE("the content decides the format, not the name") {
    const ScratchFolder scratch;
    const Photo photo = loadPhoto(scratch.file("wrong.jpg", readBytes(picturePath("rgba.webp"))));
    CHECK(photo.format == "WebP");
}

TEST_CASE("the digest is that of the file's bytes") {
    // FIPS 180-4 examples.
    const std::string abc = "abc";
    CHECK(sha256Hex(std::as_bytes(std::span(abc))) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256Hex({}) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    const Bytes file = readBytes(picturePath("rgb8.png"));
    CHECK(loadPhoto(picturePath("rgb8.png")).sha256 == sha256Hex(std::as_bytes(std::span(file))));
}

TEST_CASE("all eight Exif orientations are turned upright") {
    // TIFF 6.0: on which side of the upright picture the stored row 0 and column 0 lie.
    struct Sides {
        char row;
        char column;
    };
    const std::array<Sides, 8> sides{{{'T', 'L'},
                                      {'T', 'R'},
                                      {'B', 'R'},
                                      {'B', 'L'},
                                      {'L', 'T'},
                                      {'R', 'T'},
                                      {'R', 'B'},
                                      {'L', 'B'}}};
    const int orientation = GENERATE(range(1, 9));
    const bool bigEndian = GENERATE(false, true);
    CAPTURE(orientation, bigEndian);
    const ScratchFolder scratch;
    const Bytes exif =
        exifBlock({{274, 3, static_cast<std::uint32_t>(orientation)}}, {}, bigEndian);
    const Photo photo = loadPhoto(
        scratch.file("turned.png", withPngChunk(readBytes(picturePath("rgb8.png")), "eXIf", exif)));

    const Sides side = sides[static_cast<std::size_t>(orientation - 1)];
    const bool rowIsHorizontal = side.row == 'T' || side.row == 'B';
    REQUIRE(photo.image.width == (rowIsHorizontal ? 40 : 24));
    REQUIRE(photo.image.height == (rowIsHorizontal ? 24 : 40));
    const auto across = [](char edge, int index, int extent) { // from the edge that is index 0
        return edge == 'R' || edge == 'B' ? extent - 1 - index : index;
    };
    int wrong = 0;
    for (int row = 0; row < 24; ++row) {
        for (int column = 0; column < 40; ++column) {
            const int a = across(side.row, row, 24);
            const int b = across(side.column, column, 40);
            const int x = rowIsHorizontal ? b : a;
            const int y = rowIsHorizontal ? a : b;
            for (std::size_t channel = 0; channel < 4; ++channel) {
                const auto at = (static_cast<std::size_t>(y) * photo.image.width + x) * 4 + channel;
                wrong += photo.image.rgba[at] != rgb(column, row)[channel] ? 1 : 0;
            }
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("Exif is found in JPEG and WebP too") {
    const ScratchFolder scratch;
    const Bytes exif = exifBlock({{274, 3, 6}}, {}, false);

    const Bytes jpeg = readBytes(picturePath("rgb.jpg"));
    const Bytes rest(jpeg.begin() + 2, jpeg.end());
    const auto length = static_cast<std::uint8_t>(exif.size());
    CHECK(
        loadPhoto(scratch.file("a.jpg", join({{0xff, 0xd8, 0xff, 0xe1, 0, std::uint8_t(8 + length)},
                                              {'E', 'x', 'i', 'f', 0, 0},
                                              exif,
                                              rest})))
            .image.width == 24);

    // RFC 9649: the simple file's chunk goes behind a VP8X header that announces the EXIF chunk.
    const Bytes simple = readBytes(picturePath("rgb.webp"));
    Bytes webp = join({{'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P'},
                       {'V', 'P', '8', 'X', 10, 0, 0, 0, 8, 0, 0, 0, 39, 0, 0, 23, 0, 0},
                       Bytes(simple.begin() + 12, simple.end()),
                       {'E', 'X', 'I', 'F', length, 0, 0, 0},
                       exif});
    webp[4] = static_cast<std::uint8_t>((webp.size() - 8) & 255U);
    webp[5] = static_cast<std::uint8_t>((webp.size() - 8) >> 8U);
    CHECK(loadPhoto(scratch.file("a.webp", webp)).image.width == 24);

    // An empty EXIF chunk does not take what the next chunk begins with for its own prefix.
    Bytes empty =
        join({Bytes(webp.begin(), webp.end() - 8 - static_cast<std::ptrdiff_t>(exif.size())),
              {'E', 'X', 'I', 'F', 0, 0, 0, 0},
              {'E', 'x', 'i', 'f', 0, 0, 0, 0}});
    empty[4] = static_cast<std::uint8_t>((empty.size() - 8) & 255U);
    empty[5] = static_cast<std::uint8_t>((empty.size() - 8) >> 8U);
    CHECK(loadPhoto(scratch.file("b.webp", empty)).image.width == 40);
}

TEST_CASE("the vertical field of view comes from Exif where it is plausible") {
    struct Fov {
        const char* what;
        int orientation;
        std::vector<ExifValue> photo;
        double degrees; ///< 0: none
    };
    const double kDegrees = 180.0 / std::acos(-1.0);
    // The pattern is 40 × 24, its diagonal sqrt(2176); film has sqrt(36² + 24²) there.
    const double film = std::sqrt(36.0 * 36.0 + 24.0 * 24.0) / std::sqrt(2176.0);
    const std::vector<Fov> cases{
        {"film length", 1, {{0xA405, 3, 50}}, 2.0 * std::atan(24.0 * film / 100.0) * kDegrees},
        {"held upright", 6, {{0xA405, 3, 50}}, 2.0 * std::atan(40.0 * film / 100.0) * kDegrees},
        // 4000 × 2400 pixels at 1000 a centimetre: a sensor of 40 × 24 mm, of it 24 upright.
        {"focal plane",
         1,
         {{0x920A, 5, 120, 10},
          {0xA002, 4, 4000},
          {0xA003, 4, 2400},
          {0xA20E, 5, 1000, 1},
          {0xA20F, 5, 1000, 1},
          {0xA210, 3, 3}},
         90.0},
        {"focal plane, held upright",
         8,
         {{0x920A, 5, 20, 1},
          {0xA002, 4, 4000},
          {0xA003, 4, 2400},
          {0xA20E, 5, 1000, 1},
          {0xA20F, 5, 1000, 1},
          {0xA210, 3, 3}},
         90.0},
        {"no sensor size", 1, {{0x920A, 5, 120, 10}}, 0.0},
        {"unknown (0)", 1, {{0xA405, 3, 0}}, 0.0},
        {"absurdly wide", 1, {{0xA405, 3, 1}}, 0.0},
        {"absurdly long", 1, {{0xA405, 3, 20000}}, 0.0},
        {"cropped since", 1, {{0xA405, 3, 50}, {0xA002, 4, 4000}, {0xA003, 4, 3000}}, 0.0},
        {"division by zero", 1, {{0x920A, 5, 1, 0}, {0xA20E, 5, 1, 0}, {0xA20F, 5, 1, 0}}, 0.0},
    };
    const ScratchFolder scratch;
    for (const Fov& fov : cases) {
        INFO(fov.what);
        const Bytes exif =
            exifBlock({{274, 3, static_cast<std::uint32_t>(fov.orientation)}}, fov.photo, true);
        const Photo photo = loadPhoto(scratch.file(
            "fov.png", withPngChunk(readBytes(picturePath("rgb8.png")), "eXIf", exif)));
        REQUIRE(photo.fovYDegrees.has_value() == (fov.degrees > 0.0));
        if (photo.fovYDegrees) {
            CHECK(*photo.fovYDegrees == Approx(fov.degrees).margin(1e-9));
        }
    }
}

TEST_CASE("data files are found in GAMBADE_DATA_DIR first") {
    const ScratchFolder scratch;
    std::filesystem::create_directory(scratch.path() / "models");
    scratch.file("models/there.bin", {1});
    REQUIRE(setenv("GAMBADE_DATA_DIR", scratch.path().c_str(), 1) == 0);
    CHECK(dataFolders().front() == scratch.path());
    CHECK(findDataFile("models/there.bin") == scratch.path() / "models" / "there.bin");
    CHECK(findDataFile("models/absent.bin").empty());
    CHECK(findDataFile("models").empty());
    unsetenv("GAMBADE_DATA_DIR");
    CHECK(findDataFile("models/there.bin").empty());
}
