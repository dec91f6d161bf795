#include "reconstruction/cuda/tokenizer.h"

#include "reconstruction/cuda/sizes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace gambade::cuda {

namespace {

/// Rows of `length` values, zeros behind them up to `padded`.
std::vector<float> padRows(const std::vector<float>& values, int length, int padded) {
    const std::size_t rows = values.size() / static_cast<std::size_t>(length);
    std::vector<float> result(rows * static_cast<std::size_t>(padded));
    for (std::size_t row = 0; row < rows; ++row) {
        std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(row) * length, length,
                    result.begin() + static_cast<std::ptrdiff_t>(row) * padded);
    }
    return result;
}

} // namespace

template <typename T>
Tokenizer<T>::PlainAttention::PlainAttention(Context& context, int tokens, int heads)
    : scores(context,
             GemmShape{.rows = tokens,
                       .outputs = tokens,
                       .inputs = kHeadWidth,
                       .batch = heads,
                       .x = {3 * heads * kHeadWidth, kHeadWidth},
                       .weights = {3 * heads * kHeadWidth, kHeadWidth},
                       .y = {roundUp(tokens, 8), std::int64_t{tokens} * roundUp(tokens, 8)}}),
      weighted(context,
               GemmShape{.rows = tokens,
                         .outputs = kHeadWidth,
                         .inputs = tokens,
                         .batch = heads,
                         .x = {roundUp(tokens, 8), std::int64_t{tokens} * roundUp(tokens, 8)},
                         .weights = {3 * heads * kHeadWidth, kHeadWidth},
                         .y = {heads * kHeadWidth, kHeadWidth},
                         .plainWeights = true}),
      matrix(context.allocate<T>(area(heads * tokens, roundUp(tokens, 8)))),
      stride(roundUp(tokens, 8)) {}

template <typename T>
Tokenizer<T>::Tokenizer(const TensorSource& source, Context& context)
    : m_config(source.config.tokenizer), m_tokens(m_config.outputTokens() + m_config.registers),
      m_patchLength(roundUp(3 * m_config.patchSize * m_config.patchSize, 8)),
      m_patchProduct(context, accumulated(GemmShape::linear(m_config.outputTokens() - 1,
                                                            m_config.width, m_patchLength))),
      m_qkvProduct(context,
                   biased(GemmShape::linear(m_tokens, 3 * m_config.width, m_config.width))),
      m_projectionProduct(context, biased(accumulated(GemmShape::linear(m_tokens, m_config.width,
                                                                        m_config.width)))),
      m_expandProduct(context,
                      biased(GemmShape::linear(m_tokens, m_config.mlpWidth, m_config.width))),
      m_contractProduct(context, biased(accumulated(GemmShape::linear(m_tokens, m_config.width,
                                                                      m_config.mlpWidth)))) {
    const int width = m_config.width;
    const LayerWeights embedding = tokenizerLayer(source, "patch_embed.proj");
    m_patchWeight = context.copy<T>(
        padRows(embedding.weight, 3 * m_config.patchSize * m_config.patchSize, m_patchLength));
    TokenizerStart tokens = tokenizerStart(source);
    for (std::size_t i = 0; i < tokens.positions.size(); ++i) {
        tokens.positions[i] += embedding.bias[i % static_cast<std::size_t>(width)];
    }
    std::vector<float>& start = tokens.leading;
    start.insert(start.end(), tokens.positions.begin(), tokens.positions.end());
    m_start = context.copy<float>(start);

    for (int i = 0; i < m_config.depth; ++i) {
        m_layers.push_back(makeLayer(source, context, i));
    }
    m_normWeight = context.copy<float>(tokenizerTensor(source, "norm.weight"));
    m_normBias = context.copy<float>(tokenizerTensor(source, "norm.bias"));
    if constexpr (std::is_same_v<T, float>) {
        m_plainAttention.emplace(context, m_tokens, m_config.heads);
    }
    m_patches = context.allocate<T>(area(m_config.outputTokens() - 1, m_patchLength));
    m_x = context.allocate<float>(area(m_tokens, width));
    m_normal = context.allocate<T>(area(m_tokens, width));
    m_qkv = context.allocate<T>(area(m_tokens, 3 * width));
    m_attended = context.allocate<T>(area(m_tokens, width));
    m_wide = context.allocate<T>(area(m_tokens, m_config.mlpWidth));
    m_output = context.allocate<T>(area(m_config.outputTokens(), width));
}

