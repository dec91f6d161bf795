#include "reconstruction/cpu/tokenizer.h"

#include "reconstruction/cpu/patches.h"
#include "reconstruction/ops.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace gambade::cpu {

namespace {

constexpr int kLargestBlock = 64;

} // namespace

Tokenizer::Tokenizer(const TensorSource& source, Context& context)
    : m_config(source.config.tokenizer), m_context(context),
      m_tokens(m_config.outputTokens() + m_config.registers),
      // Even blocks: the last one, too, is as good as full.
      m_blockRows(blocksOf(m_tokens, blocksOf(m_tokens, kLargestBlock))),
      m_blocks(blocksOf(m_tokens, m_blockRows)) {
    const int width = m_config.width;
    const auto rowLength = static_cast<std::size_t>(width);
    const auto kept = [&](std::string_view name) {
        return context.copy(tokenizerTensor(source, name));
    };
    const auto linear = [&](const std::string& name, const std::string& scale, int outputs,
                            int inputs) {
        const LayerWeights layer = tokenizerLayer(source, name, scale);
        return std::make_unique<Gemm>(context, layer.weight.data(), layer.bias.data(), outputs,
                                      inputs, m_blockRows);
    };
    m_patchEmbedding =
        linear("patch_embed.proj", "", width, 3 * m_config.patchSize * m_config.patchSize);
    const TokenizerStart start = tokenizerStart(source);
    m_prefix = context.copy(start.leading);
    m_positions = context.copy(start.positions);

    for (int i = 0; i < m_config.depth; ++i) {
        const auto part = [&](std::string_view rest) {
            return fmt::format("blocks.{}.{}", i, rest);
        };
        m_layers.push_back({kept(part("norm1.weight")), kept(part("norm1.bias")),
                            kept(part("norm2.weight")), kept(part("norm2.bias")),
                            linear(part("attn.qkv"), "", 3 * width, width),
                            linear(part("attn.proj"), part("ls1.gamma"), width, width),
                            linear(part("mlp.fc1"), "", m_config.mlpWidth, width),
                            linear(part("mlp.fc2"), part("ls2.gamma"), width, m_config.mlpWidth)});
    }
    m_normWeight = kept("norm.weight");
    m_normBias = kept("norm.bias");

    const int headWidth = width / m_config.heads;
    m_scores = std::make_unique<MatrixProduct>(context, m_blockRows, headWidth, m_tokens,
                                               Strides{3 * width, 1}, Strides{1, 3 * width},
                                               Strides{m_tokens, 1});
    m_weighted = std::make_unique<MatrixProduct>(context, m_blockRows, m_tokens, headWidth,
                                                 Strides{m_tokens, 1}, Strides{3 * width, 1},
                                                 Strides{width, 1});

    const auto paddedRows = static_cast<std::size_t>(m_blocks * m_blockRows);
    m_x = context.allocate(paddedRows * rowLength);
    m_qkv = context.allocate(paddedRows * 3 * rowLength);
    m_attended = context.allocate(paddedRows * rowLength);
    m_output =
        context.allocate(static_cast<std::size_t>(m_config.outputTokens() + kPadding) * rowLength);
    const auto rows = static_cast<std::size_t>(m_blockRows);
    const int widest = std::max(m_config.mlpWidth, 3 * m_config.patchSize * m_config.patchSize);
    for (int i = 0; i < context.pool.threads(); ++i) {
        m_scratch.push_back({context.allocate(rows * rowLength),
                             context.allocate(rows * static_cast<std::size_t>(widest)),
                             context.allocate(rows * static_cast<std::size_t>(m_tokens))});
    }
}

