#pragma once

#include "splats/atomic_file.h"
#include "splats/progress.h"

#include <cstddef>
#include <memory>
#include <span>

namespace gambade {

bool isGzip(std::span<const std::byte> file);

/// Unpacks a gzip stream piece by piece, so that what it says of its size can be checked before
/// memory is taken.
class GzipReader {
public:
    explicit GzipReader(std::span<const std::byte> file);
    ~GzipReader();
    GzipReader(const GzipReader&) = delete;
    GzipReader& operator=(const GzipReader&) = delete;

    /// Fills `out` with what comes next; false where the stream ends before or is damaged.
    bool read(std::span<std::byte> out);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The most that `compressedSize` bytes of gzip can unpack to: deflate's limit is 1032 to 1.
constexpr std::size_t gzipMaximumSize(std::size_t compressedSize) {
    return compressedSize * 1032;
}

/// Packs `bytes` into the file. @throws Error(kOutput); Cancelled.
void writeGzip(AtomicFile& file, std::span<const std::byte> bytes, const Progress& progress);

} // namespace gambade
