#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace gambade {

/// A whole file's bytes, read-only. Empty files give an empty span. Inputs of up to 256 MiB are
/// copied, so that a program that cuts the file short meanwhile does no harm; larger ones and
/// models are mapped, and there touching what was cut off ends the process (SIGBUS).
/// @throws Error(kind given) "cannot open FILE: reason" for missing, unreadable and non-regular
/// files.
class MappedFile {
public:
    enum class Use { kInput, kModel }; ///< decides the ErrorKind
    MappedFile(const std::filesystem::path& path, Use use);
    ~MappedFile();
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::span<const std::byte> bytes() const { return {m_data, m_size}; }

    /// Gives back the memory that a mapped file's pages take; they are read again where needed.
    void releasePages() const;

private:
    std::unique_ptr<std::byte[]> m_copy; ///< Null where the file is mapped.
    const std::byte* m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace gambade
