#include "reconstruction/safetensors.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace gambade {

namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kLengthBytes = 8;

std::string makeHeader(const std::map<std::string, TensorLayout>& tensors,
                       const MetadataMap& metadata) {
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    if (!metadata.empty()) {
        header["__metadata__"] = metadata;
    }
    std::size_t offset = 0;
    for (const auto& [name, layout] : tensors) {
        const std::size_t end = offset + layout.byteCount();
        header[name] = {{"dtype", nameOf(layout.type)},
                        {"shape", layout.shape},
                        {"data_offsets", {offset, end}}};
        offset = end;
    }
    // Metadata may have been taken from a file's name, which may be anything.
    std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const std::size_t used = kLengthBytes + text.size();
    text.append((kAlignment - used % kAlignment) % kAlignment, ' ');
    return text;
}

} // namespace

SafetensorsWriter::SafetensorsWriter(const std::filesystem::path& path,
                                     const std::map<std::string, TensorLayout>& tensors,
                                     const MetadataMap& metadata)
    : m_file(path) {
    for (const auto& [name, layout] : tensors) {
        m_remaining += layout.byteCount();
    }
    const std::string header = makeHeader(tensors, metadata);
    std::array<std::byte, kLengthBytes> length;
    for (std::size_t index = 0; index < kLengthBytes; ++index) {
        length[index] = static_cast<std::byte>(header.size() >> (8 * index));
    }
    m_file.write(length);
    m_file.write(header);
}

void SafetensorsWriter::write(std::span<const std::byte> bytes) {
    if (bytes.size() > m_remaining) {
        throw std::logic_error("more tensor bytes written than announced");
    }
    m_file.write(bytes);
    m_remaining -= bytes.size();
}

void SafetensorsWriter::commit() {
    if (m_remaining != 0) {
        throw std::logic_error("fewer tensor bytes written than announced");
    }
    m_file.commit();
}

void writeSafetensors(const std::filesystem::path& path, const TensorMap& tensors,
                      const MetadataMap& metadata, const Progress& progress) {
    const std::map<std::string, TensorLayout> layouts(tensors.begin(), tensors.end());
    SafetensorsWriter writer(path, layouts, metadata);
    std::size_t done = 0;
    for (const auto& [name, tensor] : tensors) {
        progress.update("writing weights",
                        static_cast<double>(done++) / static_cast<double>(tensors.size()));
        if (tensor.data.size() != tensor.byteCount()) {
            throw std::logic_error("tensor " + name + " does not have the bytes of its shape");
        }
        writer.write(tensor.data);
    }
    writer.commit();
    progress.update("writing weights", 1.0);
}

} // namespace gambade
