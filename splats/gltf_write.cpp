#include "splats/atomic_file.h"
#include "splats/error.h"
#include "splats/gltf.h"
#include "splats/gltf_layout.h"
#include "splats/packing.h"

#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <vector>

namespace gambade {
namespace {

using namespace gltf;
using Json = nlohmann::ordered_json;

/// One array of the binary chunk: numbers of each splat, and how they are declared.
struct Attribute {
    std::string name;
    const char* type; ///< "VEC3"
    ComponentType component;
    std::size_t size; ///< Bytes of a splat, a multiple of kAlignment.
    std::function<void(std::size_t splat, std::byte* out)> store;
};

template <class T>
void put(std::byte* out, const T& value) {
    std::memcpy(out, &value, sizeof(T));
}

std::vector<Attribute> makeAttributes(const GaussianCloud& cloud) {
    std::vector<Attribute> attributes = {
        {"POSITION", "VEC3", kFloat32, 12,
         [&cloud](std::size_t i, std::byte* out) { put(out, cloud.positions[i]); }},
        // For programs that know no splats and show points.
        {"COLOR_0", "VEC4", kUint8, 4,
         [&cloud](std::size_t i, std::byte* out) {
             const glm::vec3 color = 255.0f * cloud.baseColor(i);
             put(out, std::array<std::uint8_t, 4>{toByte(color.r), toByte(color.g), toByte(color.b),
                                                  toByte(255.0f * cloud.opacities[i])});
         }},
        {kRotation, "VEC4", kFloat32, 16,
         [&cloud](std::size_t i, std::byte* out) {
             const glm::quat& q = cloud.rotations[i];
             put(out, std::array<float, 4>{q.x, q.y, q.z, q.w});
         }},
        {kScale, "VEC3", kFloat32, 12,
         [&cloud](std::size_t i, std::byte* out) { put(out, cloud.scales[i]); }},
        {kOpacity, "SCALAR", kFloat32, 4,
         [&cloud](std::size_t i, std::byte* out) { put(out, cloud.opacities[i]); }},
    };
    const std::size_t coefficients = shCoefficientCount(cloud.shDegree);
    std::size_t k = 0;
    for (int degree = 0; degree <= cloud.shDegree; ++degree) {
        for (int n = 0; n <= 2 * degree; ++n, ++k) {
            attributes.push_back({shAttribute(degree, n), "VEC3", kFloat32, 12,
                                  [&cloud, coefficients, k](std::size_t i, std::byte* out) {
                                      put(out, cloud.sh[i * coefficients + k]);
                                  }});
        }
    }
    return attributes;
}

/// What the extension has no member for; empty where there is nothing to say.
Json makeExtras(const GaussianCloud& cloud) {
    Json extras = Json::object();
    if (cloud.antialiased) {
        extras["antialiased"] = true;
    }
    for (const auto& [key, value] : cloud.provenance) {
        extras["provenance"].push_back({{"key", key}, {"value", value}});
    }
    return extras;
}

Json makeDescription(const GaussianCloud& cloud, const std::vector<Attribute>& attributes) {
    glm::vec3 minimum = cloud.positions.front();
    glm::vec3 maximum = minimum;
    for (const glm::vec3& position : cloud.positions) {
        minimum = glm::min(minimum, position);
        maximum = glm::max(maximum, position);
    }
    Json views = Json::array();
    Json accessors = Json::array();
    Json names = Json::object();
    std::size_t offset = 0;
    for (const Attribute& attribute : attributes) {
        const std::size_t size = attribute.size * cloud.size();
        constexpr int kArrayBuffer = 34962;
        names[attribute.name] = accessors.size();
        Json accessor = {{"bufferView", views.size()},
                         {"componentType", static_cast<int>(attribute.component)},
                         {"count", cloud.size()},
                         {"type", attribute.type}};
        if (attribute.component == kUint8) {
            accessor["normalized"] = true;
        }
        accessors.push_back(accessor);
        views.push_back({{"buffer", 0},
                         {"byteOffset", offset},
                         {"byteLength", size},
                         {"target", kArrayBuffer}});
        offset += size;
    }
    accessors[0]["min"] = {minimum.x, minimum.y, minimum.z};
    accessors[0]["max"] = {maximum.x, maximum.y, maximum.z};
    const Json primitive = {
        {"attributes", names},
        {"mode", kPoints},
        {"extensions",
         {{kExtension, {{"kernel", "ellipse"}, {"colorSpace", "srgb_rec709_display"}}}}}};
    Json asset = {{"version", "2.0"}, {"generator", "Gambade " GAMBADE_VERSION}};
    if (const Json extras = makeExtras(cloud); !extras.empty()) {
        asset["extras"] = extras;
    }
    return {{"asset", asset},
            {"extensionsUsed", {kExtension}},
            {"scene", 0},
            {"scenes", {{{"nodes", {0}}}}},
            {"nodes", {{{"mesh", 0}}}},
            {"meshes", {{{"primitives", {primitive}}}}},
            {"accessors", accessors},
            {"bufferViews", views},
            {"buffers", {{{"byteLength", offset}}}}};
}

void writeAttribute(AtomicFile& file, const Attribute& attribute, std::size_t count) {
    constexpr std::size_t kBlock = 65536;
    std::vector<std::byte> bytes;
    for (std::size_t begin = 0; begin < count; begin += kBlock) {
        const std::size_t size = std::min(kBlock, count - begin);
        bytes.resize(size * attribute.size);
        for (std::size_t i = 0; i < size; ++i) {
            attribute.store(begin + i, bytes.data() + i * attribute.size);
        }
        file.write(bytes);
    }
}

} // namespace

void writeGlb(const GaussianCloud& cloud, const std::filesystem::path& path,
              const WriteOptions& /*options*/, const Progress& progress) {
    const auto refuse = [&path](const char* reason) {
        throw Error(ErrorKind::kOutput, fmt::format("cannot write {}: {}; write a .ply instead",
                                                    path.string(), reason));
    };
    if (cloud.empty()) {
        refuse("glTF cannot hold a cloud without splats");
    }
    const std::vector<Attribute> attributes = makeAttributes(cloud);
    std::string json =
        makeDescription(cloud, attributes).dump(-1, ' ', false, Json::error_handler_t::replace);
    json.resize((json.size() + kAlignment - 1) / kAlignment * kAlignment, ' ');
    std::size_t binarySize = 0;
    for (const Attribute& attribute : attributes) {
        binarySize += attribute.size * cloud.size();
    }
    const std::size_t size =
        sizeof(FileHeader) + 2 * sizeof(ChunkHeader) + json.size() + binarySize;
    if (size > std::numeric_limits<std::uint32_t>::max()) {
        refuse("a binary glTF file cannot be larger than 4 GiB");
    }

    AtomicFile file(path);
    const auto writeHeader = [&file](const auto& header) {
        file.write(std::as_bytes(std::span(&header, 1)));
    };
    writeHeader(FileHeader{kMagic, kVersion, static_cast<std::uint32_t>(size)});
    writeHeader(ChunkHeader{static_cast<std::uint32_t>(json.size()), kJsonChunk});
    file.write(json);
    writeHeader(ChunkHeader{static_cast<std::uint32_t>(binarySize), kBinaryChunk});
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        progress.update("writing", static_cast<double>(i) / static_cast<double>(attributes.size()));
        writeAttribute(file, attributes[i], cloud.size());
    }
    progress.throwIfCancelled();
    file.commit();
    progress.update("writing", 1.0);
}

} // namespace gambade
