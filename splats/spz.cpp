#include "splats/spz.h"

#include "splats/atomic_file.h"
#include "splats/error.h"
#include "splats/gzip.h"
#include "splats/packing.h"
#include "splats/zstd.h"

#include <array>
#include <fmt/core.h>
#include <limits>
#include <numbers>

namespace gambade {
namespace {

constexpr std::uint32_t kMagic = 0x5053474e; // "NGSP"
constexpr std::uint8_t kAntialiased = 1;
constexpr int kFractionalBits = 12;
constexpr float kColorScale = 0.15f;
constexpr float kShScale = 128.0f;
// Smallest-three rotations: 2 bits for which component is left out, then sign and 9 bits of each
// other one, whose magnitude is at most √½.
constexpr std::uint32_t kMagnitudeMask = (1u << 9) - 1;
constexpr float kLargestOfThree = static_cast<float>(1.0 / std::numbers::sqrt2);

struct Header {
    std::uint32_t magic = kMagic;
    std::uint32_t version = 3;
    std::uint32_t count = 0;
    std::uint8_t shDegree = 0;
    std::uint8_t fractionalBits = kFractionalBits;
    std::uint8_t flags = 0;
    std::uint8_t reserved = 0;
};
static_assert(sizeof(Header) == 16);

/// Version 4: a header outside the compressed arrays, each of which is a Zstandard stream. A table
/// of their sizes lies in front of the first.
struct PlainHeader {
    Header common; ///< `reserved` is the number of streams.
    std::uint32_t tableOffset = 0;
    std::uint8_t reserved[12] = {};
};
static_assert(sizeof(PlainHeader) == 32);

struct StreamSizes {
    std::uint64_t packed;
    std::uint64_t unpacked;
};

/// Where each array lies behind the header, in bytes.
struct Layout {
    std::size_t alphas, colors, scales, rotations, sh, end;
    std::size_t rotationSize;

