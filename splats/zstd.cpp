#include "splats/zstd.h"

#include <new>
#include <zstd.h>

namespace gambade {

struct ZstdReader::State {
    std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context{ZSTD_createDCtx(),
                                                                    ZSTD_freeDCtx};
    ZSTD_inBuffer in = {};
};

ZstdReader::ZstdReader(std::span<const std::byte> frames) : m_state(std::make_unique<State>()) {
    if (m_state->context == nullptr) {
        throw std::bad_alloc();
    }
    m_state->in = {frames.data(), frames.size(), 0};
}

ZstdReader::~ZstdReader() = default;

bool ZstdReader::read(std::span<std::byte> out) {
    ZSTD_outBuffer buffer = {out.data(), out.size(), 0};
    while (buffer.pos < buffer.size) {
        const std::size_t before = buffer.pos;
        const std::size_t taken = m_state->in.pos;
        const std::size_t result =
            ZSTD_decompressStream(m_state->context.get(), &buffer, &m_state->in);
        const bool stuck = buffer.pos == before && m_state->in.pos == taken;
        if (ZSTD_isError(result) != 0 || stuck) {
            return false;
        }
    }
    return true;
}

} // namespace gambade
