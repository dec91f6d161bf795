#include "reconstruction/cpu/image_features.h"

#include "reconstruction/cpu/tokenizer.h"
#include "reconstruction/ops.h"

namespace gambade::cpu {

namespace {

constexpr int kBlockRows = 64;
static_assert(Tokenizer::kPadding >= kBlockRows - 1);

} // namespace

ImageFeatures::ImageFeatures(const TensorSource& source, Context& context)
    : m_config(source.config), m_context(context) {
    if (!m_config.sequence.imageFeatures) {
        return;
    }
    const int features = NetworkConfig::kScanOrders * m_config.sequence.width;
    m_affine = std::make_unique<Gemm>(context,
                                      source.expand("model.transformer.image_affine.weight").data(),
                                      source.expand("model.transformer.image_affine.bias").data(),
                                      features, m_config.tokenizer.width, kBlockRows);
    const int patches = m_config.tokenizer.outputTokens() - 1;
    m_features =
        context.allocate(static_cast<std::size_t>(blocksOf(patches, kBlockRows) * kBlockRows) *
                         static_cast<std::size_t>(features));
}

void ImageFeatures::run(const float* imageTokens) {
    if (!m_affine) {
        return;
    }
    const std::ptrdiff_t inputs = m_config.tokenizer.width;
    const std::ptrdiff_t features = NetworkConfig::kScanOrders * m_config.sequence.width;
    const float* patches = imageTokens + inputs; // behind CLS
    m_context.pool.run(
        blocksOf(m_config.tokenizer.outputTokens() - 1, kBlockRows), [&](int block, int thread) {
            const std::ptrdiff_t row = block * kBlockRows;
            m_affine->run(patches + row * inputs, m_features.data() + row * features, thread);
        });
}

void ImageFeatures::addTo(float* tokens) const {
    if (!m_affine) {
        return;
    }
    const int grid = m_config.stem.grid();
    const std::ptrdiff_t width = m_config.sequence.width;
    m_context.pool.run(NetworkConfig::kScanOrders * grid, [&](int line, int) {
        for (int gaussian = line * grid; gaussian < (line + 1) * grid; ++gaussian) {
            addAt(gaussian, tokens + gaussian * width);
        }
    });
}

void ImageFeatures::addAt(int gaussian, float* token) const {
    const int grid = m_config.stem.grid();
    const int patchGrid = m_config.tokenizer.patchGrid();
    const int order = gaussian / (grid * grid);
    const int place = stemTokenOf(gaussian, grid);
    const Between down = between(place / grid, patchGrid, grid);
    const Between across = between(place % grid, patchGrid, grid);
    const std::ptrdiff_t width = m_config.sequence.width;
    const auto featuresAt = [&](int row, int column) {
        const std::ptrdiff_t patch = row * patchGrid + column;
        return m_features.data() + (patch * NetworkConfig::kScanOrders + order) * width;
    };
    const float* rows[] = {
        featuresAt(down.first, across.first), featuresAt(down.first, across.second),
        featuresAt(down.second, across.first), featuresAt(down.second, across.second)};
    const float weights[] = {(1 - down.weight) * (1 - across.weight),
                             (1 - down.weight) * across.weight, down.weight * (1 - across.weight),
                             down.weight * across.weight};
    addWeighted(token, rows, weights, static_cast<std::size_t>(width));
}

} // namespace gambade::cpu
