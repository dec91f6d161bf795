#include "reconstruction/cuda/sequence.h"

#include "reconstruction/cuda/sizes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace gambade::cuda {

namespace {

/// [rows × columns] → [columns × rows].
std::vector<float> transposed(const std::vector<float>& values, int columns) {
    const auto width = static_cast<std::size_t>(columns);
    const std::size_t rows = values.size() / width;
    std::vector<float> result(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        result[i % width * rows + i / width] = values[i];
    }
    return result;
}

/// [rows × columns] → [rows × padded], zeros behind.
std::vector<float> widened(const std::vector<float>& values, int columns, int padded) {
    const auto width = static_cast<std::size_t>(columns);
    std::vector<float> result(values.size() / width * static_cast<std::size_t>(padded));
    for (std::size_t i = 0; i < values.size(); ++i) {
        result[i / width * static_cast<std::size_t>(padded) + i % width] = values[i];
    }
    return result;
}

/// One product per block of [rows × inputs], weights `apart` rows from block to block.
GemmShape perBlock(int rows, int outputs, int inputs, int apart, int depth) {
    GemmShape shape = GemmShape::linear(rows, outputs, inputs);
    shape.batch = depth;
    shape.x.batch = std::int64_t{rows} * inputs;
    shape.weights.batch = std::int64_t{apart} * inputs;
    shape.y.batch = std::int64_t{rows} * outputs;
    return shape;
}

GemmShape imageShape(const NetworkConfig& config) {
    return biased(GemmShape::linear(config.tokenizer.outputTokens(),
                                    config.sequence.depth * config.sequence.width,
                                    config.tokenizer.width));
}

GemmShape outputShape(const NetworkConfig& config) {
    return accumulated(GemmShape::linear(config.gaussianCount(), config.sequence.width,
                                         config.sequence.innerWidth));
}

/// A tensor of every block, one behind the other.
template <typename Change>
std::vector<float> stacked(const TensorSource& source, std::string_view rest, Change change) {
    std::vector<float> all;
    for (int i = 0; i < source.config.sequence.depth; ++i) {
        const auto values =
            change(source.expand(fmt::format("model.transformer.layers.{}.{}", i, rest)));
        all.insert(all.end(), values.begin(), values.end());
    }
    return all;
}

std::vector<float> stacked(const TensorSource& source, std::string_view rest) {
    return stacked(source, rest, [](std::vector<float> values) { return values; });
}

constexpr std::string_view kDecayName = "mamba_block.mixer.A_log";

bool allUnitSpaced(const TensorSource& source) {
    for (int i = 0; i < source.config.sequence.depth; ++i) {
        const std::string name = fmt::format("model.transformer.layers.{}.{}", i, kDecayName);
        if (!hasUnitSpacedDecay(source.expand(name), kStateSize, source.storedType(name))) {
            return false;
        }
    }
    return true;
}

} // namespace

template <typename T>
Sequence<T>::Sequence(const TensorSource& source, Context& context)
    : m_config(source.config), m_inner(m_config.sequence.innerWidth),
      m_lowWidth(m_config.sequence.dtRank + 2 * kStateSize),
      m_weights(stackWeights(source, context)), m_imageProduct(context, imageShape(m_config)),
      m_prefixInput(context, perBlock(m_config.prefixTokens(), m_inner, m_config.sequence.width,
                                      2 * m_inner, m_config.sequence.depth)),
      m_prefixLow(context, perBlock(m_config.prefixTokens(), m_lowWidth, m_inner, m_lowWidth,
                                    m_config.sequence.depth)),
      m_input(context,
              GemmShape::linear(m_config.gaussianCount(), 2 * m_inner, m_config.sequence.width)),
      m_low(context, GemmShape::linear(m_config.gaussianCount(), m_lowWidth, m_inner)),
      m_output(context, outputShape(m_config)) {
    const int depth = m_config.sequence.depth;
    const int width = m_config.sequence.width;
    const int gaussians = m_config.gaussianCount();
    const int prefix = depth * m_config.prefixTokens();
    m_prefix = context.allocate<float>(
        std::max(area(prefix, width), area(prefix, m_inner) * sizeof(T) / sizeof(float)));
    m_prefixNormal = context.allocate<T>(area(prefix, width));
    m_prefixX = context.allocate<T>(area(prefix, m_inner));
    m_prefixU = context.allocate<T>(area(prefix, m_inner));
    m_prefixLows = context.allocate<T>(area(prefix, m_lowWidth));
    m_prefixWork = context.allocate<float>(scanWork(m_config.prefixTokens(), m_inner, depth));
    m_residual = context.allocate<float>(area(gaussians, width));
    m_normal = context.allocate<T>(area(gaussians, width));
    m_xz = context.allocate<T>(area(gaussians, 2 * m_inner));
    m_u = context.allocate<T>(area(gaussians, m_inner));
    m_lows = context.allocate<T>(area(gaussians, m_lowWidth));
    m_delta = context.allocate<T>(area(gaussians, m_inner));
    m_scanWork = context.allocate<float>(scanWork(gaussians, m_inner, 1));
}

