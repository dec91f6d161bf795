#pragma once

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <span>
#include <string_view>

namespace gambade {

/// Writes to a temporary name beside `path` and renames on commit(), so that a failed, cancelled or
/// interrupted write leaves the old file, or none. Destroying without commit() removes the
/// temporary.
/// @throws Error(kOutput) naming the file and the system's reason (no permission, disk full, …).
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path path);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    void write(std::span<const std::byte> bytes);
    void write(std::string_view text);
    /// Flushes to the disk and renames over `path`.
    void commit();

    /// Removes the temporaries of all files that are not committed. For a process that ends at
    /// once, without destructors: from here on, whoever opens or commits one waits for that end.
    static void removeAllAndBlock();

private:
    std::filesystem::path m_path;
    std::filesystem::path m_temporary;
    std::FILE* m_file = nullptr;
};

} // namespace gambade
