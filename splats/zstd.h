#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace gambade {

/// Unpacks Zstandard frames (RFC 8878) that follow each other piece by piece, so that what a file
/// says of its size can be checked before memory is taken.
class ZstdReader {
public:
    explicit ZstdReader(std::span<const std::byte> frames);
    ~ZstdReader();
    ZstdReader(const ZstdReader&) = delete;
    ZstdReader& operator=(const ZstdReader&) = delete;

    /// Fills `out` with what comes next; false where the frames end before or are damaged.
    bool read(std::span<std::byte> out);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace gambade
