#include "reconstruction/network.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace gambade {

namespace {

/// Keys' bicubic kernel with a = −0.5.
float cubic(float x) {
    constexpr float kA = -0.5F;
    x = std::abs(x);
    if (x < 1) {
        return ((kA + 2) * x - (kA + 3)) * x * x + 1;
    }
    return x < 2 ? ((x - 5) * x + 8) * x * kA - 4 * kA : 0.0F;
}

/// Source cells and weights of one cell of a resized axis.
struct Taps {
    int first = 0;
    std::vector<float> weights;
};

std::vector<Taps> resizeTaps(int from, int to) {
    const float scale = static_cast<float>(from) / static_cast<float>(to);
    // Enlarging interpolates; only shrinking widens the filter.
    const float width = std::max(scale, 1.0F);
    std::vector<Taps> taps(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        const float centre = scale * (static_cast<float>(i) + 0.5F);
        Taps& tap = taps[static_cast<std::size_t>(i)];
        tap.first = std::max(static_cast<int>(centre - 2 * width + 0.5F), 0);
        const int last = std::min(static_cast<int>(centre + 2 * width + 0.5F), from);
        float sum = 0;
        for (int j = tap.first; j < last; ++j) {
            const float weight = cubic((static_cast<float>(j) - centre + 0.5F) / width);
            tap.weights.push_back(weight);
            sum += weight;
        }
        for (float& weight : tap.weights) {
            weight /= sum;
        }
    }
    return taps;
}

void append(std::vector<float>& all, const std::vector<float>& more) {
    all.insert(all.end(), more.begin(), more.end());
}

LayerWeights stackedLayers(const TensorSource& source, const std::string& prefix,
                           const std::vector<std::string>& names) {
    LayerWeights stacked;
    for (const std::string& name : names) {
        append(stacked.weight, source.expand(prefix + name + ".weight"));
        append(stacked.bias, source.expand(prefix + name + ".bias"));
    }
    return stacked;
}

double secondsNow() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

TensorSource tensorsOf(const Weights& weights, const Progress& progress) {
    const auto tensors = static_cast<double>(requiredTensors(weights.config()).size());
    return {weights.config(),
            [&weights, progress, tensors, read = 0](std::string_view name) mutable {
                progress.update("loading model", std::min(read++ / tensors, 1.0));
                return weights.expand(name);
            },
            [&](std::string_view name) { return weights.stored(name).type; }};
}

int stemTokenOf(int gaussian, int grid) {
    const int order = gaussian / (grid * grid);
    const int index = gaussian % (grid * grid);
    const int line = index / grid;
    const int along = order < 2 ? index % grid : grid - 1 - index % grid;
    return order % 2 == 0 ? line * grid + along : along * grid + line;
}

std::vector<float> resizePositions(std::span<const float> table, int fromGrid, int toGrid,
                                   int width) {
    if (fromGrid == toGrid) {
        return {table.begin(), table.end()};
    }
    const auto taps = resizeTaps(fromGrid, toGrid);
    const auto channels = static_cast<std::size_t>(width);
    const auto from = static_cast<std::size_t>(fromGrid);
    const auto to = static_cast<std::size_t>(toGrid);
    // Horizontally, then vertically: out[line, i] = Σ_j weight_j · in[line, first + j].
    std::vector<float> horizontal(from * to * channels);
    std::vector<float> resized(to * to * channels);
    for (std::size_t i = 0; i < to; ++i) {
        for (std::size_t j = 0; j < taps[i].weights.size(); ++j) {
            const std::size_t source = static_cast<std::size_t>(taps[i].first) + j;
            for (std::size_t line = 0; line < from; ++line) {
                for (std::size_t c = 0; c < channels; ++c) {
                    horizontal[(line * to + i) * channels + c] +=
                        taps[i].weights[j] * table[(line * from + source) * channels + c];
                }
            }
        }
    }
    for (std::size_t i = 0; i < to; ++i) {
        for (std::size_t j = 0; j < taps[i].weights.size(); ++j) {
            const std::size_t source = static_cast<std::size_t>(taps[i].first) + j;
            for (std::size_t c = 0; c < to * channels; ++c) {
                resized[i * to * channels + c] +=
                    taps[i].weights[j] * horizontal[source * to * channels + c];
            }
        }
    }
    return resized;
}

double fieldOfViewOf(float output) {
    constexpr double kMiddle = 45;
    constexpr double kUnit = 30;
    return std::clamp(kMiddle + kUnit * output, 10.0, 100.0);
}

LayerWeights poseOutputs(const TensorSource& source) {
    std::vector<std::string> outputs{"2"};
    if (source.config.sequence.fieldOfViewHead) {
        outputs.emplace_back("field_of_view");
    }
    return stackedLayers(source, "model.pose_head.", outputs);
}

LayerWeights decoderHeads(const TensorSource& source) {
    std::vector<std::string> heads{"xyz", "opacity", "scale", "rgb"};
    if (source.config.decoder.rotation == NetworkConfig::Decoder::Rotation::kFree) {
        heads.emplace_back("rotation");
    }
    return stackedLayers(source, "model.decoder.gs_layer.", heads);
}

std::vector<float> tokenizerTensor(const TensorSource& source, std::string_view name) {
    return source.expand(fmt::format("{}{}", kTokenizerPrefix, name));
}

LayerWeights tokenizerLayer(const TensorSource& source, std::string_view name,
                            std::string_view scaleName) {
    LayerWeights layer{tokenizerTensor(source, fmt::format("{}.weight", name)),
                       tokenizerTensor(source, fmt::format("{}.bias", name))};
    if (scaleName.empty()) {
        return layer;
    }
    const auto scale = tokenizerTensor(source, scaleName);
    const std::size_t inputs = layer.weight.size() / layer.bias.size();
    for (std::size_t i = 0; i < layer.weight.size(); ++i) {
        layer.weight[i] *= scale[i / inputs];
    }
    for (std::size_t i = 0; i < layer.bias.size(); ++i) {
        layer.bias[i] *= scale[i];
    }
    return layer;
}

TokenizerStart tokenizerStart(const TensorSource& source) {
    const auto& vit = source.config.tokenizer;
    const auto positions = tokenizerTensor(source, "pos_embed");
    TokenizerStart start{tokenizerTensor(source, "cls_token"), {}};
    std::vector<float>& leading = start.leading;
    const std::size_t width = leading.size();
    for (std::size_t i = 0; i < width; ++i) {
        leading[i] += positions[i];
    }
    if (vit.registers > 0) {
        append(leading, tokenizerTensor(source, "register_tokens"));
    }
    start.positions = resizePositions(std::span(positions).subspan(width), vit.positionGrid,
                                      vit.patchGrid(), vit.width);
    return start;
}

bool hasUnitSpacedDecay(std::span<const float> logDecay, int stateSize, DType storedType) {
    // One unit in the last place of the stored type, relative.
    const double unit = storedType == DType::kF32   ? 0x1p-23
                        : storedType == DType::kF16 ? 0x1p-10
                                                    : 0x1p-7;
    for (std::size_t i = 0; i < logDecay.size(); ++i) {
        const double exact =
            std::log(static_cast<double>(i % static_cast<std::size_t>(stateSize)) + 1);
        if (std::abs(logDecay[i] - exact) > exact * unit / 2 * 1.01) {
            return false;
        }
    }
    return true;
}

SourceCamera sourceCamera(const NetworkConfig& config, const NetworkInput& input,
                          double elevationDegrees) {
    if (!config.sequence.cameraToken) {
        return {};
    }
    return {elevationDegrees, input.fovYDegrees, input.radius};
}

StageCosts stageCosts(const NetworkConfig& config) {
    const auto& vit = config.tokenizer;
    const auto& mamba = config.sequence;
    const double vitTokens = vit.outputTokens() + vit.registers;
    const double vitWidth = vit.width;
    const double inner = mamba.innerWidth;
    const double gaussians = config.gaussianCount();
    const double stemTokens = gaussians / NetworkConfig::kScanOrders;
    const double patchLength = static_cast<double>(config.stem.patchSize) * config.stem.patchSize;
    const double headOutputs = (config.decoder.position == NetworkConfig::Decoder::Position::kBins
                                    ? 3.0 * config.decoder.bins
                                    : 4.0) +
                               11.0;
    const double decoderWidth = config.decoder.width;

    StageCosts costs;
    costs.tokenizer = 2 * vitTokens * vitWidth * 3 * vit.patchSize * vit.patchSize +
                      vit.depth * (2 * vitTokens * vitWidth * (4 * vitWidth + 2.0 * vit.mlpWidth) +
                                   4 * vitTokens * vitTokens * vitWidth);
    if (mamba.imageFeatures) {
        costs.tokenizer +=
            2 * (vit.outputTokens() - 1.0) * vitWidth * NetworkConfig::kScanOrders * mamba.width;
    }
    const double xAndDelta = 2 * inner * (2.0 * mamba.dtRank + 2.0 * mamba.stateSize);
    const double blockRow = 2.0 * mamba.width * 3 * inner + xAndDelta;
    const double prefixRow = 2.0 * mamba.width * (vitWidth + inner) + xAndDelta;
    costs.prefix = mamba.depth * config.prefixTokens() * prefixRow;
    costs.stem = 2 * stemTokens * mamba.width * kStemChannels * patchLength;
    costs.block = gaussians * blockRow;
    costs.decoder = 2 * gaussians * decoderWidth * (mamba.width + decoderWidth + headOutputs);
    costs.unpruned =
        costs.tokenizer + costs.stem + mamba.depth * costs.block + costs.decoder +
        mamba.depth * config.prefixTokens() * (blockRow + 2.0 * mamba.width * vitWidth);
    return costs;
}

StageClock::StageClock(const NetworkConfig& config, const Progress& progress,
                       std::vector<StageTime>& times)
    : m_progress(progress), m_times(times) {
    const StageCosts costs = stageCosts(config);
    m_total = costs.tokenizer + costs.prefix + costs.stem + config.sequence.depth * costs.block +
              costs.decoder;
    m_times.clear();
}

StageClock::~StageClock() {
    end();
}

void StageClock::begin(std::string stage, double cost) {
    end();
    m_stage = std::move(stage);
    m_cost = cost;
    m_startSeconds = secondsNow();
    update(0);
}

void StageClock::update(double fraction) {
    m_progress.update(m_stage, std::min((m_done + m_cost * fraction) / m_total, 1.0));
}

void StageClock::end() {
    if (!m_stage.empty()) {
        m_times.push_back({m_stage, (secondsNow() - m_startSeconds) * 1000});
        m_done += m_cost;
    }
}

} // namespace gambade
