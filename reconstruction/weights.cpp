#include "reconstruction/weights.h"

#include "reconstruction/digest.h"
#include "reconstruction/tensor_check.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fmt/format.h>
#include <glm/gtc/packing.hpp>
#include <stdexcept>

namespace gambade {

namespace {

constexpr std::string_view kScaleSuffix = ".scale";

template <typename T>
T loadAt(std::span<const std::byte> bytes, std::size_t index) {
    T value;
    std::memcpy(&value, bytes.data() + index * sizeof(T), sizeof(T)); // files need not be aligned
    return value;
}

std::string findMetadata(const MetadataMap& metadata, std::string_view key) {
    const auto found = metadata.find(std::string(key));
    return found == metadata.end() ? std::string() : found->second;
}

bool holdsTokenizerAlone(const SafetensorsFile& file) {
    if (findMetadata(file.metadata(), kContentsKey) == kTokenizerContents) {
        return true;
    }
    return !file.tensors().empty() && std::ranges::all_of(file.tensors(), [](const auto& entry) {
        return entry.first.starts_with(kTokenizerPrefix);
    });
}

NetworkConfig readConfig(const SafetensorsFile& file, const std::filesystem::path& path) {
    const std::string json = findMetadata(file.metadata(), kConfigKey);
    if (json.empty()) {
        return {};
    }
    try {
        return NetworkConfig::fromJson(json);
    } catch (const Error& error) {
        throw Error(ErrorKind::kModel,
                    fmt::format("{} cannot be used: {}", path.string(), error.what()));
    }
}

/// Every I8 tensor needs its scales, and only those may have some.
void checkScales(const TensorMap& tensors, const std::filesystem::path& path) {
    for (const auto& [name, tensor] : tensors) {
        if (tensor.type != DType::kI8) {
            continue;
        }
        const auto scale = tensors.find(name + std::string(kScaleSuffix));
        const bool matches = !tensor.shape.empty() && scale != tensors.end() &&
                             scale->second.type == DType::kF32 &&
                             scale->second.shape == std::vector{tensor.shape.front()};
        if (!matches) {
            throw Error(ErrorKind::kModel,
                        fmt::format("{} cannot be used: the int8 tensor {} needs {}{}, one F32 "
                                    "number per row",
                                    path.string(), name, name, kScaleSuffix));
        }
    }
}

bool isScaleOfInt8(const std::string& name, const TensorMap& tensors) {
    if (!name.ends_with(kScaleSuffix)) {
        return false;
    }
    const auto owner = tensors.find(name.substr(0, name.size() - kScaleSuffix.size()));
    return owner != tensors.end() && owner->second.type == DType::kI8;
}

void checkTensors(const SafetensorsFile& file, const NetworkConfig& config,
                  const std::filesystem::path& path) {
    std::map<std::string, std::vector<std::int64_t>> present;
    for (const auto& [name, tensor] : file.tensors()) {
        if (name != kCoordsBuffer && !isScaleOfInt8(name, file.tensors())) {
            present.emplace(name, tensor.shape);
        }
    }
    const std::string mismatch = describeMismatch(present, requiredTensors(config));
    if (mismatch.empty()) {
        return;
    }
    const bool configured = file.metadata().contains(std::string(kConfigKey));
    throw Error(ErrorKind::kModel,
                fmt::format("{} does not hold {}: it {}", path.string(),
                            configured
                                ? "the network its configuration describes"
                                : "the published network, and has no configuration of its own",
                            mismatch));
}

void expandInt8(const TensorView& tensor, const TensorView& scale, std::span<float> values) {
    const std::size_t rows = static_cast<std::size_t>(tensor.shape.front());
    const std::size_t columns = rows == 0 ? 0 : values.size() / rows;
    for (std::size_t row = 0; row < rows; ++row) {
        const float factor = loadAt<float>(scale.data, row);
        for (std::size_t index = row * columns; index < (row + 1) * columns; ++index) {
            values[index] = factor * static_cast<float>(loadAt<std::int8_t>(tensor.data, index));
        }
    }
}

} // namespace

Weights::Weights(const std::filesystem::path& path) : m_path(path), m_file(path) {
    if (holdsTokenizerAlone(m_file)) {
        throw Error(ErrorKind::kModel,
                    fmt::format("{} holds the image tokenizer alone (DINOv2), which training can "
                                "start from; reconstruction needs the weights of a whole network",
                                path.string()));
    }
    m_config = readConfig(m_file, path);
    checkTensors(m_file, m_config, path);
    checkScales(m_file.tensors(), path);
    m_name = findMetadata(m_file.metadata(), kNameKey);
    if (m_name.empty()) {
        m_name = path.stem().string();
    }
}

const std::string& Weights::sha256(const Progress& progress) const {
    if (m_sha256.empty()) {
        m_sha256 = sha256Hex(m_file.bytes(), progress);
    }
    return m_sha256;
}

std::int64_t Weights::parameterCount() const {
    std::int64_t count = 0;
    for (const TensorSpec& spec : requiredTensors(m_config)) {
        count += stored(spec.name).elementCount();
    }
    return count;
}

const TensorView& Weights::stored(std::string_view name) const {
    const auto found = m_file.tensors().find(std::string(name));
    if (found == m_file.tensors().end()) {
        throw std::logic_error("the network has no tensor " + std::string(name));
    }
    return found->second;
}

std::vector<float> Weights::expand(std::string_view name) const {
    const TensorView& tensor = stored(name);
    std::vector<float> values(static_cast<std::size_t>(tensor.elementCount()));
    switch (tensor.type) {
    case DType::kF32:
        if (!values.empty()) {
            std::memcpy(values.data(), tensor.data.data(), tensor.data.size());
        }
        break;
    case DType::kF16:
        for (std::size_t index = 0; index < values.size(); ++index) {
            values[index] = glm::unpackHalf1x16(loadAt<std::uint16_t>(tensor.data, index));
        }
        break;
    case DType::kBF16: // the upper half of an fp32
        for (std::size_t index = 0; index < values.size(); ++index) {
            const std::uint32_t bits = loadAt<std::uint16_t>(tensor.data, index);
            values[index] = std::bit_cast<float>(bits << 16);
        }
        break;
    case DType::kI8:
        expandInt8(tensor, stored(std::string(name) + std::string(kScaleSuffix)), values);
        break;
    }
    return values;
}

} // namespace gambade
