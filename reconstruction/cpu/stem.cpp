#include "reconstruction/cpu/stem.h"

#include "reconstruction/cpu/patches.h"
#include "reconstruction/ops.h"

#include <algorithm>

namespace gambade::cpu {

namespace {

constexpr int kLargestBlock = 64;

}

Stem::Stem(const TensorSource& source, Context& context)
    : m_config(source.config.stem), m_context(context), m_width(source.config.sequence.width) {
    const int tokens = m_config.grid() * m_config.grid();
    const int patchLength = kStemChannels * m_config.patchSize * m_config.patchSize;
    m_blockRows = std::min(kLargestBlock, tokens);
    m_convolution = std::make_unique<Gemm>(context, source.expand("model.stem_layer.weight").data(),
                                           source.expand("model.stem_layer.bias").data(), m_width,
                                           patchLength, m_blockRows);
    m_table = context.copy(source.expand("model.transformer.pos_embed"));
    m_tokens =
        context.allocate(static_cast<std::size_t>(blocksOf(tokens, m_blockRows) * m_blockRows) *
                         static_cast<std::size_t>(m_width));
    m_patches = context.allocateForThreads(static_cast<std::size_t>(m_blockRows) *
                                           static_cast<std::size_t>(patchLength));
}

void Stem::run(const float* picture, const SourceCamera& camera, float* tokens) {
    const int grid = m_config.grid();
    const int stemTokens = grid * grid;
    const int patchLength = kStemChannels * m_config.patchSize * m_config.patchSize;
    const CameraRays rays(camera, m_config.imageSize);
    m_context.pool.run(blocksOf(stemTokens, m_blockRows), [&](int block, int thread) {
        float* patches = m_patches[static_cast<std::size_t>(thread)].data();
        const int first = block * m_blockRows;
        for (int i = 0; i < std::min(m_blockRows, stemTokens - first); ++i) {
            stemPatch(picture, m_config.imageSize, m_config.patchSize, first + i, rays,
                      patches + i * patchLength);
        }
        m_convolution->run(patches, m_tokens.data() + first * m_width, thread);
    });
    const auto width = static_cast<std::size_t>(m_width);
    m_context.pool.run(NetworkConfig::kScanOrders * grid, [&](int line, int) {
        for (int gaussian = line * grid; gaussian < (line + 1) * grid; ++gaussian) {
            float* token = tokens + static_cast<std::size_t>(gaussian) * width;
            std::copy_n(m_tokens.data() + stemTokenOf(gaussian, grid) * m_width, width, token);
            add(token, m_table.data() + static_cast<std::size_t>(gaussian) * width, width);
        }
    });
}

} // namespace gambade::cpu
