#include "splats/gzip.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <new>
#include <vector>
#include <zlib.h>

namespace gambade {
namespace {

constexpr int kGzipWindow = 15 + 16; // the largest window, in a gzip wrapper

/// zlib counts in 32 bits: the next piece of what may be larger.
template <class Span>
uInt pieceOf(const Span& bytes) {
    return static_cast<uInt>(std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max()));
}

/// zlib's interface is not const-correct; it does not write to its input.
Bytef* zlibBytes(const std::byte* bytes) {
    return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes));
}

} // namespace

bool isGzip(std::span<const std::byte> file) {
    return file.size() >= 2 && file[0] == std::byte(0x1f) && file[1] == std::byte(0x8b);
}

struct GzipReader::State {
    std::span<const std::byte> left;
    z_stream stream = {};
};

GzipReader::GzipReader(std::span<const std::byte> file) : m_state(std::make_unique<State>()) {
    m_state->left = file;
    if (inflateInit2(&m_state->stream, kGzipWindow) != Z_OK) {
        throw std::bad_alloc();
    }
}

GzipReader::~GzipReader() {
    inflateEnd(&m_state->stream);
}

bool GzipReader::read(std::span<std::byte> out) {
    z_stream& stream = m_state->stream;
    while (!out.empty()) {
        const uInt given = pieceOf(m_state->left);
        const uInt wanted = pieceOf(out);
        stream.next_in = zlibBytes(m_state->left.data());
        stream.avail_in = given;
        stream.next_out = zlibBytes(out.data());
        stream.avail_out = wanted;
        const int result = inflate(&stream, Z_NO_FLUSH);
        m_state->left = m_state->left.subspan(given - stream.avail_in);
        out = out.subspan(wanted - stream.avail_out);
        if (result != Z_OK) {
            break; // the end, damage, or no more input
        }
    }
    return out.empty();
}

void writeGzip(AtomicFile& file, std::span<const std::byte> bytes, const Progress& progress) {
    z_stream stream = {};
    constexpr int kMemoryLevel = 8; // zlib's default
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemoryLevel,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::bad_alloc();
    }
    const std::unique_ptr<z_stream, int (*)(z_stream*)> owner(&stream, deflateEnd);

    constexpr std::size_t kPiece = 1 << 20;
    std::vector<std::byte> packed(kPiece);
    std::size_t done = 0;
    bool last = false;
    while (!last) {
        progress.update("writing", static_cast<double>(done) /
                                       static_cast<double>(std::max<std::size_t>(1, bytes.size())));
        const std::span piece = bytes.subspan(done, std::min(kPiece, bytes.size() - done));
        done += piece.size();
        last = done == bytes.size();
        stream.next_in = zlibBytes(piece.data());
        stream.avail_in = pieceOf(piece);
        do {
            stream.next_out = zlibBytes(packed.data());
            stream.avail_out = pieceOf(packed);
            deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH);
            file.write(std::span(packed).first(packed.size() - stream.avail_out));
        } while (stream.avail_out == 0);
    }
}

} // namespace gambade
