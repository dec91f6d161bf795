#include "splats/error.h"
#include "splats/packing.h"
#include "splats/ply.h"
#include "splats/ply_comments.h"
#include "splats/ply_scanner.h"

#include <algorithm>
#include <array>
#include <cfloat>
#include <cmath>

namespace gambade {
namespace {

// A splat in the units of the file, whatever the order of its properties there.
enum Slot : std::size_t {
    kPosition = 0,
    kColor = 3,
    kOpacity = 6,
    kScale = 7,
    kRotation = 10, ///< w x y z
    kRest = 14,     ///< Channel after channel: all red coefficients, then green, then blue.
    kSlotCount = kRest + 3 * (16 - 1),
};
using Row = std::array<float, kSlotCount>;
constexpr std::size_t kUnused = kSlotCount;

constexpr std::array<std::string_view, kRest> kNames = {
    "x",       "y",       "z",       "f_dc_0", "f_dc_1", "f_dc_2", "opacity",
    "scale_0", "scale_1", "scale_2", "rot_0",  "rot_1",  "rot_2",  "rot_3"};
constexpr std::array<std::string_view, 3> kRgbNames = {"red", "green", "blue"};

/// How the rows of the file's `vertex` element become splats.
struct Layout {
    std::vector<std::size_t> slots; ///< of each property, kUnused for those that say nothing here
    int shDegree = 0;
    /// Where colours are red, green, blue: what the file writes for 1. Else 0.
    float rgbMaximum = 0.0f;
};

[[noreturn]] void fail(const std::string& reason) {
    throw Error(ErrorKind::kInput, reason);
}

int shDegreeOf(const PlyElement& vertex) {
    std::size_t count = 0;
    for (const PlyProperty& property : vertex.properties) {
        count += property.name.starts_with("f_rest_") ? 1 : 0;
    }
    if (const std::optional<int> degree = shDegreeOfRest(count)) {
        return *degree;
    }
    fail(fmt::format("it has {} f_rest properties instead of 0, 9, 24 or 45", count));
}

float maximumOf(PlyType type) {
    return type == PlyType::kUint8 ? 255.0f : type == PlyType::kUint16 ? 65535.0f : 1.0f;
}

Layout makeLayout(const PlyElement& vertex) {
    const std::size_t missing = vertex.properties.size();
    const auto has = [&](std::string_view name) { return vertex.indexOf(name) != missing; };
    if (!has("opacity") && !has("scale_0") && !has("rot_0")) {
        fail("it is a mesh or point cloud, not splats: its vertices have no opacity, scale and "
             "rotation");
    }

    Layout layout;
    layout.slots.assign(vertex.properties.size(), kUnused);
    const auto require = [&](std::string_view name, std::size_t slot) {
        const std::size_t index = vertex.indexOf(name);
        if (index == missing) {
            fail(fmt::format("its splats have no property '{}'", name));
        }
        layout.slots[index] = slot;
        return vertex.properties[index].type;
    };
    const bool isRgb = !has("f_dc_0") && has("red");
    for (std::size_t slot = 0; slot < kRest; ++slot) {
        if (isRgb && slot >= kColor && slot < kColor + 3) {
            layout.rgbMaximum = maximumOf(require(kRgbNames[slot - kColor], slot));
        } else {
            require(kNames[slot], slot);
        }
    }
    layout.shDegree = shDegreeOf(vertex);
    const std::size_t restCount = 3 * (shCoefficientCount(layout.shDegree) - 1);
    for (std::size_t i = 0; i < restCount; ++i) {
        require(fmt::format("f_rest_{}", i), kRest + i);
    }
    return layout;
}

/// Converts from file units into splat `index`.
void storeSplat(const Row& row, const Layout& layout, GaussianCloud& cloud, std::size_t index) {
    for (std::size_t i = 0; i < 3; ++i) {
        const auto axis = static_cast<glm::length_t>(i);
        cloud.positions[index][axis] = row[kPosition + i];
        const float scale = std::exp(row[kScale + i]);
        cloud.scales[index][axis] = scale < FLT_MIN ? FLT_MIN : scale; // never zero, NaN stays
    }
    cloud.opacities[index] = 1.0f / (1.0f + std::exp(-row[kOpacity]));
    cloud.rotations[index] =
        unitRotation({row[kRotation], row[kRotation + 1], row[kRotation + 2], row[kRotation + 3]});

    const std::size_t coefficients = shCoefficientCount(layout.shDegree);
    glm::vec3* sh = cloud.sh.data() + index * coefficients;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const auto c = static_cast<glm::length_t>(channel);
        const float color = row[kColor + channel];
        sh[0][c] = layout.rgbMaximum > 0.0f ? (color / layout.rgbMaximum - 0.5f) / kShC0 : color;
        for (std::size_t k = 1; k < coefficients; ++k) {
            sh[k][c] = row[kRest + channel * (coefficients - 1) + k - 1];
        }
    }
}

/// Reads all rows into the cloud, which has their number of splats.
template <class Scanner>
void readRows(Scanner& scanner, const PlyElement& vertex, const Layout& layout,
              GaussianCloud& cloud, const Progress& progress) {
    constexpr std::size_t kRowsPerReport = 65536;
    Row row = {};
    for (std::size_t i = 0; i < vertex.count; ++i) {
        if (i % kRowsPerReport == 0) {
            progress.update("reading", static_cast<double>(i) / static_cast<double>(vertex.count));
        }
        for (std::size_t p = 0; p < layout.slots.size(); ++p) {
            const PlyProperty& property = vertex.properties[p];
            if (layout.slots[p] == kUnused) {
                skipPlyProperty(scanner, property);
            } else {
                row[layout.slots[p]] = static_cast<float>(scanner.value(property.type));
            }
        }
        storeSplat(row, layout, cloud, i);
    }
}

} // namespace

bool isPly(std::span<const std::byte> file) {
    const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
    return text.starts_with("ply\n") || text.starts_with("ply\r\n");
}

GaussianCloud readPly(std::span<const std::byte> file, const Progress& progress) {
    const PlyHeader header = parsePlyHeader(file);
    const PlyElement* vertex = header.find("vertex");
    if (vertex == nullptr) {
        fail("its header has no element 'vertex'");
    }
    const Layout layout = makeLayout(*vertex);
    GaussianCloud cloud;
    scanPlyElement(header, *vertex, file, [&](auto& scanner) {
        cloud.resize(vertex->count, layout.shDegree);
        readRows(scanner, *vertex, layout, cloud, progress);
    });
    dropNonFinite(cloud);
    applyPlyComments(header.comments, cloud);
    progress.update("reading", 1.0);
    return cloud;
}

} // namespace gambade
