#pragma once

#include "reconstruction/network.h"

#include <cmath>
#include <string>
#include <vector>

/// What the double-precision reference network is made of: plain loops, nothing of the engines.
namespace gambade::reference {

using Row = std::vector<double>;
using Rows = std::vector<Row>;

struct Tensors {
    const TensorSource& source;
    Row operator()(const std::string& name) const {
        const auto values = source.expand(name);
        return {values.begin(), values.end()};
    }
};

inline double sigmoid(double x) {
    return 1 / (1 + std::exp(-x));
}
inline double silu(double x) {
    return x * sigmoid(x);
}
inline double softplus(double x) {
    return x > 30 ? x : std::log1p(std::exp(x));
}
inline double gelu(double x) {
    return 0.5 * x * std::erfc(-x / std::sqrt(2.0));
}

inline Row linear(const Row& x, const Row& weight, const Row& bias = {}) {
    const std::size_t outputs = weight.size() / x.size();
    Row y(outputs);
    for (std::size_t i = 0; i < outputs; ++i) {
        y[i] = bias.empty() ? 0 : bias[i];
        for (std::size_t j = 0; j < x.size(); ++j) {
            y[i] += weight[i * x.size() + j] * x[j];
        }
    }
    return y;
}

inline Row linear(const Row& x, const Tensors& tensors, const std::string& name) {
    return linear(x, tensors(name + ".weight"), tensors(name + ".bias"));
}

inline Row layerNorm(const Row& x, const Row& weight, const Row& bias, double epsilon) {
    const double n = static_cast<double>(x.size());
    double mean = 0;
    for (const double value : x) {
        mean += value / n;
    }
    double variance = 0;
    for (const double value : x) {
        variance += (value - mean) * (value - mean) / n;
    }
    Row y(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        y[i] = (x[i] - mean) / std::sqrt(variance + epsilon) * weight[i] + bias[i];
    }
    return y;
}

inline void addTo(Row& x, const Row& y) {
    for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] += y[i];
    }
}

/// planes[c][y * size + x], resized bilinearly.
Rows resize(const Rows& planes, int from, int to);

/// One row [channel][y][x] per patch, patches row by row.
Rows patches(const Rows& planes, int size, int patch);

/// CLS and patch tokens of a picture.
Rows tokenizer(const NetworkConfig::Tokenizer& config, const Tensors& tensors, const Rows& picture);

} // namespace gambade::reference
