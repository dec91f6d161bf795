#include "splats/compressed_ply.h"
#include "splats/compressed_ply_layout.h"
#include "splats/error.h"
#include "splats/packing.h"
#include "splats/ply.h"
#include "splats/ply_comments.h"
#include "splats/ply_scanner.h"

#include <cfloat>
#include <cmath>
#include <numbers>

namespace gambade {
namespace {

using namespace compressed_ply;

[[noreturn]] void fail(const std::string& reason) {
    throw Error(ErrorKind::kInput, reason);
}

/// For each property of the element, which of `names` it is; names.size() for any other.
template <class Names>
std::vector<std::size_t> slotsOf(const PlyElement& element, const Names& names) {
    std::vector<std::size_t> slots(element.properties.size(), names.size());
    for (std::size_t slot = 0; slot < names.size(); ++slot) {
        const std::size_t index = element.indexOf(names[slot]);
        if (index == element.properties.size()) {
            fail(fmt::format("its element '{}' has no property '{}'", element.name, names[slot]));
        }
        slots[index] = slot;
    }
    return slots;
}

/// Reads a row into `values`, whose entries `slots` name.
template <class Scanner, class Values>
void readRow(Scanner& scanner, const PlyElement& element, const std::vector<std::size_t>& slots,
             Values& values) {
    using Value = typename Values::value_type;
    for (std::size_t p = 0; p < slots.size(); ++p) {
        const PlyProperty& property = element.properties[p];
        if (slots[p] == values.size()) {
            skipPlyProperty(scanner, property);
            continue;
        }
        const double value = scanner.value(property.type);
        if constexpr (std::is_integral_v<Value>) {
            if (!(value >= 0.0 &&
                  value <= static_cast<double>(std::numeric_limits<Value>::max()))) {
                fail(fmt::format("a '{}' in it is {}, out of range", property.name, value));
            }
        }
        values[slots[p]] = static_cast<Value>(value);
    }
}

std::vector<Chunk> readChunks(const PlyHeader& header, const PlyElement& element,
                              std::span<const std::byte> file) {
    std::vector<std::string_view> names(kChunkNames.begin(), kChunkNames.end());
    const bool hasColors = element.indexOf(kChunkNames[kMinColor]) != element.properties.size();
    if (!hasColors) { // older files: colours are between 0 and 1
        names.resize(kMinColor);
    }
    std::vector<std::size_t> slots = slotsOf(element, names);
    std::replace(slots.begin(), slots.end(), names.size(), std::size_t{kBoundCount});
    std::vector<Chunk> chunks;
    scanPlyElement(header, element, file, [&](auto& scanner) {
        chunks.resize(element.count);
        for (Chunk& chunk : chunks) {
            std::fill(chunk.begin() + kMaxColor, chunk.end(), 1.0f);
            readRow(scanner, element, slots, chunk);
        }
    });
    return chunks;
}

float unpack(std::uint32_t word, int shift, int bits) {
    const std::uint32_t largest = (1u << bits) - 1;
    return static_cast<float>(word >> shift & largest) / static_cast<float>(largest);
}

float between(const Chunk& chunk, Bound minimum, Bound maximum, std::size_t axis, float t) {
    return chunk[minimum + axis] * (1.0f - t) + chunk[maximum + axis] * t;
}

glm::vec3 unpackVector(std::uint32_t word, const Chunk& chunk, Bound minimum, Bound maximum) {
    glm::vec3 vector;
    int shift = 32;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        shift -= kVectorBits[axis];
        vector[static_cast<glm::length_t>(axis)] =
            between(chunk, minimum, maximum, axis, unpack(word, shift, kVectorBits[axis]));
    }
    return vector;
}

glm::quat unpackRotation(std::uint32_t word) {
    std::array<float, 4> wxyz = {};
    const std::size_t leftOut = word >> 30;
    int shift = 3 * kRotationBits;
    for (std::size_t i = 0; i < 4; ++i) {
        if (i != leftOut) {
            shift -= kRotationBits;
            wxyz[i] = (unpack(word, shift, kRotationBits) - 0.5f) *
                      static_cast<float>(std::numbers::sqrt2);
        }
    }
    completeUnitVector(wxyz, leftOut);
    return unitRotation({wxyz[0], wxyz[1], wxyz[2], wxyz[3]});
}

void storeSplat(const Words& words, const Chunk& chunk, GaussianCloud& cloud, std::size_t index) {
    cloud.positions[index] = unpackVector(words[kPosition], chunk, kMinPosition, kMaxPosition);
    const glm::vec3 lnScale = unpackVector(words[kScale], chunk, kMinScale, kMaxScale);
    glm::vec3 color;
    for (glm::length_t axis = 0; axis < 3; ++axis) {
        const float scale = std::exp(lnScale[axis]);
        cloud.scales[index][axis] = scale < FLT_MIN ? FLT_MIN : scale; // never zero, NaN stays
        color[axis] = between(chunk, kMinColor, kMaxColor, static_cast<std::size_t>(axis),
                              unpack(words[kColor], 24 - 8 * axis, 8));
    }
    cloud.setBaseColor(index, color);
    cloud.opacities[index] = unpack(words[kColor], 0, 8);
    cloud.rotations[index] = unpackRotation(words[kRotation]);
}

void readVertices(const PlyHeader& header, const PlyElement& vertex,
                  std::span<const std::byte> file, const std::vector<Chunk>& chunks,
                  GaussianCloud& cloud, const Progress& progress) {
    const std::vector<std::size_t> slots = slotsOf(vertex, kWordNames);
    scanPlyElement(header, vertex, file, [&](auto& scanner) {
        const std::size_t needed = (vertex.count + kChunkSize - 1) / kChunkSize;
        if (chunks.size() < needed) {
            fail(fmt::format("it has {} chunks for {} splats, which need {}", chunks.size(),
                             vertex.count, needed));
        }
        constexpr std::size_t kRowsPerReport = 65536;
        cloud.resize(vertex.count, cloud.shDegree);
        Words words = {};
        for (std::size_t i = 0; i < vertex.count; ++i) {
            if (i % kRowsPerReport == 0) {
                progress.update("reading",
                                static_cast<double>(i) / static_cast<double>(vertex.count));
            }
            readRow(scanner, vertex, slots, words);
            storeSplat(words, chunks[i / kChunkSize], cloud, i);
        }
    });
}

/// The middle of the byte's step; the outermost ones mean the limits.
float unpackSh(std::uint8_t byte) {
    const float t = byte == 0     ? 0.0f
                    : byte == 255 ? 1.0f
                                  : (static_cast<float>(byte) + 0.5f) / 256.0f;
    return (2.0f * t - 1.0f) * kShLimit;
}

int shDegreeOf(const PlyElement* sh) {
    const std::size_t count = sh == nullptr ? 0 : sh->properties.size();
    if (const std::optional<int> degree = shDegreeOfRest(count)) {
        return *degree;
    }
    fail(fmt::format("its element 'sh' has {} properties instead of 9, 24 or 45", count));
}

void readSh(const PlyHeader& header, const PlyElement& sh, std::span<const std::byte> file,
            GaussianCloud& cloud, const Progress& progress) {
    if (sh.count != cloud.size()) {
        fail(fmt::format("it has SH coefficients of {} splats for {}", sh.count, cloud.size()));
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < sh.properties.size(); ++i) {
        names.push_back(fmt::format("f_rest_{}", i));
    }
    const std::vector<std::size_t> slots = slotsOf(sh, names);
    const std::size_t coefficients = shCoefficientCount(cloud.shDegree);
    scanPlyElement(header, sh, file, [&](auto& scanner) {
        constexpr std::size_t kRowsPerCheck = 65536;
        std::vector<std::uint8_t> row(names.size());
        for (std::size_t i = 0; i < cloud.size(); ++i) {
            if (i % kRowsPerCheck == 0) {
                progress.throwIfCancelled();
            }
            readRow(scanner, sh, slots, row);
            for (std::size_t c = 0; c < 3; ++c) {
                for (std::size_t k = 1; k < coefficients; ++k) {
                    cloud.sh[i * coefficients + k][static_cast<glm::length_t>(c)] =
                        unpackSh(row[c * (coefficients - 1) + k - 1]);
                }
            }
        }
    });
}

} // namespace

