#pragma once

#include "reconstruction/safetensors.h"
#include "reconstruction/torch_zip.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gambade {

/// A tensor of a state dict: a strided window on a storage. Sizes and strides are in elements; all
/// have been checked against each other and against the storage's zip entry.
struct TorchTensor {
    std::string storageType; ///< "torch.FloatStorage"
    std::string entry;       ///< "data/KEY" in the archive
    std::int64_t storageElements = 0;
    std::int64_t offset = 0;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides; ///< not negative
};

/// The state dict in a zip file written by torch.save (PyTorch ≥ 1.6). The pickle in it is read as
/// values (pickle.h), never executed.
class TorchArchive {
public:
    /// @param file  the archive's bytes, which must outlive this object.
    /// @param label names the file in errors.
    /// @throws Error(kModel)
    TorchArchive(std::span<const std::byte> file, std::string_view label);

    /// The tensors of {'model': state_dict}, or of a bare state dict. Values of other kinds are
    /// left out.
    const std::map<std::string, TorchTensor>& tensors() const { return m_tensors; }

    /// How the tensor is stored. @throws Error(kModel) where it is none of fp32, fp16, bf16.
    TensorLayout layoutOf(const std::string& name) const;

    /// Hands over the tensor's elements, row-major, in blocks of whole elements.
    /// @throws Error(kModel) for damaged entries; whatever `sink` throws.
    void read(const std::string& name, const TorchZip::Sink& sink) const;

private:
    std::string m_label;
    TorchZip m_zip;
    std::map<std::string, TorchTensor> m_tensors;
};

} // namespace gambade
