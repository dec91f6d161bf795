#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct zip;

namespace gambade {

/// Whether it begins as a ZIP archive with a file in it does.
bool isZip(std::span<const std::byte> file);

/// The files in a ZIP archive that lies in memory, which has to stay there.
class ZipReader {
public:
    /// @throws Error(kInput) with the reason, where it is none or lacks its end.
    explicit ZipReader(std::span<const std::byte> archive);

    bool contains(const std::string& name) const;

    /// A whole file, unpacked, its checksum verified. Memory is taken as the bytes come, whatever
    /// size is declared, and never for more than the whole archive has (small ones: 1 MiB): what is
    /// in it here does not pack any better than that.
    /// @throws Error(kInput) where it is missing, damaged or larger.
    std::vector<std::byte> read(const std::string& name) const;

private:
    struct Discard {
        void operator()(zip* archive) const;
    };
    std::size_t m_largest;
    std::unique_ptr<zip, Discard> m_archive;
};

struct ZipEntry {
    std::string name;
    std::vector<std::byte> bytes;
};

/// An archive of these files, as they are: nothing is packed, and all are dated 1980, so that the
/// same files give the same archive.
std::vector<std::byte> makeZip(std::span<const ZipEntry> entries);

} // namespace gambade
