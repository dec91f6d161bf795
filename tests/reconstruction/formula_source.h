#pragma once

#include "formula_weights.h"
#include "reconstruction/network.h"

#include <cmath>
#include <map>

namespace gambade {

/// Formula weights straight to an engine, without a file.
/// @param exactDecay A_log is ln(n+1) instead, as our own models have it.
inline TensorSource formulaSource(const NetworkConfig& config, bool exactDecay = false) {
    std::map<std::string, TensorSpec, std::less<>> specs;
    for (const auto& spec : requiredTensors(config)) {
        specs.emplace(spec.name, spec);
    }
    return {config,
            [specs = std::move(specs), exactDecay](std::string_view name) {
                const TensorSpec& spec = specs.find(name)->second;
                auto values = formulaTensor(spec);
                if (exactDecay && name.ends_with("A_log")) {
                    const auto states = static_cast<std::size_t>(spec.shape.back());
                    for (std::size_t i = 0; i < values.size(); ++i) {
                        values[i] = std::log(static_cast<float>(i % states + 1));
                    }
                }
                return values;
            },
            [](std::string_view) { return DType::kF32; }};
}

/// The picture that data/reference/README.md gives by formula: 3 × 512 × 512, channel-major.
inline std::vector<float> formulaImage() {
    constexpr int kSize = 512;
    std::vector<float> image;
    for (int c = 0; c < 3; ++c) {
        for (int y = 0; y < kSize; ++y) {
            for (int x = 0; x < kSize; ++x) {
                image.push_back(
                    static_cast<float>(0.5 + 0.5 * std::sin(0.02 * (c + 1) * x + 0.03 * y + c)));
            }
        }
    }
    return image;
}

/// Two blocks and 324 Gaussians, sizes that fill no vector and no block of rows.
inline NetworkConfig tinyConfig() {
    NetworkConfig config;
    config.tokenizer = {42, 14, 36, 2, 3, 52, 2, 5};
    config.stem = {36, 4};
    config.sequence.width = 20;
    config.sequence.depth = 2;
    config.sequence.innerWidth = 37;
    config.sequence.stateSize = 5;
    config.sequence.convWidth = 4;
    config.sequence.dtRank = 3;
    config.decoder.width = 18;
    config.decoder.bins = 7;
    return config;
}

/// The same with everything that our own models add.
inline NetworkConfig tinyRayConfig() {
    NetworkConfig config = tinyConfig();
    config.sequence.cameraToken = true;
    config.sequence.cameraWidth = 11;
    config.sequence.poseHead = true;
    config.sequence.fieldOfViewHead = true;
    config.sequence.imageFeatures = true;
    config.decoder.position = NetworkConfig::Decoder::Position::kRay;
    config.decoder.rotation = NetworkConfig::Decoder::Rotation::kFree;
    config.decoder.rayOffsets = {0.35, 0.12, -0.12, -0.35};
    return config;
}

} // namespace gambade