void Tokenizer::run(const float* picture, StageClock& clock) {
    embed(picture);
    for (int i = 0; i < m_config.depth; ++i) {
        clock.update(static_cast<double>(i) / m_config.depth);
        const Layer& layer = m_layers[static_cast<std::size_t>(i)];
        attend(layer);
        clock.update((i + 0.4) / m_config.depth);
        transform(layer);
    }
    // The registers, which stand between CLS and the patches, are dropped here.
    const int width = m_config.width;
    layerNorm(m_x.data(), m_normWeight.data(), m_normBias.data(), kTokenizerEpsilon, 1, width,
              m_output.data());
    layerNorm(m_x.data() + (1 + m_config.registers) * width, m_normWeight.data(), m_normBias.data(),
              kTokenizerEpsilon, m_config.outputTokens() - 1, width, m_output.data() + width);
}

void Tokenizer::embed(const float* picture) {
    const int width = m_config.width;
    const int patches = m_config.outputTokens() - 1;
    const int patchLength = 3 * m_config.patchSize * m_config.patchSize;
    std::copy_n(m_prefix.data(), m_prefix.size(), m_x.data());
    float* target = m_x.data() + m_prefix.size();
    m_context.pool.run(blocksOf(patches, m_blockRows), [&](int block, int thread) {
        Scratch& scratch = m_scratch[static_cast<std::size_t>(thread)];
        const int first = block * m_blockRows;
        const int rows = std::min(m_blockRows, patches - first);
        for (int i = 0; i < rows; ++i) {
            colourPatch(picture, m_config.imageSize, m_config.patchSize, first + i,
                        scratch.wide.data() + i * patchLength);
        }
        m_patchEmbedding->run(scratch.wide.data(), scratch.normal.data(), thread);
        const auto values = static_cast<std::size_t>(rows) * static_cast<std::size_t>(width);
        add(scratch.normal.data(), m_positions.data() + first * width, values);
        std::copy_n(scratch.normal.data(), values, target + first * width);
    });
}

void Tokenizer::attend(const Layer& layer) {
    const int width = m_config.width;
    m_context.pool.run(m_blocks, [&](int block, int thread) {
        float* normal = m_scratch[static_cast<std::size_t>(thread)].normal.data();
        const int first = block * m_blockRows;
        layerNorm(m_x.data() + first * width, layer.norm1Weight.data(), layer.norm1Bias.data(),
                  kTokenizerEpsilon, m_blockRows, width, normal);
        layer.qkv->run(normal, m_qkv.data() + first * 3 * width, thread);
    });
    const int headWidth = width / m_config.heads;
    const float scale = 1.0F / std::sqrt(static_cast<float>(headWidth));
    m_context.pool.run(m_config.heads * m_blocks, [&](int task, int thread) {
        float* scores = m_scratch[static_cast<std::size_t>(thread)].scores.data();
        const int offset = task / m_blocks * headWidth;
        const int first = task % m_blocks * m_blockRows;
        const float* query = m_qkv.data() + first * 3 * width + offset;
        const float* key = m_qkv.data() + width + offset;
        m_scores->run(query, key, scores, thread);
        softmaxRows(scores, m_blockRows, m_tokens, scale);
        m_weighted->run(scores, key + width, m_attended.data() + first * width + offset, thread);
    });
}

void Tokenizer::transform(const Layer& layer) {
    const int width = m_config.width;
    const auto values = static_cast<std::size_t>(m_blockRows) * static_cast<std::size_t>(width);
    m_context.pool.run(m_blocks, [&](int block, int thread) {
        Scratch& scratch = m_scratch[static_cast<std::size_t>(thread)];
        float* x = m_x.data() + block * m_blockRows * width;
        float* normal = scratch.normal.data();
        layer.projection->run(m_attended.data() + block * m_blockRows * width, normal, thread);
        add(x, normal, values);
        layerNorm(x, layer.norm2Weight.data(), layer.norm2Bias.data(), kTokenizerEpsilon,
                  m_blockRows, width, normal);
        layer.expand->run(normal, scratch.wide.data(), thread);
        gelu(scratch.wide.data(),
             static_cast<std::size_t>(m_blockRows) * static_cast<std::size_t>(m_config.mlpWidth));
        layer.contract->run(scratch.wide.data(), normal, thread);
        add(x, normal, values);
    });
}

} // namespace gambade::cpu
