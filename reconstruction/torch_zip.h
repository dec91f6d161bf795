#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct zip;

namespace gambade {

/// The entries of a torch.save archive, ARCHIVE/data.pkl beside ARCHIVE/data/KEY; read in blocks,
/// so that no allocation follows a size that the file merely claims.
class TorchZip {
public:
    using Sink = std::function<void(std::span<const std::byte>)>;

    /// @throws Error(kModel) where the bytes are no such archive.
    TorchZip(std::span<const std::byte> file, std::string_view label);
    ~TorchZip();
    TorchZip(const TorchZip&) = delete;
    TorchZip& operator=(const TorchZip&) = delete;

    /// Uncompressed size of ARCHIVE/NAME; none where there is no such entry.
    std::optional<std::uint64_t> sizeOf(const std::string& name) const;
    /// Hands over `count` bytes from `offset` on in blocks of a multiple of 64 bytes (but for the
    /// last); where they reach the entry's end, its checksum is verified too.
    /// @pre sizeOf(name) >= offset + count.
    void read(const std::string& name, std::uint64_t offset, std::uint64_t count,
              const Sink& sink) const;
    std::vector<std::byte> readAll(const std::string& name, std::uint64_t largest) const;

private:
    [[noreturn]] void fail(const std::string& reason) const;

    std::string m_label;
    std::string m_folder; ///< "ARCHIVE/"
    zip* m_archive = nullptr;
};

} // namespace gambade