bool isCompressedPly(std::span<const std::byte> file) {
    if (!isPly(file)) {
        return false;
    }
    try {
        const PlyHeader header = parsePlyHeader(file);
        const PlyElement* vertex = header.find("vertex");
        return header.find("chunk") != nullptr && vertex != nullptr &&
               vertex->indexOf(kWordNames[kPosition]) != vertex->properties.size();
    } catch (const Error&) {
        return false; // the reader of any PLY says what is wrong
    }
}

GaussianCloud readCompressedPly(std::span<const std::byte> file, const Progress& progress) {
    const PlyHeader header = parsePlyHeader(file);
    const PlyElement* chunk = header.find("chunk");
    const PlyElement* vertex = header.find("vertex");
    const PlyElement* sh = header.find("sh");
    if (chunk == nullptr || vertex == nullptr) {
        fail("its header has no elements 'chunk' and 'vertex'");
    }
    GaussianCloud cloud;
    cloud.shDegree = shDegreeOf(sh);
    readVertices(header, *vertex, file, readChunks(header, *chunk, file), cloud, progress);
    if (sh != nullptr) {
        readSh(header, *sh, file, cloud, progress);
    }
    dropNonFinite(cloud);
    applyPlyComments(header.comments, cloud);
    progress.update("reading", 1.0);
    return cloud;
}

} // namespace gambade
