#include "splats/error.h"
#include "splats/gltf.h"
#include "splats/gltf_layout.h"
#include "splats/gltf_nodes.h"
#include "splats/log.h"
#include "splats/packing.h"
#include "splats/printable.h"
#include "splats/strict_json.h"

#include <cfloat>
#include <nlohmann/json.hpp>

namespace gambade {
namespace {

using namespace gltf;
using Json = nlohmann::json;

[[noreturn]] void fail(const std::string& reason) {
    throw Error(ErrorKind::kInput, reason);
}

/// The parts of the file: the description and the arrays that it describes.
struct Glb {
    Json description;
    std::span<const std::byte> binary;
};

/// The chunk of that type at `offset`, which moves behind it; empty where there is none.
std::span<const std::byte> takeChunk(std::span<const std::byte> file, std::size_t& offset,
                                     std::uint32_t type) {
    if (file.size() - offset < sizeof(ChunkHeader)) {
        return {};
    }
    const auto header = loadAt<ChunkHeader>(file, offset);
    if (header.type != type) {
        return {};
    }
    offset += sizeof(ChunkHeader);
    if (header.size > file.size() - offset) {
        fail(
            fmt::format("a part of it should have {} bytes, but {} are left (is the file cut off?)",
                        header.size, file.size() - offset));
    }
    const auto chunk = file.subspan(offset, header.size);
    offset += header.size;
    return chunk;
}

Glb splitGlb(std::span<const std::byte> file) {
    const auto header = loadAt<FileHeader>(file, 0);
    if (header.version != kVersion) {
        fail(fmt::format("it is binary glTF version {}; version 2 can be read", header.version));
    }
    std::size_t offset = sizeof(FileHeader);
    const auto json = takeChunk(file, offset, kJsonChunk);
    Glb glb;
    try {
        glb.description = parseStrictJson(json, kForeignJson);
    } catch (const JsonError& error) {
        fail(fmt::format("its glTF description {}", error.what()));
    }
    glb.binary = takeChunk(file, offset, kBinaryChunk);
    return glb;
}

/// A whole number ≥ 0; `absent` where the object has no such member.
std::size_t sizeMember(const Json& object, const char* name,
                       std::optional<std::size_t> absent = std::nullopt) {
    const auto found = object.find(name);
    if (found == object.end() && absent) {
        return *absent;
    }
    if (found == object.end() || !found->is_number_unsigned()) {
        fail(fmt::format("its glTF description lacks a number '{}'", name));
    }
    return found->get<std::size_t>();
}

/// Entry of one of the description's arrays.
const Json& entry(const Json& description, const char* array, std::size_t index) {
    const auto found = description.find(array);
    if (found == description.end() || !found->is_array() || index >= found->size() ||
        !(*found)[index].is_object()) {
        fail(
            fmt::format("its glTF description refers to {}[{}], which is not there", array, index));
    }
    return (*found)[index];
}

/// An attribute's array within the file, its bounds checked.
struct Accessor {
    std::span<const std::byte> bytes;
    std::size_t count;
    std::size_t stride;
    int component;
    bool normalized;

