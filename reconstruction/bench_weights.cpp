#include "reconstruction/bench_weights.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace gambade {

namespace {

std::vector<float> madeUpTensor(const TensorSpec& spec, bool unitSpacedDecay) {
    std::int64_t count = 1;
    for (const auto size : spec.shape) {
        count *= size;
    }
    const double fanIn = static_cast<double>(count) / static_cast<double>(spec.shape.front());
    const auto endsWith = [&](std::string_view end) { return spec.name.ends_with(end); };
    const bool norm = endsWith("weight") && spec.name.find("norm") != std::string::npos;
    std::vector<float> values(static_cast<std::size_t>(count));
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < values.size(); ++i) {
        state = state * 1664525U + 1013904223U;
        const double random = state / 2147483648.0 - 1;
        double value = std::sqrt(3 / fanIn) * random;
        if (endsWith("A_log")) {
            const auto states = static_cast<std::size_t>(spec.shape.back());
            value = std::log(static_cast<double>(i % states) + 1) +
                    (unitSpacedDecay ? 0 : 0.1 * random);
        } else if (endsWith("dt_proj.bias")) {
            value = -4 + 2 * random;
        } else if (norm || endsWith("D")) {
            value = 1;
        } else if (endsWith("bias")) {
            value = 0.05 * random;
        }
        values[i] = static_cast<float>(value);
    }
    return values;
}

} // namespace

NetworkConfig defaultModelConfig() {
    NetworkConfig config;
    config.tokenizer = {252, 14, 384, 12, 6, 1536, 4, 18};
    config.stem = {256, 4};
    config.sequence = {384, 10, 768, 16, 4, 24, true, 128, true, true, true};
    config.decoder.position = NetworkConfig::Decoder::Position::kRay;
    config.decoder.rotation = NetworkConfig::Decoder::Rotation::kFree;
    config.decoder.rayOffsets = {0.35, 0.12, -0.12, -0.35};
    return config;
}

TensorSource madeUpWeights(const NetworkConfig& config, bool unitSpacedDecay) {
    return {config,
            [specs = requiredTensors(config), unitSpacedDecay](std::string_view name) {
                const auto spec = std::find_if(specs.begin(), specs.end(),
                                               [&](const auto& each) { return each.name == name; });
                return madeUpTensor(*spec, unitSpacedDecay);
            },
            [](std::string_view) { return DType::kF32; }};
}

} // namespace gambade
