#pragma once

#include "splats/atomic_file.h"
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

struct TensorLayout {
    DType type = DType::kF32;
    std::vector<std::int64_t> shape;
    std::int64_t elementCount() const;
    std::size_t byteCount() const;
};

/// A tensor in memory or inside a mapped file; row-major, little-endian, not necessarily aligned.
struct TensorView : TensorLayout {
    std::span<const std::byte> data;
};

using TensorMap = std::map<std::string, TensorView>;
using MetadataMap = std::map<std::string, std::string>;

/// What a safetensors file holds; the views point into the bytes that were parsed.
struct SafetensorsContent {
    TensorMap tensors;
    MetadataMap metadata;
};

/// Whether a file begins as torch.save writes it, as a ZIP archive or in the older form: not a
/// safetensors file, but one to import (checkpoint.h).
bool isPyTorchCheckpoint(std::span<const std::byte> file);

/// Reads a safetensors file's bytes (huggingface/safetensors format description: u64 header length,
/// JSON header, one buffer without holes or overlaps), checking every rule of the format.
/// @param label names the file in errors.
/// @throws Error(kModel) naming the file, the tensor and the rule broken.
SafetensorsContent parseSafetensors(std::span<const std::byte> file, std::string_view label);

/// A memory-mapped safetensors file.
class SafetensorsFile {
public:
    /// @throws Error(kModel) as parseSafetensors.
    explicit SafetensorsFile(const std::filesystem::path& path);

    const TensorMap& tensors() const { return m_content.tensors; }
    const MetadataMap& metadata() const { return m_content.metadata; }
    std::span<const std::byte> bytes() const { return m_file.bytes(); } ///< the whole file
    void releasePages() const { m_file.releasePages(); }

private:
    MappedFile m_file;
    SafetensorsContent m_content;
};

/// Writes a file whose tensors arrive piece by piece, so that they need not be in memory together.
/// Tensors in the order of their names; the buffer starts 64-byte aligned through header padding.
class SafetensorsWriter {
public:
    SafetensorsWriter(const std::filesystem::path& path,
                      const std::map<std::string, TensorLayout>& tensors,
                      const MetadataMap& metadata);
    /// The next bytes of the buffer, in pieces of any size.
    void write(std::span<const std::byte> bytes);
    /// Puts the finished file in place. @pre exactly the announced bytes have been written.
    void commit();

private:
    AtomicFile m_file;
    std::size_t m_remaining = 0;
};

/// Writes tensors that are in memory, atomically.
void writeSafetensors(const std::filesystem::path& path, const TensorMap& tensors,
                      const MetadataMap& metadata, const Progress& progress = {});

} // namespace gambade