    float value(std::size_t splat, std::size_t index) const {
        const std::size_t at = splat * stride;
        switch (component) {
        case kInt8:
            return scaled(loadAt<std::int8_t>(bytes, at + index));
        case kUint8:
            return scaled(loadAt<std::uint8_t>(bytes, at + index));
        case kInt16:
            return scaled(loadAt<std::int16_t>(bytes, at + 2 * index));
        case kUint16:
            return scaled(loadAt<std::uint16_t>(bytes, at + 2 * index));
        default:
            return loadAt<float>(bytes, at + 4 * index);
        }
    }

private:
    template <class T>
    float scaled(T number) const {
        const auto largest = static_cast<float>(std::numeric_limits<T>::max());
        const auto value = static_cast<float>(number);
        return normalized ? std::max(value / largest, -1.0f) : value;
    }
};

std::size_t componentSize(std::size_t component) {
    switch (component) {
    case kInt8:
    case kUint8:
        return 1;
    case kInt16:
    case kUint16:
        return 2;
    case kFloat32:
        return 4;
    default:
        fail(fmt::format("its splats have numbers of the type {}, which glTF does not allow there",
                         component));
    }
}

Accessor findAccessor(const Glb& glb, const Json& attributes, const std::string& name,
                      const char* type, std::size_t numbers) {
    const std::size_t index = sizeMember(attributes, name.c_str());
    const Json& json = entry(glb.description, "accessors", index);
    if (json.value("type", "") != type) {
        fail(fmt::format("its attribute {} is not of the type {}", name, type));
    }
    if (json.contains("sparse") || !json.contains("bufferView")) {
        fail(fmt::format("its attribute {} is sparse or compressed, which cannot be read", name));
    }
    const Json& view = entry(glb.description, "bufferViews", sizeMember(json, "bufferView"));
    if (sizeMember(view, "buffer") != 0 || entry(glb.description, "buffers", 0).contains("uri")) {
        fail(fmt::format("its attribute {} lies in another file", name));
    }
    const std::size_t viewOffset = sizeMember(view, "byteOffset", 0);
    const std::size_t viewSize = sizeMember(view, "byteLength");
    if (viewOffset > glb.binary.size() || viewSize > glb.binary.size() - viewOffset) {
        fail(fmt::format("its attribute {} lies outside of it (is the file cut off?)", name));
    }
    const std::size_t component = sizeMember(json, "componentType");
    const std::size_t size = componentSize(component) * numbers;
    const std::size_t stride = sizeMember(view, "byteStride", size);
    const std::size_t offset = sizeMember(json, "byteOffset", 0);
    const std::size_t count = sizeMember(json, "count");
    // glTF limits strides to 252; 0 would let one splat stand for any number of them.
    if (count == 0 || stride < size || stride > 252 || offset > viewSize ||
        viewSize - offset < size || count - 1 > (viewSize - offset - size) / stride) {
        fail(fmt::format("its attribute {} declares {} splats, which its part of the file cannot "
                         "hold",
                         name, count));
    }
    return {glb.binary.subspan(viewOffset + offset), count, stride, static_cast<int>(component),
            json.value("normalized", false)};
}

struct Primitive {
    const Json* json = nullptr;
    std::size_t mesh = 0; ///< that it is a part of
};

/// The first primitive of splats of all meshes.
Primitive findPrimitive(const Json& description) {
    Primitive first;
    std::size_t count = 0;
    std::size_t index = 0;
    const auto meshes = description.find("meshes");
    if (meshes != description.end()) {
        for (const Json& mesh : *meshes) {
            for (const Json& primitive : mesh.at("primitives")) {
                const auto extensions = primitive.find("extensions");
                if (extensions != primitive.end() && extensions->contains(kExtension)) {
                    first = first.json == nullptr ? Primitive{&primitive, index} : first;
                    ++count;
                }
            }
            ++index;
        }
    }
    if (first.json == nullptr) {
        fail(fmt::format("it is glTF without splats: no primitive has the extension {}",
                         kExtension));
    }
    if (count > 1) {
        log(LogLevel::kWarning, "Only the first of the {} clouds in the glTF file was read", count);
    }
    return first;
}

void readExtras(const Json& description, GaussianCloud& cloud) {
    const Json& asset = description.at("asset");
    const auto extras = asset.find("extras");
    if (extras == asset.end() || !extras->is_object()) {
        return; // any program writes here what it likes
    }
    const auto antialiased = extras->find("antialiased");
    cloud.antialiased = antialiased != extras->end() && *antialiased == true;
    const auto provenance = extras->find("provenance");
    if (provenance != extras->end() && provenance->is_array()) {
        for (const Json& line : *provenance) {
            const Json key = line.is_object() ? line.value("key", Json()) : Json();
            const Json value = line.is_object() ? line.value("value", Json()) : Json();
            if (key.is_string() && value.is_string() && isProvenanceKey(key.get<std::string>())) {
                cloud.provenance.emplace_back(key, value);
            }
        }
    }
}

/// Reads the attribute of as many splats as the cloud has by store(splat, accessor).
template <class Store>
void readAttribute(const Glb& glb, const Json& attributes, const std::string& name,
                   const char* type, std::size_t numbers, const GaussianCloud& cloud,
                   const Store& store) {
    const Accessor accessor = findAccessor(glb, attributes, name, type, numbers);
    if (accessor.count != cloud.size()) {
        fail(fmt::format("its attribute {} has {} splats instead of {}", name, accessor.count,
                         cloud.size()));
    }
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        store(i, accessor);
    }
}

glm::vec3 vectorAt(const Accessor& accessor, std::size_t splat) {
    return {accessor.value(splat, 0), accessor.value(splat, 1), accessor.value(splat, 2)};
}

GaussianCloud readPrimitive(const Glb& glb, const Json& primitive, const Progress& progress) {
    const Json& attributes = primitive.at("attributes");
    int shDegree = 0;
    while (shDegree < kMaxShDegree && attributes.contains(shAttribute(shDegree + 1, 0))) {
        ++shDegree;
    }
    GaussianCloud cloud;
    cloud.resize(findAccessor(glb, attributes, "POSITION", "VEC3", 3).count, shDegree);
    const auto read = [&](const std::string& name, const char* type, std::size_t numbers,
                          const auto& store) {
        progress.throwIfCancelled();
        readAttribute(glb, attributes, name, type, numbers, cloud, store);
    };
    read("POSITION", "VEC3", 3,
         [&](std::size_t i, const Accessor& a) { cloud.positions[i] = vectorAt(a, i); });
    read(kRotation, "VEC4", 4, [&](std::size_t i, const Accessor& a) {
        cloud.rotations[i] =
            unitRotation({a.value(i, 3), a.value(i, 0), a.value(i, 1), a.value(i, 2)});
    });
    read(kScale, "VEC3", 3, [&](std::size_t i, const Accessor& a) {
        const glm::vec3 scale = vectorAt(a, i);
        for (glm::length_t axis = 0; axis < 3; ++axis) {
            cloud.scales[i][axis] = scale[axis] < FLT_MIN ? FLT_MIN : scale[axis]; // NaN stays
        }
    });
    read(kOpacity, "SCALAR", 1, [&](std::size_t i, const Accessor& a) {
        const float opacity = a.value(i, 0);
        cloud.opacities[i] = opacity < 0.0f ? 0.0f : opacity > 1.0f ? 1.0f : opacity;
    });
    progress.update("reading", 0.5);
    const std::size_t coefficients = shCoefficientCount(shDegree);
    std::size_t k = 0;
    for (int degree = 0; degree <= shDegree; ++degree) {
        for (int n = 0; n <= 2 * degree; ++n, ++k) {
            read(shAttribute(degree, n), "VEC3", 3, [&](std::size_t i, const Accessor& a) {
                cloud.sh[i * coefficients + k] = vectorAt(a, i);
            });
        }
    }
    return cloud;
}

} // namespace

bool isGlb(std::span<const std::byte> file) {
    return file.size() >= sizeof(FileHeader) && loadAt<std::uint32_t>(file, 0) == kMagic;
}

GaussianCloud readGlb(std::span<const std::byte> file, const Progress& progress) {
    progress.update("reading", 0.0);
    const Glb glb = splitGlb(file);
    try {
        const Primitive primitive = findPrimitive(glb.description);
        const AffineMap place = placeOfMesh(glb.description, primitive.mesh);
        GaussianCloud cloud = readPrimitive(glb, *primitive.json, progress.part(0.0, 0.7));
        if (place != AffineMap()) { // else every bit stays
            transform(cloud, place, progress.part(0.7, 1.0));
        }
        readExtras(glb.description, cloud);
        dropNonFinite(cloud);
        progress.update("reading", 1.0);
        return cloud;
    } catch (const Json::exception&) { // a member of another type than glTF says
        fail("its glTF description is damaged");
    }
}

} // namespace gambade
