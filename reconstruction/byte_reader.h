#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace gambade {

/// Numbers and texts at places of a file. Safe at its bounds: bytes beyond the end are 0.
class ByteReader {
public:
    explicit ByteReader(std::span<const std::byte> file) : m_file(file) {}
    std::size_t size() const { return m_file.size(); }
    std::uint32_t u8(std::size_t at) const {
        return at < m_file.size() ? std::to_integer<std::uint32_t>(m_file[at]) : 0U;
    }
    std::uint32_t u16le(std::size_t at) const { return u8(at) | u8(at + 1) << 8; }
    std::uint32_t u16be(std::size_t at) const { return u8(at) << 8 | u8(at + 1); }
    std::uint32_t u32le(std::size_t at) const { return u16le(at) | u16le(at + 2) << 16; }
    std::uint32_t u32be(std::size_t at) const { return u16be(at) << 16 | u16be(at + 2); }
    bool has(std::size_t at, std::string_view text) const {
        return at + text.size() <= m_file.size() &&
               std::equal(text.begin(), text.end(),
                          m_file.begin() + static_cast<std::ptrdiff_t>(at),
                          [](char a, std::byte b) { return static_cast<std::byte>(a) == b; });
    }
    std::span<const std::byte> part(std::size_t at, std::size_t length) const {
        return m_file.subspan(at, length);
    }

private:
    std::span<const std::byte> m_file;
};

} // namespace gambade
