#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace gambade {

/// An ICC profile as picture files carry it. Larger ones than this are taken for damaged.
inline constexpr std::size_t kLargestProfile = std::size_t{16} << 20;

/// The profile in the APP2 segments of a JPEG: up to 255 pieces in any order (ICC.1:2022, B.4).
class ProfilePieces {
public:
    /// @param segment an APP2 segment's content; those of other purposes are passed over.
    void add(std::span<const std::byte> segment);
    bool empty() const { return m_pieces.empty(); }
    /// None where pieces are missing, or there are too many.
    std::optional<std::vector<std::byte>> join() const;

private:
    struct Piece {
        std::uint32_t number; ///< from 1
        std::uint32_t count;  ///< of all
        std::span<const std::byte> bytes;
    };
    std::vector<Piece> m_pieces;
};

/// The profile in the iCCP chunk of a PNG: a name, a method, deflated bytes.
/// @return none where the chunk is damaged.
std::optional<std::vector<std::byte>> inflateProfile(std::span<const std::byte> chunk);

} // namespace gambade
