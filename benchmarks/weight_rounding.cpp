#include "benchmarks/weight_rounding.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace gambade {

namespace {

constexpr float kLargestInt8 = 127;
constexpr float kLargestE4m3 = 448;

bool isProjection(std::string_view name) {
    constexpr std::array<std::string_view, 10> kEnds = {
        "attn.qkv.weight",     "attn.proj.weight",     "mlp.fc1.weight",
        "mlp.fc2.weight",      "cond_affine.weight",   "mixer.in_proj.weight",
        "mixer.x_proj.weight", "mixer.dt_proj.weight", "mixer.out_proj.weight",
        "image_affine.weight"};
    const bool decoder =
        name.find("decoder.mlp_net.") != std::string_view::npos && name.ends_with("weight");
    return decoder || std::ranges::any_of(kEnds, [&](auto end) { return name.ends_with(end); });
}

/// Each row by its own scale, its largest value becoming `largest`.
template <typename Round>
void roundRows(std::vector<float>& values, std::size_t rowLength, float largest, Round round) {
    for (std::size_t first = 0; first < values.size(); first += rowLength) {
        const auto row = std::span(values).subspan(first, rowLength);
        float most = 0;
        for (const float value : row) {
            most = std::max(most, std::abs(value));
        }
        const float scale = most > 0 ? most / largest : 1;
        for (float& value : row) {
            value = round(value / scale) * scale;
        }
    }
}

} // namespace

float roundToE4m3(float value) {
    constexpr int kDigits = 3;          // behind the point
    constexpr int kLowestExponent = -6; // below it, steps stay the same
    int exponent = 0;
    std::frexp(value, &exponent); // |value| < 2^exponent
    const int step = std::max(exponent - 1, kLowestExponent) - kDigits;
    return std::ldexp(std::nearbyint(std::ldexp(value, -step)), step);
}

TensorSource withRoundedWeights(TensorSource source, WeightStorage storage) {
    if (storage == WeightStorage::kPlain) {
        return source;
    }
    const auto expand = source.expand;
    source.expand = [expand, storage,
                     specs = requiredTensors(source.config)](std::string_view name) {
        std::vector<float> values = expand(name);
        const auto spec =
            std::find_if(specs.begin(), specs.end(), [&](const auto& s) { return s.name == name; });
        if (spec != specs.end() && isProjection(name)) {
            const auto rowLength = static_cast<std::size_t>(spec->shape.back());
            if (storage == WeightStorage::kInt8) {
                roundRows(values, rowLength, kLargestInt8,
                          [](float x) { return std::nearbyint(x); });
            } else {
                roundRows(values, rowLength, kLargestE4m3, roundToE4m3);
            }
        }
        return values;
    };
    return source;
}

} // namespace gambade