template <typename T>
PrefixEnds<T> Sequence<T>::makePrefixEnds(Context& context) const {
    const int depth = m_config.sequence.depth;
    return {context.allocate<float>(area(depth * kStateSize, m_inner)),
            context.allocate<T>(area(depth * (kTaps - 1), m_inner))};
}

template <typename T>
typename Sequence<T>::Weights Sequence<T>::stackWeights(const TensorSource& source,
                                                        Context& context) {
    const auto& mamba = source.config.sequence;
    const auto kept = [&](std::string_view rest) {
        return context.copy<float>(stacked(source, rest));
    };
    const auto stored = [&](std::string_view rest) {
        return context.copy<T>(stacked(source, rest));
    };
    Weights weights;
    weights.imageAffine = stored("cond_affine.weight");
    weights.imageBias = kept("cond_affine.bias");
    if (mamba.cameraToken) {
        weights.cameraAffine = kept("camera_affine.weight");
        weights.cameraBias = kept("camera_affine.bias");
    }
    weights.normWeight = kept("mamba_block.norm.weight");
    weights.normBias = kept("mamba_block.norm.bias");
    weights.input = stored("mamba_block.mixer.in_proj.weight");
    weights.convolution = context.copy<float>(
        stacked(source, "mamba_block.mixer.conv1d.weight",
                [](const std::vector<float>& values) { return transposed(values, kTaps); }));
    weights.convolutionBias = kept("mamba_block.mixer.conv1d.bias");
    weights.low = stored("mamba_block.mixer.x_proj.weight");
    weights.delta = context.copy<T>(
        stacked(source, "mamba_block.mixer.dt_proj.weight", [&](const std::vector<float>& values) {
            return widened(values, mamba.dtRank, paddedRank(mamba.dtRank));
        }));
    weights.deltaBias = kept("mamba_block.mixer.dt_proj.bias");
    weights.skip = kept("mamba_block.mixer.D");
    if (!allUnitSpaced(source)) {
        weights.decay =
            context.copy<float>(stacked(source, kDecayName, [](std::vector<float> values) {
                for (float& value : values) {
                    value = static_cast<float>(-std::exp(static_cast<double>(value)) *
                                               std::numbers::log2e);
                }
                return transposed(values, kStateSize);
            }));
    }
    weights.output = stored("mamba_block.mixer.out_proj.weight");
    return weights;
}

template <typename T>
std::size_t Sequence<T>::atBlock(int block, int rows, int columns) const {
    return static_cast<std::size_t>(block) * area(rows, columns);
}

