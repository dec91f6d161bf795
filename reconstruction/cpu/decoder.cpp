#include "reconstruction/cpu/decoder.h"

#include "reconstruction/ops.h"

#include <algorithm>
#include <cmath>

namespace gambade::cpu {

namespace {

using Position = NetworkConfig::Decoder::Position;
using Rotation = NetworkConfig::Decoder::Rotation;

/// Row blocks between two looks at the stop request.
constexpr int kStepBlocks = 64;

float sigmoid(float x) {
    return static_cast<float>(1 / (1 + std::exp(-static_cast<double>(x))));
}

float softplus(float x) {
    const double wide = x;
    return static_cast<float>(std::max(wide, 0.0) + std::log1p(std::exp(-std::abs(wide))));
}

/// Expectation of linspace(−extent, extent, bins) under L2-normalised weights, as the published
/// code has it.
float binPosition(const float* logits, int bins, double extent) {
    double squares = 0;
    double sum = 0;
    for (int i = 0; i < bins; ++i) {
        const double at = bins > 1 ? extent * (2.0 * i / (bins - 1) - 1) : -extent;
        squares += static_cast<double>(logits[i]) * logits[i];
        sum += at * logits[i];
    }
    return static_cast<float>(sum / std::max(std::sqrt(squares), 1e-12));
}

/// Unit quaternion w x y z; the identity where all four are zero.
void normaliseRotation(const float* values, float* rotation) {
    const double length = std::sqrt(
        static_cast<double>(values[0]) * values[0] + static_cast<double>(values[1]) * values[1] +
        static_cast<double>(values[2]) * values[2] + static_cast<double>(values[3]) * values[3]);
    for (int i = 0; i < 4; ++i) {
        rotation[i] = length > 0 ? static_cast<float>(values[i] / length) : (i == 0 ? 1.0F : 0.0F);
    }
}

} // namespace

Decoder::Decoder(const TensorSource& source, Context& context)
    : m_config(source.config), m_context(context) {
    const int width = m_config.decoder.width;
    m_positionOutputs =
        m_config.decoder.position == Position::kBins ? 3 * m_config.decoder.bins : 4;
    const LayerWeights heads = decoderHeads(source);
    m_headOutputs = static_cast<int>(heads.bias.size());
    m_heads = std::make_unique<Gemm>(context, heads.weight.data(), heads.bias.data(), m_headOutputs,
                                     width, kRowBlock);
    const auto layer = [&](const std::string& name, int inputs) {
        return std::make_unique<Gemm>(
            context, source.expand("model.decoder.mlp_net.layers." + name + ".weight").data(),
            source.expand("model.decoder.mlp_net.layers." + name + ".bias").data(), width, inputs,
            kRowBlock);
    };
    m_first = layer("0", m_config.sequence.width);
    m_second = layer("2", width);
    m_normWeight = context.copy(source.expand("model.transformer.norm_f.weight"));
    const auto rowsOf = [&](int columns) {
        return context.allocate(static_cast<std::size_t>(kRowBlock) *
                                static_cast<std::size_t>(columns));
    };
    for (int i = 0; i < context.pool.threads(); ++i) {
        m_scratch.push_back(
            {rowsOf(m_config.sequence.width), rowsOf(width), rowsOf(m_headOutputs)});
    }
    m_features = rowsOf(kStepBlocks * width);
}

void Decoder::run(const float* tokens, const SourceCamera& camera, float* rows, StageClock& clock,
                  const StageObserver& observer) {
    const int count = m_config.gaussianCount();
    const int width = m_config.decoder.width;
    const auto values = static_cast<std::size_t>(kRowBlock) * static_cast<std::size_t>(width);
    const CameraRays rays(camera, m_config.stem.grid());
    const int stepRows = kStepBlocks * kRowBlock;
    for (int first = 0; first < count; first += stepRows) {
        clock.update(static_cast<double>(first) / count);
        const int stepCount = std::min(stepRows, count - first);
        m_context.pool.run(blocksOf(stepCount, kRowBlock), [&](int task, int thread) {
            Scratch& scratch = m_scratch[static_cast<std::size_t>(thread)];
            const int start = first + task * kRowBlock;
            const int taskRows = std::min(kRowBlock, count - start);
            float* features = m_features.data() + static_cast<std::size_t>(task) * values;
            rmsNorm(tokens + static_cast<std::size_t>(start) *
                                 static_cast<std::size_t>(m_config.sequence.width),
                    m_normWeight.data(), kSequenceEpsilon, taskRows, m_config.sequence.width,
                    scratch.normal.data());
            m_first->run(scratch.normal.data(), scratch.hidden.data(), thread);
            silu(scratch.hidden.data(), values);
            m_second->run(scratch.hidden.data(), features, thread);
            silu(features, values);
            m_heads->run(features, scratch.heads.data(), thread);
            for (int i = 0; i < taskRows; ++i) {
                decode(scratch.heads.data() + i * m_headOutputs, start + i, rays, camera.radius,
                       rows + static_cast<std::size_t>(start + i) * NetworkOutput::kRowLength);
            }
        });
        if (observer) {
            observer("decoder_features", first, stepCount, width, m_features.data());
        }
    }
}

void Decoder::decode(const float* heads, int gaussian, const CameraRays& rays, double radius,
                     float* row) const {
    const auto& config = m_config.decoder;
    if (config.position == Position::kBins) {
        for (int axis = 0; axis < 3; ++axis) {
            row[axis] = binPosition(heads + axis * config.bins, config.bins, config.binExtent);
        }
    } else {
        const int grid = m_config.stem.grid();
        const int token = stemTokenOf(gaussian, grid);
        const Ray ray = rays.at(token % grid, token / grid);
        const auto order = static_cast<std::size_t>(gaussian / (grid * grid));
        const double depth = radius - config.rayOffsets[order] +
                             config.rayDepthRange * std::tanh(static_cast<double>(heads[0]));
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const double jitter =
                config.rayJitterRange * std::tanh(static_cast<double>(heads[1 + axis]));
            row[axis] = static_cast<float>(ray.origin[axis] + ray.direction[axis] * depth + jitter);
        }
    }
    const float* opacity = heads + m_positionOutputs;
    const float* scale = opacity + 1;
    const float* colour = scale + 3;
    row[3] = sigmoid(*opacity);
    for (int i = 0; i < 3; ++i) {
        row[4 + i] = static_cast<float>(config.scaleFactor) * softplus(scale[i]);
        row[11 + i] = sigmoid(colour[i]);
    }
    constexpr float kIdentity[4] = {1, 0, 0, 0};
    normaliseRotation(config.rotation == Rotation::kFree ? colour + 3 : kIdentity, row + 7);
}

} // namespace gambade::cpu
