#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace gambade {

/// A whole file mapped read-only. Empty files give an empty span.
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

private:
    const std::byte* m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace gambade
