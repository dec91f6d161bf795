#include "splats/dot_splat.h"

#include "splats/atomic_file.h"
#include "splats/error.h"
#include "splats/packing.h"

#include <cfloat>
#include <glm/common.hpp>

namespace gambade {
namespace {

struct Record {
    float position[3];
    float scale[3];
    std::uint8_t color[4];    ///< red green blue opacity
    std::uint8_t rotation[4]; ///< w x y z
};
static_assert(sizeof(Record) == 32);

glm::quat decodeRotation(const Record& record) {
    const auto component = [&record](int i) {
        return (static_cast<float>(record.rotation[i]) - 128.0f) / 128.0f;
    };
    return {component(0), component(1), component(2), component(3)};
}

bool isPlausible(const Record& record) {
    for (int i = 0; i < 3; ++i) {
        if (!std::isfinite(record.position[i]) || !std::isfinite(record.scale[i]) ||
            record.scale[i] < 0.0f) {
            return false;
        }
    }
    return std::abs(glm::length(decodeRotation(record)) - 1.0f) < 0.1f;
}

} // namespace

bool isDotSplat(std::span<const std::byte> file) {
    constexpr std::size_t kLooked = 16;
    const std::size_t count = file.size() / sizeof(Record);
    if (count == 0 || file.size() % sizeof(Record) != 0) {
        return false;
    }
    for (std::size_t i = 0; i < std::min(count, kLooked); ++i) {
        if (!isPlausible(loadAt<Record>(file, i * sizeof(Record)))) {
            return false;
        }
    }
    return true;
}

GaussianCloud readDotSplat(std::span<const std::byte> file, const Progress& progress) {
    if (file.size() % sizeof(Record) != 0) {
        throw Error(ErrorKind::kInput, "its size is no multiple of the 32 bytes of a splat");
    }
    constexpr std::size_t kSplatsPerReport = 65536;
    GaussianCloud cloud;
    cloud.resize(file.size() / sizeof(Record), 0);
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        if (i % kSplatsPerReport == 0) {
            progress.update("reading", static_cast<double>(i) / static_cast<double>(cloud.size()));
        }
        const auto record = loadAt<Record>(file, i * sizeof(Record));
        cloud.positions[i] = {record.position[0], record.position[1], record.position[2]};
        cloud.scales[i] = glm::max(glm::vec3(record.scale[0], record.scale[1], record.scale[2]),
                                   glm::vec3(FLT_MIN));
        cloud.setBaseColor(i,
                           glm::vec3(record.color[0], record.color[1], record.color[2]) / 255.0f);
        cloud.opacities[i] = static_cast<float>(record.color[3]) / 255.0f;
        cloud.rotations[i] = unitRotation(decodeRotation(record));
    }
    dropNonFinite(cloud);
    rotateHalfTurnAboutZ(cloud);
    progress.update("reading", 1.0);
    return cloud;
}

void writeDotSplat(const GaussianCloud& cloud, const std::filesystem::path& path,
                   const WriteOptions& options, const Progress& progress) {
    constexpr std::size_t kBlock = 16384;
    AtomicFile file(path);
    std::vector<Record> records;
    for (std::size_t begin = 0; begin < cloud.size(); begin += kBlock) {
        progress.update("writing", static_cast<double>(begin) / static_cast<double>(cloud.size()));
        GaussianCloud block = slice(cloud, begin, std::min(begin + kBlock, cloud.size()));
        if (options.axes == Axes::k3dgs) {
            rotateHalfTurnAboutZ(block);
        }
        records.resize(block.size());
        for (std::size_t i = 0; i < block.size(); ++i) {
            Record& record = records[i];
            const glm::vec3 color = block.baseColor(i);
            const glm::quat& q = block.rotations[i];
            const float rotation[] = {q.w, q.x, q.y, q.z};
            for (int axis = 0; axis < 3; ++axis) {
                record.position[axis] = block.positions[i][axis];
                record.scale[axis] = block.scales[i][axis];
                record.color[axis] = toByte(color[axis] * 255.0f);
            }
            record.color[3] = toByte(block.opacities[i] * 255.0f);
            for (int component = 0; component < 4; ++component) {
                record.rotation[component] = toByte(rotation[component] * 128.0f + 128.0f);
            }
        }
        file.write(std::as_bytes(std::span(records)));
    }
    progress.throwIfCancelled();
    file.commit();
    progress.update("writing", 1.0);
}

} // namespace gambade
