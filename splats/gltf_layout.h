#pragma once

#include <cstdint>
#include <fmt/core.h>
#include <string>

/// What reading and writing glTF have in common (glTF 2.0 specification, Khronos 2021).
namespace gambade::gltf {

constexpr std::uint32_t kMagic = 0x46546c67; // "glTF"
constexpr std::uint32_t kVersion = 2;
constexpr std::uint32_t kJsonChunk = 0x4e4f534a;   // "JSON"
constexpr std::uint32_t kBinaryChunk = 0x004e4942; // "BIN"
constexpr std::size_t kAlignment = 4;              // of chunks and of the arrays in the binary one

struct FileHeader {
    std::uint32_t magic = kMagic;
    std::uint32_t version = kVersion;
    std::uint32_t fileSize = 0;
};

struct ChunkHeader {
    std::uint32_t size = 0;
    std::uint32_t type = 0;
};

enum ComponentType : int {
    kInt8 = 5120,
    kUint8 = 5121,
    kInt16 = 5122,
    kUint16 = 5123,
    kFloat32 = 5126,
};

constexpr int kPoints = 0; ///< a primitive's mode

constexpr const char* kExtension = "KHR_gaussian_splatting";
constexpr const char* kRotation = "KHR_gaussian_splatting:ROTATION";
constexpr const char* kScale = "KHR_gaussian_splatting:SCALE";
constexpr const char* kOpacity = "KHR_gaussian_splatting:OPACITY";

/// The attribute of SH coefficient k = l² + n.
inline std::string shAttribute(int degree, int n) {
    return fmt::format("{}:SH_DEGREE_{}_COEF_{}", kExtension, degree, n);
}

} // namespace gambade::gltf