    explicit Layout(const Header& header) {
        const std::size_t n = header.count;
        rotationSize = header.version == 2 ? 3 : 4;
        alphas = 9 * n;
        colors = alphas + n;
        scales = colors + 3 * n;
        rotations = scales + 3 * n;
        sh = rotations + rotationSize * n;
        end = sh + 3 * (shCoefficientCount(header.shDegree) - 1) * n;
    }
};

[[noreturn]] void fail(const std::string& reason) {
    throw Error(ErrorKind::kInput, reason);
}

/// Whether it begins as version 4, which has its header outside of any compression.
bool isPlain(std::span<const std::byte> file) {
    return file.size() >= sizeof(PlainHeader) && loadAt<std::uint32_t>(file, 0) == kMagic;
}

/// A header without the magic where there is none.
Header readHeader(GzipReader& reader) {
    Header header;
    if (!reader.read(std::as_writable_bytes(std::span(&header, 1)))) {
        header.magic = 0;
    }
    return header;
}

void checkHeader(const Header& header, bool plain, std::size_t fileSize) {
    if (plain ? header.version != 4 : header.version != 2 && header.version != 3) {
        fail(fmt::format("it is SPZ version {}; versions 2, 3 and 4 can be read", header.version));
    }
    if (header.shDegree > kMaxShDegree) {
        fail(fmt::format("its SH coefficients are of degree {}; up to {} can be read",
                         header.shDegree, kMaxShDegree));
    }
    if (header.fractionalBits > 23) {
        fail("its SPZ header is damaged");
    }
    // Zstandard has no such limit, but splats do not pack better by it.
    if (Layout(header).end > gzipMaximumSize(fileSize)) {
        fail(fmt::format("its header declares {} splats, more than its {} bytes can hold",
                         header.count, fileSize));
    }
}

glm::vec3 decodePosition(const std::byte* bytes, float scale) {
    glm::vec3 position;
    for (int axis = 0; axis < 3; ++axis, bytes += 3) {
        const std::uint32_t bits = std::to_integer<std::uint32_t>(bytes[0]) << 8 |
                                   std::to_integer<std::uint32_t>(bytes[1]) << 16 |
                                   std::to_integer<std::uint32_t>(bytes[2]) << 24;
        // Shifting back as a signed number extends the sign of its 24 bits.
        position[axis] = static_cast<float>(static_cast<std::int32_t>(bits) >> 8) * scale;
    }
    return position;
}

/// x y z w with the component left out computed from the unit length.
glm::quat completeRotation(std::array<float, 4> xyzw, std::size_t leftOut) {
    completeUnitVector(xyzw, leftOut);
    return unitRotation({xyzw[3], xyzw[0], xyzw[1], xyzw[2]});
}

glm::quat decodeRotation2(const std::byte* bytes) {
    const auto component = [bytes](int i) {
        return static_cast<float>(std::to_integer<int>(bytes[i])) / 127.5f - 1.0f;
    };
    return completeRotation({component(0), component(1), component(2), 0.0f}, 3);
}

glm::quat decodeRotation3(std::uint32_t packed) {
    const std::size_t leftOut = packed >> 30;
    std::array<float, 4> xyzw = {};
    for (std::size_t i = 4; i-- > 0;) {
        if (i != leftOut) {
            const float magnitude =
                kLargestOfThree * static_cast<float>(packed & kMagnitudeMask) / kMagnitudeMask;
            xyzw[i] = (packed >> 9 & 1) != 0 ? -magnitude : magnitude;
            packed >>= 10;
        }
    }
    return completeRotation(xyzw, leftOut);
}

std::uint32_t encodeRotation3(const glm::quat& q) {
    const std::array<float, 4> xyzw = {q.x, q.y, q.z, q.w};
    const std::size_t leftOut = largestComponent(xyzw);
    std::uint32_t packed = static_cast<std::uint32_t>(leftOut);
    for (std::size_t i = 0; i < 4; ++i) {
        if (i != leftOut) {
            // q and −q are one rotation: the component left out is made positive.
            const std::uint32_t negative = (xyzw[i] < 0.0f) != (xyzw[leftOut] < 0.0f) ? 1 : 0;
            const float scaled =
                std::min(1.0f, std::abs(xyzw[i]) / kLargestOfThree) * kMagnitudeMask;
            packed = packed << 10 | negative << 9 | static_cast<std::uint32_t>(scaled + 0.5f);
        }
    }
    return packed;
}

void decode(const Header& header, std::span<const std::byte> body, GaussianCloud& cloud) {
    const Layout at(header);
    const float positionScale = 1.0f / static_cast<float>(1u << header.fractionalBits);
    const auto byteAt = [body](std::size_t offset) {
        return static_cast<float>(std::to_integer<int>(body[offset]));
    };
    const std::size_t coefficients = shCoefficientCount(header.shDegree);
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        cloud.positions[i] = decodePosition(body.data() + 9 * i, positionScale);
        cloud.opacities[i] = byteAt(at.alphas + i) / 255.0f;
        const std::size_t rotation = at.rotations + at.rotationSize * i;
        cloud.rotations[i] = header.version == 2
                                 ? decodeRotation2(body.data() + rotation)
                                 : decodeRotation3(loadAt<std::uint32_t>(body, rotation));
        glm::vec3* sh = cloud.sh.data() + i * coefficients;
        for (std::size_t c = 0; c < 3; ++c) {
            const auto axis = static_cast<glm::length_t>(c);
            cloud.scales[i][axis] = std::exp(byteAt(at.scales + 3 * i + c) / 16.0f - 10.0f);
            sh[0][axis] = (byteAt(at.colors + 3 * i + c) / 255.0f - 0.5f) / kColorScale;
            for (std::size_t k = 1; k < coefficients; ++k) {
                const std::size_t entry = 3 * ((coefficients - 1) * i + k - 1) + c;
                sh[k][axis] = (byteAt(at.sh + entry) - kShScale) / kShScale;
            }
        }
    }
}

void encodePosition(const glm::vec3& position, std::byte* bytes,
                    const std::filesystem::path& path) {
    constexpr float kScale = 1 << kFractionalBits;
    constexpr float kLimit = (1 << 23) - 1;
    for (int axis = 0; axis < 3; ++axis) {
        const float scaled = std::round(position[axis] * kScale);
        if (std::abs(scaled) > kLimit) {
            throw Error(ErrorKind::kOutput,
                        fmt::format("cannot write {}: SPZ holds positions within ±2048 only; "
                                    "write a .ply instead",
                                    path.string()));
        }
        const auto bits = static_cast<std::uint32_t>(static_cast<std::int32_t>(scaled));
        for (int byte = 0; byte < 3; ++byte) {
            *bytes++ = static_cast<std::byte>(bits >> (8 * byte) & 0xff);
        }
    }
}

/// Writes the splats of `block` into the arrays, its first one as splat `begin`.
void encode(const Header& header, const GaussianCloud& block, std::size_t begin,
            std::span<std::byte> body, const std::filesystem::path& path) {
    const Layout at(header);
    const std::size_t coefficients = shCoefficientCount(header.shDegree);
    for (std::size_t i = 0; i < block.size(); ++i) {
        const std::size_t n = begin + i;
        encodePosition(block.positions[i], body.data() + 9 * n, path);
        body[at.alphas + n] = std::byte(toByte(block.opacities[i] * 255.0f));
        const std::uint32_t rotation = encodeRotation3(block.rotations[i]);
        std::memcpy(body.data() + at.rotations + 4 * n, &rotation, sizeof(rotation));
        const glm::vec3* sh = block.sh.data() + i * coefficients;
        for (std::size_t c = 0; c < 3; ++c) {
            const auto axis = static_cast<glm::length_t>(c);
            body[at.scales + 3 * n + c] =
                std::byte(toByte((std::log(block.scales[i][axis]) + 10.0f) * 16.0f));
            body[at.colors + 3 * n + c] =
                std::byte(toByte((sh[0][axis] * kColorScale + 0.5f) * 255.0f));
            for (std::size_t k = 1; k < coefficients; ++k) {
                body[at.sh + 3 * ((coefficients - 1) * n + k - 1) + c] =
                    std::byte(toByte(sh[k][axis] * kShScale + kShScale));
            }
        }
    }
}

/// Reads the arrays by pieces, so that a small file that lies about its count takes little memory
/// before its end is met.
template <class Reader>
GaussianCloud readArrays(const Header& header, Reader& reader, const Progress& progress) {
    constexpr std::size_t kPiece = 1 << 24;
    const std::size_t size = Layout(header).end;
    std::vector<std::byte> body;
    while (body.size() < size) {
        progress.update("reading",
                        0.7 * static_cast<double>(body.size()) / static_cast<double>(size));
        const std::size_t begin = body.size();
        body.resize(std::min(size, begin + kPiece));
        if (!reader.read(std::span(body).subspan(begin))) {
            fail("it ends before all that its header declares was read (is the file cut off?)");
        }
    }
    progress.update("reading", 0.7);
    GaussianCloud cloud;
    cloud.resize(header.count, header.shDegree);
    cloud.antialiased = (header.flags & kAntialiased) != 0;
    decode(header, body, cloud);
    rotateHalfTurnAboutY(cloud);
    progress.update("reading", 1.0);
    return cloud;
}

GaussianCloud readPlain(std::span<const std::byte> file, const Progress& progress) {
    const auto header = loadAt<PlainHeader>(file, 0);
    checkHeader(header.common, true, file.size());
    const std::size_t streamCount = header.common.reserved;
    const std::size_t streams = header.tableOffset + streamCount * sizeof(StreamSizes);
    if (header.tableOffset < sizeof(PlainHeader) || streams > file.size()) {
        fail("the table of its streams lies outside of it (is the file cut off?)");
    }
    std::uint64_t unpacked = 0;
    for (std::size_t i = 0; i < streamCount; ++i) {
        unpacked +=
            loadAt<StreamSizes>(file, header.tableOffset + i * sizeof(StreamSizes)).unpacked;
    }
    if (unpacked != Layout(header.common).end) {
        fail(fmt::format("its streams have {} bytes; its {} splats need {}", unpacked,
                         header.common.count, Layout(header.common).end));
    }
    // The streams follow each other in the order of the arrays, and so unpack as one.
    ZstdReader reader(file.subspan(streams));
    return readArrays(header.common, reader, progress);
}

} // namespace

