#pragma once

#include "splats/mapped_file.h"
#include "splats/progress.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gambade {

enum class DType { kF32, kF16, kBF16, kI8 };
std::size_t sizeOf(DType type);
std::string_view nameOf(DType type); ///< "F32", "F16", "BF16", "I8"

/// A tensor inside a mapped file; row-major, little-endian.
struct TensorView {
    DType type = DType::kF32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> data;
    std::int64_t elementCount() const;
};

/// A memory-mapped safetensors file (huggingface/safetensors format description: u64 header length,
/// JSON header, one buffer without holes or overlaps). Every rule of the format is checked on opening.
class SafetensorsFile {
public:
    /// @throws Error(kModel) naming the file, the tensor and the rule broken.
    explicit SafetensorsFile(const std::filesystem::path& path);

    const std::map<std::string, TensorView>& tensors() const { return m_tensors; }
    const std::map<std::string, std::string>& metadata() const { return m_metadata; }

private:
    MappedFile m_file;
    std::map<std::string, TensorView> m_tensors;
    std::map<std::string, std::string> m_metadata;
};

/// Writes atomically; tensors in the order of their names, data 64-byte aligned through header padding.
void writeSafetensors(const std::filesystem::path& path,
                      const std::map<std::string, TensorView>& tensors,
                      const std::map<std::string, std::string>& metadata,
                      const Progress& progress = {});

} // namespace gambade
