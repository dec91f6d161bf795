#include "reconstruction/color_profile.h"
#include "reconstruction/embedded_profile.h"
#include "splats/log.h"
#include "tests/reconstruction/icc_profile.h"

#include <catch2/catch.hpp>
#include <cstdlib>

using namespace gambade;
using namespace gambade::test;

namespace {

/// The pattern of make_pictures.py.
std::array<int, 3> pattern(int x, int y) {
    return {6 * x, 10 * y, 255 - 3 * x - 5 * y};
}

Bytes segment(std::uint8_t number, std::uint8_t count, const Bytes& piece) {
    const std::size_t length = 2 + 12 + 2 + piece.size();
    return join({{0xff, 0xe2, static_cast<std::uint8_t>(length >> 8U),
                  static_cast<std::uint8_t>(length & 255U)},
                 {'I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0, number, count},
                 piece});
}

/// The JPEG with these segments behind its first marker.
Bytes withSegments(const Bytes& jpeg, const Bytes& segments) {
    return join(
        {Bytes(jpeg.begin(), jpeg.begin() + 2), segments, Bytes(jpeg.begin() + 2, jpeg.end())});
}

/// rgb.webp with a profile. RFC 9649: the simple file's chunk goes behind a VP8X header that
/// announces the ICCP chunk.
Bytes webpWith(const Bytes& profile) {
    const Bytes simple = readBytes(picturePath("rgb.webp"));
    const auto byte = [](std::size_t value, unsigned number) {
        return static_cast<std::uint8_t>(value >> 8U * number & 255U);
    };
    const std::size_t size = profile.size();
    Bytes webp =
        join({{'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P'},
              {'V', 'P', '8', 'X', 10, 0, 0, 0, 32, 0, 0, 0, 39, 0, 0, 23, 0, 0},
              {'I', 'C', 'C', 'P', byte(size, 0), byte(size, 1), byte(size, 2), byte(size, 3)},
              profile,
              Bytes(size % 2, 0),
              Bytes(simple.begin() + 12, simple.end())});
    for (unsigned i = 0; i < 4; ++i) {
        webp[4 + i] = byte(webp.size() - 8, i);
    }
    return webp;
}

/// Largest difference of a channel from what is expected at (x, y).
template <typename Expected>
int worstDifference(const Image& image, Expected expected) {
    int worst = 0;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const std::array<int, 3> colors = expected(x, y);
            for (std::size_t channel = 0; channel < 3; ++channel) {
                const auto at = (static_cast<std::size_t>(y) * image.width + x) * 4 + channel;
                worst = std::max(worst, std::abs(image.rgba[at] - colors[channel]));
            }
        }
    }
    return worst;
}

std::array<int, 3> converted(int x, int y) {
    return toSrgb(kDisplayP3, pattern(x, y));
}

std::optional<ColorProfile> readProfile(const Bytes& icc) {
    return ColorProfile::read(std::as_bytes(std::span(icc)));
}

Photo decode(const Bytes& file) {
    return decodePhoto(std::as_bytes(std::span(file)), "picture");
}

/// Log lines while it lives.
class Listener {
public:
    Listener() {
        setLogSink([this](LogLevel, std::string_view text) { m_text += text; });
    }
    ~Listener() { setLogSink(nullptr); }
    const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

} // namespace

TEST_CASE("colours of a PNG's profile become sRGB, alpha stays") {
    const Bytes png = readBytes(picturePath("rgba8.png"));
    const Image plain = decode(png).image;
    const Image image = decode(withPngChunk(png, "iCCP", iccChunk(rgbProfile(kDisplayP3)))).image;
    CHECK(worstDifference(image, converted) <= 1);
    CHECK(worstDifference(plain, converted) > 40); // else this would show nothing
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) {
        CHECK(image.rgba[i] == plain.rgba[i]);
    }
    // 16 bits and palettes, too.
    const auto decoded = [](const char* file) {
        return decode(withPngChunk(readBytes(picturePath(file)), "iCCP",
                                   iccChunk(rgbProfile(kDisplayP3))))
            .image;
    };
    CHECK(worstDifference(decoded("rgb16.png"), converted) <= 3); // a step more at 16 bits
    CHECK(worstDifference(decoded("palette.png"),
                          [](int x, int y) { return converted(x / 8 * 8, y / 8 * 8); }) <= 1);
}

TEST_CASE("of several profiles in a PNG the first counts") {
    const Listener listener;
    const Bytes broken = withPngChunk(readBytes(picturePath("rgb8.png")), "iCCP", {'x'});
    const Bytes png = withPngChunk(broken, "iCCP", iccChunk(rgbProfile(kDisplayP3)));
    CHECK(worstDifference(decode(png).image, converted) <= 1);
    CHECK(listener.text().empty());
}

