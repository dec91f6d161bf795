#include "tests/reconstruction/icc_profile.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <zlib.h>

namespace gambade::test {
namespace {

void append(Bytes& bytes, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

void append(Bytes& bytes, const char (&signature)[5]) {
    for (std::size_t i = 0; i < 4; ++i) {
        bytes.push_back(static_cast<std::uint8_t>(signature[i]));
    }
}

/// s15Fixed16Number
void append(Bytes& bytes, double value) {
    append(bytes,
           static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536))));
}

struct Tag {
    std::array<char, 5> signature;
    Bytes content;
};

Bytes xyzContent(const std::array<double, 3>& xyz) {
    Bytes content;
    append(content, "XYZ ");
    append(content, 0U);
    for (const double value : xyz) {
        append(content, value);
    }
    return content;
}

Bytes curveContent(double gamma) {
    Bytes content;
    append(content, "curv");
    append(content, 0U);
    append(content, 1U);
    const auto fixed = static_cast<std::uint32_t>(std::lround(gamma * 256));
    append(content, fixed << 16U); // u8Fixed8Number and two bytes of padding
    return content;
}

/// sRGB's: a parametric curve of the third kind, (a·x + b)^g from d on and c·x below.
Bytes srgbCurveContent() {
    Bytes content;
    append(content, "para");
    append(content, 0U);
    append(content, 3U << 16U);
    for (const double value : {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) {
        append(content, value);
    }
    return content;
}

double linear(int encoded) {
    const double value = encoded / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

constexpr std::array<double, 3> kD50 = {0.9642, 1.0, 0.8249};

Bytes makeProfile(const char (&space)[5], std::vector<Tag> tags) {
    tags.push_back({{"wtpt"}, xyzContent(kD50)});
    Bytes table;
    Bytes contents;
    append(table, static_cast<std::uint32_t>(tags.size()));
    const std::size_t start = 128 + 4 + 12 * tags.size();
    for (const Tag& tag : tags) {
        table.insert(table.end(), tag.signature.begin(), tag.signature.begin() + 4);
        append(table, static_cast<std::uint32_t>(start + contents.size()));
        append(table, static_cast<std::uint32_t>(tag.content.size()));
        contents.insert(contents.end(), tag.content.begin(), tag.content.end());
    }
    Bytes header;
    append(header, static_cast<std::uint32_t>(start + contents.size()));
    append(header, 0U);          // no preferred engine
    append(header, 0x04200000U); // version 4.2
    append(header, "mntr");      // a display
    append(header, space);
    append(header, "XYZ ");
    header.resize(36); // no date
    append(header, "acsp");
    header.resize(68); // no platform, flags, device
    for (const double value : kD50) {
        append(header, value);
    }
    header.resize(128);
    return join({header, table, contents});
}

int encoded(double linear) {
    linear = std::clamp(linear, 0.0, 1.0);
    const double value =
        linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
    return static_cast<int>(std::lround(255 * value));
}

} // namespace

Bytes rgbProfile(const Primaries& primaries) {
    const Bytes curve = srgbCurveContent();
    return makeProfile("RGB ", {{{"rXYZ"}, xyzContent(primaries[0])},
                                {{"gXYZ"}, xyzContent(primaries[1])},
                                {{"bXYZ"}, xyzContent(primaries[2])},
                                {{"rTRC"}, curve},
                                {{"gTRC"}, curve},
                                {{"bTRC"}, curve}});
}

Bytes greyProfile(double gamma) {
    return makeProfile("GRAY", {{{"kTRC"}, curveContent(gamma)}});
}

Bytes iccChunk(const Bytes& profile) {
    Bytes deflated(compressBound(profile.size()));
    auto length = static_cast<uLongf>(deflated.size());
    REQUIRE(compress(deflated.data(), &length, profile.data(), profile.size()) == Z_OK);
    deflated.resize(length);
    return join({{'P', '3', 0, 0}, deflated});
}

std::array<int, 3> toSrgb(const Primaries& primaries, const std::array<int, 3>& color) {
    // From XYZ of D50 to linear sRGB.
    constexpr double kFromXyz[3][3] = {{3.1338561, -1.6168667, -0.4906146},
                                       {-0.9787684, 1.9161415, 0.0334540},
                                       {0.0719453, -0.2289914, 1.4052427}};
    double xyz[3] = {};
    for (std::size_t channel = 0; channel < 3; ++channel) {
        for (std::size_t axis = 0; axis < 3; ++axis) {
            xyz[axis] += linear(color[channel]) * primaries[channel][axis];
        }
    }
    std::array<int, 3> srgb{};
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const auto& row = kFromXyz[channel];
        srgb[channel] = encoded(row[0] * xyz[0] + row[1] * xyz[1] + row[2] * xyz[2]);
    }
    return srgb;
}

int greyToSrgb(double gamma, int grey) {
    return encoded(std::pow(grey / 255.0, gamma));
}

} // namespace gambade::test
