#pragma once

#include "reconstruction/network_config.h"
#include "reconstruction/safetensors.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gambade {

/// Metadata keys of our weights files; all optional but the configuration.
inline constexpr std::string_view kConfigKey = "gambade.config";
inline constexpr std::string_view kNameKey = "gambade.name";
inline constexpr std::string_view kLicenceKey = "gambade.licence";
inline constexpr std::string_view kSourceKey = "gambade.source"; ///< file name and SHA-256
inline constexpr std::string_view kContentsKey = "gambade.contents";
/// Value of kContentsKey in a file that holds no whole network.
inline constexpr std::string_view kTokenizerContents = "tokenizer";

/// A model file whose configuration and tensors have been checked against each other.
///
/// Tensors are F32, F16, BF16, or I8 with one more tensor NAME.scale (F32, one number per row of
/// the leading dimension). A file without a configuration is taken for the published network.
class Weights {
public:
    /// Opens and checks: missing, extra and misshapen tensors are all named.
    /// @throws Error(kModel)
    explicit Weights(const std::filesystem::path& path);

    const NetworkConfig& config() const { return m_config; }
    const std::string& name() const { return m_name; } ///< "gambade.name", else the file's stem
    const MetadataMap& metadata() const { return m_file.metadata(); }
    const std::filesystem::path& path() const { return m_path; }
    /// SHA-256 of the whole file, lower-case hex; computed on the first call, which no other call
    /// may overlap. @throws Cancelled
    const std::string& sha256(const Progress& progress = {}) const;
    /// Numbers in the network's tensors; int8 scales are not counted.
    std::int64_t parameterCount() const;

    /// The tensor expanded to fp32, row-major. fp16 and bf16 are widened exactly; int8 rows are
    /// multiplied by their scale.
    /// @pre `name` is among requiredTensors(config()).
    std::vector<float> expand(std::string_view name) const;
    /// Gives back the memory of the mapped file, once an engine holds what it needs of it.
    void releasePages() const { m_file.releasePages(); }
    /// The tensor as stored. @pre as expand().
    const TensorView& stored(std::string_view name) const;

private:
    std::filesystem::path m_path;
    SafetensorsFile m_file;
    NetworkConfig m_config;
    std::string m_name;
    mutable std::string m_sha256;
};

} // namespace gambade
