#include "splats/atomic_file.h"
#include "splats/compressed_ply.h"
#include "splats/compressed_ply_layout.h"
#include "splats/morton_order.h"
#include "splats/packing.h"
#include "splats/ply_comments.h"

#include <bit>
#include <cfloat>
#include <fmt/core.h>
#include <numbers>

namespace gambade {
namespace {

using namespace compressed_ply;

static_assert(std::endian::native == std::endian::little, "rows are written as they lie in memory");

std::string makeHeader(const GaussianCloud& cloud, Axes axes) {
    std::string header = "ply\nformat binary_little_endian 1.0\n";
    for (const std::string& comment : makePlyComments(cloud, axes)) {
        header += "comment " + comment + "\n";
    }
    header += fmt::format("element chunk {}\n", (cloud.size() + kChunkSize - 1) / kChunkSize);
    for (const std::string_view name : kChunkNames) {
        header += fmt::format("property float {}\n", name);
    }
    header += fmt::format("element vertex {}\n", cloud.size());
    for (const std::string_view name : kWordNames) {
        header += fmt::format("property uint {}\n", name);
    }
    const std::size_t restCount = 3 * (shCoefficientCount(cloud.shDegree) - 1);
    if (restCount > 0) {
        header += fmt::format("element sh {}\n", cloud.size());
        for (std::size_t i = 0; i < restCount; ++i) {
            header += fmt::format("property uchar f_rest_{}\n", i);
        }
    }
    return header + "end_header\n";
}

/// `value` of [0,1] in so many bits.
std::uint32_t pack(float value, int bits) {
    const float largest = static_cast<float>((1u << bits) - 1);
    return static_cast<std::uint32_t>(std::clamp(value, 0.0f, 1.0f) * largest + 0.5f);
}

/// Where the value lies between the chunk's bounds.
float fraction(const Chunk& chunk, Bound minimum, Bound maximum, std::size_t axis, float value) {
    const float extent = chunk[maximum + axis] - chunk[minimum + axis];
    return extent > 0.0f ? (value - chunk[minimum + axis]) / extent : 0.0f;
}

std::uint32_t packVector(const glm::vec3& v, const Chunk& chunk, Bound minimum, Bound maximum) {
    std::uint32_t word = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const float t =
            fraction(chunk, minimum, maximum, axis, v[static_cast<glm::length_t>(axis)]);
        word = word << kVectorBits[axis] | pack(t, kVectorBits[axis]);
    }
    return word;
}

std::uint32_t packRotation(const glm::quat& q) {
    const std::array<float, 4> wxyz = {q.w, q.x, q.y, q.z};
    const std::size_t leftOut = largestComponent(wxyz);
    // q and −q are one rotation: the component left out is made positive.
    const float scale = std::copysign(static_cast<float>(1.0 / std::numbers::sqrt2), wxyz[leftOut]);
    auto word = static_cast<std::uint32_t>(leftOut);
    for (std::size_t i = 0; i < 4; ++i) {
        if (i != leftOut) {
            word = word << kRotationBits | pack(wxyz[i] * scale + 0.5f, kRotationBits);
        }
    }
    return word;
}

std::uint8_t packSh(float value) {
    return static_cast<std::uint8_t>(
        std::clamp((value / (2.0f * kShLimit) + 0.5f) * 256.0f, 0.0f, 255.0f));
}

/// The arrays of the file, which follow each other.
struct Body {
    std::vector<Chunk> chunks;
    std::vector<Words> vertices;
    std::vector<std::uint8_t> sh;
};

void appendChunk(const GaussianCloud& block, Body& body) {
    std::vector<glm::vec3> lnScales(block.size());
    std::vector<glm::vec3> colors(block.size());
    for (std::size_t i = 0; i < block.size(); ++i) {
        lnScales[i] = glm::log(glm::max(block.scales[i], glm::vec3(FLT_MIN)));
        colors[i] = block.baseColor(i);
    }
    Chunk& chunk = body.chunks.emplace_back();
    const auto setBounds = [&chunk](const std::vector<glm::vec3>& values, Bound minimum,
                                    Bound maximum) {
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const auto a = static_cast<glm::length_t>(axis);
            const auto [low, high] = std::minmax_element(
                values.begin(), values.end(),
                [a](const glm::vec3& p, const glm::vec3& q) { return p[a] < q[a]; });
            chunk[minimum + axis] = (*low)[a];
            chunk[maximum + axis] = (*high)[a];
        }
    };
    setBounds(block.positions, kMinPosition, kMaxPosition);
    setBounds(lnScales, kMinScale, kMaxScale);
    setBounds(colors, kMinColor, kMaxColor);

    const std::size_t coefficients = shCoefficientCount(block.shDegree);
    for (std::size_t i = 0; i < block.size(); ++i) {
        Words& words = body.vertices.emplace_back();
        words[kPosition] = packVector(block.positions[i], chunk, kMinPosition, kMaxPosition);
        words[kRotation] = packRotation(block.rotations[i]);
        words[kScale] = packVector(lnScales[i], chunk, kMinScale, kMaxScale);
        for (std::size_t c = 0; c < 3; ++c) {
            const auto channel = static_cast<glm::length_t>(c);
            const float t = fraction(chunk, kMinColor, kMaxColor, c, colors[i][channel]);
            words[kColor] = words[kColor] << 8 | pack(t, 8);
            for (std::size_t k = 1; k < coefficients; ++k) {
                body.sh.push_back(packSh(block.sh[i * coefficients + k][channel]));
            }
        }
        words[kColor] = words[kColor] << 8 | pack(block.opacities[i], 8);
    }
}

} // namespace

void writeCompressedPly(const GaussianCloud& cloud, const std::filesystem::path& path,
                        const WriteOptions& options, const Progress& progress) {
    constexpr std::size_t kChunksPerReport = 64;
    const std::vector<std::size_t> order = mortonOrder(cloud);
    Body body;
    for (std::size_t begin = 0; begin < cloud.size(); begin += kChunkSize) {
        if (body.chunks.size() % kChunksPerReport == 0) {
            progress.update("writing",
                            0.9 * static_cast<double>(begin) / static_cast<double>(cloud.size()));
        }
        const std::size_t count = std::min(kChunkSize, cloud.size() - begin);
        GaussianCloud block = gather(cloud, std::span(order).subspan(begin, count));
        if (options.axes == Axes::k3dgs) {
            rotateHalfTurnAboutZ(block);
        }
        appendChunk(block, body);
    }
    AtomicFile file(path);
    file.write(makeHeader(cloud, options.axes));
    file.write(std::as_bytes(std::span(body.chunks)));
    file.write(std::as_bytes(std::span(body.vertices)));
    file.write(std::as_bytes(std::span(body.sh)));
    progress.throwIfCancelled();
    file.commit();
    progress.update("writing", 1.0);
}

} // namespace gambade
