#pragma once

#include "reconstruction/network_config.h"
#include "reconstruction/safetensors.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gambade {

/// A model file whose configuration and tensors have been checked against each other.
class Weights {
public:
    /// Opens and checks: missing, extra and misshapen tensors are all named.
    /// @throws Error(kModel)
    explicit Weights(const std::filesystem::path& path);

    const NetworkConfig& config() const { return m_config; }
    const std::string& name() const { return m_name; }       ///< "gambade.name", else the file's stem
    const std::map<std::string, std::string>& metadata() const { return m_file.metadata(); }
    const std::filesystem::path& path() const { return m_path; }
    /// SHA-256 of the whole file, lower-case hex; computed on the first call.
    const std::string& sha256() const;
    std::int64_t parameterCount() const;

    /// The tensor expanded to fp32, row-major. fp16 and bf16 are widened exactly; int8 rows are
    /// multiplied by their scale (tensor NAME.scale, one per row of the leading dimension).
    /// @pre `name` is among requiredTensors(config()).
    std::vector<float> expand(std::string_view name) const;
    /// The tensor as stored.
    const TensorView& stored(std::string_view name) const;

private:
    std::filesystem::path m_path;
    SafetensorsFile m_file;
    NetworkConfig m_config;
    std::string m_name;
    mutable std::string m_sha256;
};

} // namespace gambade
