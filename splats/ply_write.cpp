#include "splats/atomic_file.h"
#include "splats/ply.h"
#include "splats/ply_comments.h"

#include <algorithm>
#include <bit>
#include <cfloat>
#include <cmath>
#include <fmt/core.h>
#include <string>
#include <vector>

namespace gambade {
namespace {

static_assert(std::endian::native == std::endian::little, "rows are written as they lie in memory");

std::string makeHeader(const GaussianCloud& cloud, Axes axes, std::size_t restPerChannel) {
    std::string header = "ply\nformat binary_little_endian 1.0\n";
    for (const std::string& comment : makePlyComments(cloud, axes)) {
        header += "comment " + comment + "\n";
    }
    header += fmt::format("element vertex {}\n", cloud.size());
    const auto declare = [&header](const std::string& name) {
        header += "property float " + name + "\n";
    };
    for (const char* name : {"x", "y", "z", "nx", "ny", "nz", "f_dc_0", "f_dc_1", "f_dc_2"}) {
        declare(name);
    }
    for (std::size_t i = 0; i < 3 * restPerChannel; ++i) {
        declare(fmt::format("f_rest_{}", i));
    }
    for (const char* name :
         {"opacity", "scale_0", "scale_1", "scale_2", "rot_0", "rot_1", "rot_2", "rot_3"}) {
        declare(name);
    }
    return header + "end_header\n";
}

/// Opacities of 0 and 1 have no finite logit: they are written as the nearest that a float tells
/// from them, ±16.1.
float logit(float opacity) {
    constexpr double kSmallest = 1e-7;
    const double p = std::clamp(static_cast<double>(opacity), kSmallest, 1.0 - kSmallest);
    return static_cast<float>(std::log(p / (1.0 - p)));
}

/// Appends one splat in the order of makeHeader.
void appendSplat(const GaussianCloud& cloud, std::size_t index, std::size_t restPerChannel,
                 std::vector<float>& values) {
    const glm::vec3& position = cloud.positions[index];
    values.insert(values.end(), {position.x, position.y, position.z, 0.0f, 0.0f, 0.0f});

    const std::size_t coefficients = shCoefficientCount(cloud.shDegree);
    const glm::vec3* sh = cloud.sh.data() + index * coefficients;
    values.insert(values.end(), {sh[0].r, sh[0].g, sh[0].b});
    for (glm::length_t channel = 0; channel < 3; ++channel) {
        for (std::size_t k = 1; k <= restPerChannel; ++k) {
            values.push_back(k < coefficients ? sh[k][channel] : 0.0f);
        }
    }

    values.push_back(logit(cloud.opacities[index]));
    for (glm::length_t axis = 0; axis < 3; ++axis) {
        const float scale = cloud.scales[index][axis];
        values.push_back(std::log(scale < FLT_MIN ? FLT_MIN : scale));
    }
    const glm::quat& q = cloud.rotations[index];
    values.insert(values.end(), {q.w, q.x, q.y, q.z});
}

} // namespace

void writePly(const GaussianCloud& cloud, const std::filesystem::path& path,
              const WriteOptions& options, const Progress& progress) {
    const int degree = options.plyLayout == PlyLayout::kFull ? kMaxShDegree : cloud.shDegree;
    const std::size_t restPerChannel = shCoefficientCount(degree) - 1;
    AtomicFile file(path);
    file.write(makeHeader(cloud, options.axes, restPerChannel));

    // Block by block, so that turning the axes needs no second cloud.
    constexpr std::size_t kBlock = 16384;
    std::vector<float> values;
    for (std::size_t begin = 0; begin < cloud.size(); begin += kBlock) {
        progress.update("writing", static_cast<double>(begin) / static_cast<double>(cloud.size()));
        GaussianCloud block = slice(cloud, begin, std::min(begin + kBlock, cloud.size()));
        if (options.axes == Axes::k3dgs) {
            rotateHalfTurnAboutZ(block);
        }
        values.clear();
        for (std::size_t i = 0; i < block.size(); ++i) {
            appendSplat(block, i, restPerChannel, values);
        }
        file.write(std::as_bytes(std::span(values)));
    }
    progress.throwIfCancelled();
    file.commit();
    progress.update("writing", 1.0);
}

} // namespace gambade