template <typename T>
void Sequence<T>::runPrefixes(const Lane& lane, const T* imageTokens, const float* cameraToken,
                              PrefixEnds<T>& ends) {
    const int depth = m_config.sequence.depth;
    const int width = m_config.sequence.width;
    const int rows = m_config.prefixTokens();
    const int rank = m_config.sequence.dtRank;
    float* prefix = m_prefix.data();
    if (cameraToken) {
        affineRow(m_weights.cameraAffine.data(), m_weights.cameraBias.data(), cameraToken,
                  depth * width, m_config.sequence.cameraWidth, prefix, lane.stream);
        prefix += area(depth, width);
    }
    m_imageProduct.run(lane, imageTokens, m_weights.imageAffine.data(), m_weights.imageBias.data(),
                       nullptr, prefix);
    layerNorm(m_prefix.data(), m_weights.normWeight.data(), m_weights.normBias.data(),
              kSequenceEpsilon, rows * depth, width, depth, m_prefixNormal.data(), lane.stream);
    m_prefixInput.run(lane, m_prefixNormal.data(), m_weights.input.data(), nullptr, nullptr,
                      m_prefixX.data());
    convolveSilu<T>({.rows = rows,
                     .channels = m_inner,
                     .batch = depth,
                     .x = m_prefixX.data(),
                     .rowStride = m_inner},
                    m_weights.convolution.data(), m_weights.convolutionBias.data(),
                    m_prefixU.data(), lane.stream);
    m_prefixLow.run(lane, m_prefixU.data(), m_weights.low.data(), nullptr, nullptr,
                    m_prefixLows.data());
    T* delta = reinterpret_cast<T*>(m_prefix.data());
    projectDelta(m_prefixLows.data(), m_lowWidth, m_weights.delta.data(),
                 m_weights.deltaBias.data(), rows, m_inner, rank, depth, delta, lane.stream);
    selectiveScan<T>({.rows = rows,
                      .channels = m_inner,
                      .batch = depth,
                      .u = m_prefixU.data(),
                      .delta = delta,
                      .bc = m_prefixLows.data() + rank,
                      .bcStride = m_lowWidth,
                      .decay = m_weights.decay.data(),
                      .last = ends.states.data(),
                      .work = m_prefixWork.data()},
                     lane.stream);
    const std::size_t tail = area(kTaps - 1, m_inner) * sizeof(T);
    check(cudaMemcpy2DAsync(ends.tails.data(), tail,
                            m_prefixX.data() + area(rows - (kTaps - 1), m_inner),
                            area(rows, m_inner) * sizeof(T), tail, static_cast<std::size_t>(depth),
                            cudaMemcpyDeviceToDevice, lane.stream),
          "copying");
}

template <typename T>
void Sequence<T>::project(const Lane& lane, int block) {
    const int width = m_config.sequence.width;
    layerNorm(m_residual.data(), m_weights.normWeight.data() + atBlock(block, 1, width),
              m_weights.normBias.data() + atBlock(block, 1, width), kSequenceEpsilon,
              m_config.gaussianCount(), width, 1, m_normal.data(), lane.stream);
    m_input.run(lane, m_normal.data(), m_weights.input.data() + atBlock(block, 2 * m_inner, width),
                nullptr, nullptr, m_xz.data());
}

template <typename T>
void Sequence<T>::mix(const Lane& lane, int block, const PrefixEnds<T>& ends) {
    const int rows = m_config.gaussianCount();
    const int rank = m_config.sequence.dtRank;
    const std::size_t channels = atBlock(block, 1, m_inner);
    convolveSilu<T>({.rows = rows,
                     .channels = m_inner,
                     .x = m_xz.data(),
                     .rowStride = 2 * m_inner,
                     .tail = ends.tails.data() + atBlock(block, kTaps - 1, m_inner)},
                    m_weights.convolution.data() + atBlock(block, kTaps, m_inner),
                    m_weights.convolutionBias.data() + channels, m_u.data(), lane.stream);
    m_low.run(lane, m_u.data(), m_weights.low.data() + atBlock(block, m_lowWidth, m_inner), nullptr,
              nullptr, m_lows.data());
    projectDelta(m_lows.data(), m_lowWidth,
                 m_weights.delta.data() + atBlock(block, m_inner, paddedRank(rank)),
                 m_weights.deltaBias.data() + channels, rows, m_inner, rank, 1, m_delta.data(),
                 lane.stream);
    const std::size_t states = atBlock(block, kStateSize, m_inner);
    selectiveScan<T>(
        {.rows = rows,
         .channels = m_inner,
         .u = m_u.data(),
         .delta = m_delta.data(),
         .bc = m_lows.data() + rank,
         .bcStride = m_lowWidth,
         .gate = m_xz.data() + m_inner,
         .gateStride = 2 * m_inner,
         .decay = m_weights.decay.size() > 0 ? m_weights.decay.data() + states : nullptr,
         .skip = m_weights.skip.data() + channels,
         .initial = ends.states.data() + states,
         .y = m_u.data(),
         .work = m_scanWork.data()},
        lane.stream);
    m_output.run(lane, m_u.data(),
                 m_weights.output.data() + atBlock(block, m_config.sequence.width, m_inner),
                 nullptr, m_residual.data(), m_residual.data());
}

template class Sequence<float>;
template class Sequence<Bf16>;
template class Sequence<Fp16>;

} // namespace gambade::cuda