bool isSpz(std::span<const std::byte> file) {
    if (isPlain(file)) {
        return true;
    }
    if (!isGzip(file)) {
        return false;
    }
    GzipReader reader(file);
    return readHeader(reader).magic == kMagic;
}

GaussianCloud readSpz(std::span<const std::byte> file, const Progress& progress) {
    progress.update("reading", 0.0);
    if (isPlain(file)) {
        return readPlain(file, progress);
    }
    GzipReader reader(file);
    const Header header = readHeader(reader);
    if (header.magic != kMagic) {
        fail("it has no SPZ header");
    }
    checkHeader(header, false, file.size());
    return readArrays(header, reader, progress);
}

void writeSpz(const GaussianCloud& cloud, const std::filesystem::path& path,
              const WriteOptions& /*options*/, const Progress& progress) {
    Header header;
    if (cloud.size() > std::numeric_limits<std::uint32_t>::max()) {
        throw Error(
            ErrorKind::kOutput,
            fmt::format("cannot write {}: SPZ holds at most 2^32 − 1 splats", path.string()));
    }
    header.count = static_cast<std::uint32_t>(cloud.size());
    header.shDegree = static_cast<std::uint8_t>(cloud.shDegree);
    header.flags = cloud.antialiased ? kAntialiased : 0;

    std::vector<std::byte> bytes(sizeof(Header) + Layout(header).end);
    std::memcpy(bytes.data(), &header, sizeof(Header));
    constexpr std::size_t kBlock = 16384; // so that turning the axes needs no second cloud
    for (std::size_t begin = 0; begin < cloud.size(); begin += kBlock) {
        progress.throwIfCancelled();
        GaussianCloud block = slice(cloud, begin, std::min(begin + kBlock, cloud.size()));
        rotateHalfTurnAboutY(block);
        encode(header, block, begin, std::span(bytes).subspan(sizeof(Header)), path);
    }
    AtomicFile file(path);
    writeGzip(file, bytes, progress);
    progress.throwIfCancelled();
    file.commit();
    progress.update("writing", 1.0);
}

} // namespace gambade