template <typename T>
typename Tokenizer<T>::Layer Tokenizer<T>::makeLayer(const TensorSource& source, Context& context,
                                                     int index) const {
    const auto part = [&](std::string_view rest) {
        return fmt::format("blocks.{}.{}", index, rest);
    };
    const auto kept = [&](std::string_view rest) {
        return context.copy<float>(tokenizerTensor(source, part(rest)));
    };
    const auto linear = [&](std::string_view name) {
        const LayerWeights layer = tokenizerLayer(source, part(name));
        return Linear{context.copy<T>(layer.weight), context.copy<T>(layer.bias)};
    };
    const auto scaled = [&](std::string_view name, std::string_view scaleName) {
        const LayerWeights layer = tokenizerLayer(source, part(name), part(scaleName));
        return FloatLinear{context.copy<T>(layer.weight), context.copy<float>(layer.bias)};
    };
    return {kept("norm1.weight"),
            kept("norm1.bias"),
            kept("norm2.weight"),
            kept("norm2.bias"),
            linear("attn.qkv"),
            linear("mlp.fc1"),
            scaled("attn.proj", "ls1.gamma"),
            scaled("mlp.fc2", "ls2.gamma")};
}

template <typename T>
void Tokenizer<T>::run(const Lane& lane, const float* picture) {
    const int width = m_config.width;
    embed(lane, picture);
    float* x = m_x.data();
    for (const Layer& layer : m_layers) {
        layerNorm(x, layer.norm1Weight.data(), layer.norm1Bias.data(), kTokenizerEpsilon, m_tokens,
                  width, 1, m_normal.data(), lane.stream);
        m_qkvProduct.run(lane, m_normal.data(), layer.qkv.weight.data(), layer.qkv.bias.data(),
                         nullptr, m_qkv.data());
        attend(lane);
        m_projectionProduct.run(lane, m_attended.data(), layer.projection.weight.data(),
                                layer.projection.bias.data(), x, x);
        layerNorm(x, layer.norm2Weight.data(), layer.norm2Bias.data(), kTokenizerEpsilon, m_tokens,
                  width, 1, m_normal.data(), lane.stream);
        m_expandProduct.run(lane, m_normal.data(), layer.expand.weight.data(),
                            layer.expand.bias.data(), nullptr, m_wide.data());
        gelu(m_wide.data(), m_wide.size(), lane.stream);
        m_contractProduct.run(lane, m_wide.data(), layer.contract.weight.data(),
                              layer.contract.bias.data(), x, x);
    }
    // The registers, which stand between CLS and the patches, are dropped here.
    layerNorm(x, m_normWeight.data(), m_normBias.data(), kTokenizerEpsilon, 1, width, 1,
              m_output.data(), lane.stream);
    layerNorm(x + area(1 + m_config.registers, width), m_normWeight.data(), m_normBias.data(),
              kTokenizerEpsilon, m_config.outputTokens() - 1, width, 1, m_output.data() + width,
              lane.stream);
}

template <typename T>
void Tokenizer<T>::embed(const Lane& lane, const float* picture) {
    colourPatches(picture, m_config.imageSize, m_config.patchSize, {}, m_patchLength,
                  m_patches.data(), lane.stream);
    check(cudaMemcpyAsync(m_x.data(), m_start.data(), m_start.size() * sizeof(float),
                          cudaMemcpyDeviceToDevice, lane.stream),
          "copying");
    float* patches = m_x.data() + area(1 + m_config.registers, m_config.width);
    m_patchProduct.run(lane, m_patches.data(), m_patchWeight.data(), nullptr, patches, patches);
}

template <typename T>
void Tokenizer<T>::attend(const Lane& lane) {
    if constexpr (!std::is_same_v<T, float>) {
        attention(m_qkv.data(), m_tokens, m_config.heads, m_attended.data(), lane.stream);
    } else {
        const T* query = m_qkv.data();
        const T* key = query + m_config.width;
        const T* value = key + m_config.width;
        T* matrix = m_plainAttention->matrix.data();
        m_plainAttention->scores.run(lane, query, key, nullptr, nullptr, matrix);
        softmaxRows(matrix, m_config.heads * m_tokens, m_tokens, m_plainAttention->stride,
                    1 / std::sqrt(static_cast<float>(kHeadWidth)), lane.stream);
        m_plainAttention->weighted.run(lane, matrix, value, nullptr, nullptr, m_attended.data());
    }
}

template class Tokenizer<float>;
template class Tokenizer<Bf16>;
template class Tokenizer<Fp16>;

} // namespace gambade::cuda