TEST_CASE("a JPEG's profile is put together from its pieces, in whatever order they come") {
    const Bytes jpeg = readBytes(picturePath("rgb.jpg"));
    const Image plain = decode(jpeg).image;
    const Bytes profile = rgbProfile(kDisplayP3);
    const auto middle = profile.begin() + 200;
    const Bytes first(profile.begin(), middle);
    const Bytes second(middle, profile.end());
    const auto fromPlain = [&](int x, int y) {
        const std::uint8_t* pixel =
            plain.rgba.data() + (static_cast<std::size_t>(y) * plain.width + x) * 4;
        return toSrgb(kDisplayP3, {pixel[0], pixel[1], pixel[2]});
    };
    for (const Bytes& segments :
         {segment(1, 1, profile), join({segment(2, 2, second), segment(1, 2, first)})}) {
        CHECK(worstDifference(decode(withSegments(jpeg, segments)).image, fromPlain) <= 1);
    }
    const Listener listener;
    for (const Bytes& segments : {segment(1, 2, first), segment(2, 2, second), segment(1, 1, first),
                                  join({segment(1, 1, profile), segment(1, 1, profile)})}) {
        CHECK(decode(withSegments(jpeg, segments)).image.rgba == plain.rgba);
    }
    CHECK_THAT(listener.text(), Catch::Contains("the colour profile of picture is damaged"));
}

TEST_CASE("a WebP's profile is used") {
    CHECK(worstDifference(decode(webpWith(rgbProfile(kDisplayP3))).image, converted) <= 1);
}

TEST_CASE("a profile is read up to a size, and taken for damaged beyond") {
    Bytes profile = rgbProfile(kDisplayP3);
    profile.resize(kLargestProfile); // a profile says itself where it ends
    const Listener listener;
    CHECK(worstDifference(decode(webpWith(profile)).image, converted) <= 1);
    const Bytes png = readBytes(picturePath("rgb8.png"));
    CHECK(worstDifference(decode(withPngChunk(png, "iCCP", iccChunk(profile))).image, converted) <=
          1);
    CHECK(listener.text().empty());
    profile.push_back(0);
    CHECK(decode(webpWith(profile)).image.rgba ==
          decode(readBytes(picturePath("rgb.webp"))).image.rgba);
    CHECK_THAT(listener.text(), Catch::Contains("the colour profile of picture is damaged"));
    CHECK(decode(withPngChunk(png, "iCCP", iccChunk(profile))).image.rgba ==
          decode(png).image.rgba);
}

TEST_CASE("greys of a profile of greys become sRGB") {
    const auto expected = [](int x, int y) {
        const int grey = greyToSrgb(1.0, 3 * x + 5 * y);
        return std::array{grey, grey, grey};
    };
    const Bytes png = readBytes(picturePath("grey8.png"));
    const Image image = decode(withPngChunk(png, "iCCP", iccChunk(greyProfile(1.0)))).image;
    CHECK(worstDifference(image, expected) <= 1);
    CHECK(worstDifference(decode(png).image, expected) > 40);
    // Such a profile says nothing of colours.
    const auto profile = readProfile(greyProfile(1.0));
    REQUIRE(profile);
    std::vector<std::uint8_t> pixels{10, 20, 30, 40};
    profile->toSrgb(pixels);
    CHECK(pixels == std::vector<std::uint8_t>{10, 20, 30, 40});
}

TEST_CASE("a profile that says sRGB changes no pixel") {
    const auto srgb = readProfile(rgbProfile(kSrgb));
    REQUIRE(srgb);
    CHECK_FALSE(srgb->changesColors());
    const auto wide = readProfile(rgbProfile(kDisplayP3));
    REQUIRE(wide);
    CHECK(wide->changesColors());
    CHECK_FALSE(ColorProfile().changesColors());
}

TEST_CASE("a damaged profile is warned of, and the colours taken as sRGB") {
    const Bytes png = readBytes(picturePath("rgb8.png"));
    const Image plain = decode(png).image;
    const Bytes profile = rgbProfile(kDisplayP3);
    Bytes notDeflated = join({{'P', '3', 0, 0}, profile});
    Bytes otherMethod = iccChunk(profile);
    otherMethod[3] = 1;
    Bytes cut = profile;
    cut.resize(cut.size() / 2);
    Bytes ofLab = profile;
    ofLab[16] = 'L'; // "LGB ": a space that there is not
    for (const Bytes& chunk : {notDeflated, otherMethod, Bytes{'P', '3'}, Bytes{}, iccChunk(cut),
                               iccChunk(ofLab), iccChunk(Bytes(200, 0))}) {
        const Listener listener;
        CHECK(decode(withPngChunk(png, "iCCP", chunk)).image.rgba == plain.rgba);
        CHECK(listener.text() ==
              "the colour profile of picture is damaged: its colours are taken as sRGB");
    }
}
