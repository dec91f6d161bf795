#include "reconstruction/safetensors.h"

#include "splats/printable.h"
#include "splats/strict_json.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <optional>

namespace gambade {

namespace {

struct TypeInfo {
    DType type;
    std::string_view name;
    std::size_t size;
};
constexpr std::array kTypes = {TypeInfo{DType::kF32, "F32", 4}, TypeInfo{DType::kF16, "F16", 2},
                               TypeInfo{DType::kBF16, "BF16", 2}, TypeInfo{DType::kI8, "I8", 1}};

/// The format's own cap on the header.
constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;
constexpr std::size_t kLengthBytes = 8;
constexpr std::string_view kMetadataKey = "__metadata__";

const TypeInfo& infoOf(DType type) {
    return *std::ranges::find(kTypes, type, &TypeInfo::type);
}

std::string_view textOf(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

class HeaderReader {
public:
    HeaderReader(std::span<const std::byte> file, std::string_view label)
        : m_file(file), m_label(label) {}

    SafetensorsContent read() {
        const nlohmann::json header = parseHeader();
        SafetensorsContent content;
        for (const auto& [name, entry] : header.items()) {
            if (name == kMetadataKey) {
                content.metadata = readMetadata(entry);
            } else {
                content.tensors.emplace(name, readTensor(name, entry));
            }
        }
        checkCoverage();
        return content;
    }

private:
    struct Extent {
        std::uint64_t begin;
        std::uint64_t end;
        std::string name;
    };

    [[noreturn]] void fail(const std::string& reason) const {
        throw Error(ErrorKind::kModel,
                    fmt::format("{} is not a valid safetensors file: {}", m_label, reason));
    }
    [[noreturn]] void failTensor(const std::string& name, const std::string& reason) const {
        fail(fmt::format("tensor {} {}", printable(name), reason));
    }

    nlohmann::json parseHeader() {
        if (isPyTorchCheckpoint(m_file)) {
            throw Error(ErrorKind::kModel,
                        fmt::format("{} is a PyTorch checkpoint: convert it with gambade model "
                                    "import",
                                    m_label));
        }
        if (m_file.size() < kLengthBytes) {
            fail(fmt::format("it has {} bytes, less than a header length", m_file.size()));
        }
        std::uint64_t length = 0;
        for (std::size_t index = 0; index < kLengthBytes; ++index) {
            length |= std::to_integer<std::uint64_t>(m_file[index]) << (8 * index);
        }
        if (length > kMaxHeaderBytes || length > m_file.size() - kLengthBytes) {
            fail(fmt::format("its header claims {} bytes, the file has {}", length, m_file.size()));
        }
        const std::string_view text =
            textOf(m_file.subspan(kLengthBytes, static_cast<std::size_t>(length)));
        if (!text.starts_with('{')) {
            fail("its header does not start with '{'");
        }
        m_buffer = m_file.subspan(kLengthBytes + text.size());
        try {
            return parseStrictJson(text);
        } catch (const JsonError& error) {
            fail(fmt::format("its header {}", error.what()));
        }
    }

    MetadataMap readMetadata(const nlohmann::json& entry) const {
        if (!entry.is_object()) {
            fail("its __metadata__ is not an object");
        }
        MetadataMap metadata;
        for (const auto& [key, value] : entry.items()) {
            if (!value.is_string()) {
                fail(fmt::format("its metadata '{}' is not a string", printable(key)));
            }
            metadata.emplace(key, value.get<std::string>());
        }
        return metadata;
    }

    TensorView readTensor(const std::string& name, const nlohmann::json& entry) {
        const bool complete = entry.is_object() && entry.size() == 3 && entry.contains("dtype") &&
                              entry.contains("shape") && entry.contains("data_offsets");
        if (!complete) {
            failTensor(name, "is not described by dtype, shape and data_offsets");
        }
        TensorView tensor;
        tensor.type = readType(name, entry["dtype"]);
        tensor.shape = readShape(name, entry["shape"]);
        const std::uint64_t bytes = readByteCount(name, tensor);
        const Extent extent = readOffsets(name, entry["data_offsets"]);
        if (extent.end - extent.begin != bytes) {
            failTensor(name, fmt::format("has {} bytes, its shape needs {}",
                                         extent.end - extent.begin, bytes));
        }
        tensor.data = m_buffer.subspan(extent.begin, bytes);
        m_extents.push_back(extent);
        return tensor;
    }

    DType readType(const std::string& name, const nlohmann::json& value) const {
        if (!value.is_string()) {
            failTensor(name, "has a dtype that is not a string");
        }
        const std::string& type = value.get_ref<const std::string&>();
        const auto found = std::ranges::find(kTypes, type, &TypeInfo::name);
        if (found == kTypes.end()) {
            failTensor(name, fmt::format("has the dtype {}, which is none of F32, F16, BF16, I8",
                                         printable(type)));
        }
        return found->type;
    }

    std::vector<std::int64_t> readShape(const std::string& name,
                                        const nlohmann::json& value) const {
        if (!value.is_array()) {
            failTensor(name, "has a shape that is not a list");
        }
        std::vector<std::int64_t> shape;
        for (const nlohmann::json& size : value) {
            constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
            if (!size.is_number_unsigned() || size.get<std::uint64_t>() > kMost) {
                failTensor(name, "has a dimension that is not a whole number from 0 up");
            }
            shape.push_back(size.get<std::int64_t>());
        }
        return shape;
    }

    std::uint64_t readByteCount(const std::string& name, const TensorLayout& layout) const {
        std::uint64_t bytes = sizeOf(layout.type);
        for (const std::int64_t size : layout.shape) {
            if (__builtin_mul_overflow(bytes, static_cast<std::uint64_t>(size), &bytes)) {
                failTensor(name, "has a shape whose size overflows");
            }
        }
        return bytes;
    }

    Extent readOffsets(const std::string& name, const nlohmann::json& value) const {
        const bool pair = value.is_array() && value.size() == 2 && value[0].is_number_unsigned() &&
                          value[1].is_number_unsigned();
        if (!pair) {
            failTensor(name, "has data_offsets that are not two whole numbers from 0 up");
        }
        const Extent extent{value[0].get<std::uint64_t>(), value[1].get<std::uint64_t>(), name};
        if (extent.begin > extent.end || extent.end > m_buffer.size()) {
            failTensor(name, fmt::format("lies at {}...{}, outside the buffer of {} bytes",
                                         extent.begin, extent.end, m_buffer.size()));
        }
        return extent;
    }

    /// The tensors must follow one another from the buffer's first byte to its last.
    void checkCoverage() {
        std::ranges::sort(m_extents, {},
                          [](const Extent& extent) { return std::pair(extent.begin, extent.end); });
        std::uint64_t end = 0;
        for (const Extent& extent : m_extents) {
            if (extent.begin < end) {
                failTensor(extent.name, "overlaps another");
            }
            if (extent.begin > end) {
                failTensor(extent.name,
                           fmt::format("follows a hole of {} bytes", extent.begin - end));
            }
            end = extent.end;
        }
        if (end != m_buffer.size()) {
            fail(fmt::format("{} bytes at its end belong to no tensor", m_buffer.size() - end));
        }
    }

    std::span<const std::byte> m_file;
    std::string_view m_label;
    std::span<const std::byte> m_buffer;
    std::vector<Extent> m_extents;
};

} // namespace

std::size_t sizeOf(DType type) {
    return infoOf(type).size;
}

std::string_view nameOf(DType type) {
    return infoOf(type).name;
}

std::int64_t TensorLayout::elementCount() const {
    std::int64_t count = 1;
    for (const std::int64_t size : shape) {
        count *= size;
    }
    return count;
}

std::size_t TensorLayout::byteCount() const {
    return static_cast<std::size_t>(elementCount()) * sizeOf(type);
}

bool isPyTorchCheckpoint(std::span<const std::byte> file) {
    const std::string_view start = textOf(file.first(std::min<std::size_t>(file.size(), 256)));
    const bool archive = start.starts_with("PK\x03\x04") && start.find("/data.pkl") != start.npos;
    return archive || start.starts_with("\x80\x02\x8a\x0a"); // pickle 2, then torch's magic number
}

SafetensorsContent parseSafetensors(std::span<const std::byte> file, std::string_view label) {
    return HeaderReader(file, label).read();
}

SafetensorsFile::SafetensorsFile(const std::filesystem::path& path)
    : m_file(path, MappedFile::Use::kModel),
      m_content(parseSafetensors(m_file.bytes(), path.string())) {}

} // namespace gambade
