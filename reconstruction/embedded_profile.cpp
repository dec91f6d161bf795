#include "reconstruction/embedded_profile.h"

#include "reconstruction/byte_reader.h"

#include <algorithm>
#include <zlib.h>

namespace gambade {

void ProfilePieces::add(std::span<const std::byte> segment) {
    constexpr std::string_view kName("ICC_PROFILE\0", 12);
    const ByteReader reader(segment);
    const std::size_t start = kName.size() + 2;
    if (reader.has(0, kName) && reader.size() >= start) {
        m_pieces.push_back(
            {reader.u8(12), reader.u8(13), reader.part(start, reader.size() - start)});
    }
}

std::optional<std::vector<std::byte>> ProfilePieces::join() const {
    std::vector<Piece> pieces = m_pieces;
    std::ranges::sort(pieces, {}, &Piece::number);
    std::vector<std::byte> profile;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].number != i + 1 || pieces[i].count != pieces.size()) {
            return std::nullopt;
        }
        profile.insert(profile.end(), pieces[i].bytes.begin(), pieces[i].bytes.end());
    }
    return profile; // at most 255 times 64 KiB
}

std::optional<std::vector<std::byte>> inflateProfile(std::span<const std::byte> chunk) {
    const auto nameEnd = std::ranges::find(chunk, std::byte{0});
    if (chunk.end() - nameEnd < 2 || nameEnd[1] != std::byte{0}) {
        return std::nullopt; // method 0, deflate, is the only one
    }
    const std::span<const std::byte> deflated(nameEnd + 2, chunk.end());
    // Deflate makes at most 1032 bytes of one; what is claimed is not believed.
    constexpr std::size_t kMostDeflate = 1032;
    std::vector<std::byte> profile(
        std::min(kLargestProfile + 1, std::max<std::size_t>(deflated.size() * kMostDeflate, 1)));
    auto length = static_cast<uLongf>(profile.size());
    if (uncompress(reinterpret_cast<Bytef*>(profile.data()), &length,
                   reinterpret_cast<const Bytef*>(deflated.data()), deflated.size()) != Z_OK ||
        length > kLargestProfile) {
        return std::nullopt;
    }
    profile.resize(length);
    return profile;
}

} // namespace gambade
