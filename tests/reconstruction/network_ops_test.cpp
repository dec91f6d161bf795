#include "numeric_checks.h"
#include "reconstruction/cpu/gemm.h"
#include "reconstruction/network.h"

using namespace gambade;

// Every operation against plain loops in double precision, at sizes that fill no vector. The bounds
// are the fp32 rounding of the values that enter a sum: a few units in the last place of their
// norm.

namespace {

/// From −range to range, an odd count.
std::vector<float> ramp(float range) {
    std::vector<float> values;
    for (int i = -5003; i <= 5003; ++i) {
        values.push_back(range * static_cast<float>(i) / 5003);
    }
    return values;
}

} // namespace

TEST_CASE("GELU is the exact one") {
    const Using set(GENERATE(from_range(instructionSets())));
    INFO(cpu::instructionSet());
    auto x = ramp(9);
    std::vector<double> expected;
    for (const float value : x) {
        expected.push_back(0.5 * value * std::erfc(-value / std::sqrt(2.0)));
    }
    cpu::gelu(x.data(), x.size());
    // Down to 1e-12 each result keeps its own digits, but for what x² in the exponent takes.
    CHECK(worstError(x, expected, 1e-12) < 100);
    CHECK(worstError(x, expected, 1) < 4);
}

TEST_CASE("SiLU") {
    const std::int64_t instructions = GENERATE(from_range(instructionSets()));
    const Using set(instructions);
    INFO(cpu::instructionSet());
    auto x = ramp(60);
    std::vector<double> expected;
    for (const float value : x) {
        expected.push_back(silu(value));
    }
    cpu::silu(x.data(), x.size());
    // The baseline has no fused multiplication and addition: rounding x / ln 2 costs up to |x|
    // units.
    CHECK(worstError(x, expected, 1e-20) < (instructions ? 10 : 60));
}

TEST_CASE("Activations of extreme values stay finite and right") {
    const Using set(GENERATE(from_range(instructionSets())));
    INFO(cpu::instructionSet());
    std::vector<float> x{-1e30F, -100, -90, 90, 100, 1e30F};
    auto y = x;
    cpu::silu(x.data(), x.size());
    cpu::gelu(y.data(), y.size());
    for (const auto& values : {x, y}) {
        for (std::size_t i = 0; i < 3; ++i) {
            CHECK(std::abs(values[i]) < 1e-6F);
        }
        CHECK(values[3] == 90);
        CHECK(values[4] == 100);
        CHECK(values[5] == 1e30F);
    }
}

TEST_CASE("Layer normalisation and RMS normalisation") {
    const Using set(GENERATE(from_range(instructionSets())));
    INFO(cpu::instructionSet());
    for (const int width : {1, 7, 36, 513}) {
        const int rows = 3;
        const auto count = static_cast<std::size_t>(rows * width);
        auto x = randomValues(count, 2);
        for (float& value : x) {
            value += 5; // the mean must be taken away before squaring
        }
        const auto weight = randomValues(static_cast<std::size_t>(width), 1, 2);
        const auto bias = randomValues(static_cast<std::size_t>(width), 1, 3);
        std::vector<double> layer;
        std::vector<double> rms;
        for (int row = 0; row < rows; ++row) {
            const float* values = &x[static_cast<std::size_t>(row * width)];
            double mean = 0;
            double square = 0;
            for (int i = 0; i < width; ++i) {
                mean += values[i] / static_cast<double>(width);
                square += static_cast<double>(values[i]) * values[i] / width;
            }
            double variance = 0;
            for (int i = 0; i < width; ++i) {
                variance += (values[i] - mean) * (values[i] - mean) / width;
            }
            for (std::size_t i = 0; i < static_cast<std::size_t>(width); ++i) {
                layer.push_back((values[i] - mean) / std::sqrt(variance + 1e-5) * weight[i] +
                                bias[i]);
                rms.push_back(values[i] / std::sqrt(square + 1e-5) * weight[i]);
            }
        }
        std::vector<float> y(count);
        cpu::layerNorm(x.data(), weight.data(), bias.data(), 1e-5F, rows, width, y.data());
        CHECK(worstError(y, layer, 1) < 40);
        cpu::rmsNorm(x.data(), weight.data(), 1e-5F, rows, width, y.data());
        CHECK(worstError(y, rms, 1e-3) < 10);
    }
}

TEST_CASE("A weighted sum of rows is added") {
    const Using set(GENERATE(from_range(instructionSets())));
    INFO(cpu::instructionSet());
    for (const std::size_t width : {1U, 7U, 36U, 513U}) {
        auto x = randomValues(width, 1, 9);
        std::vector<std::vector<float>> values;
        for (unsigned seed = 1; seed <= 4; ++seed) {
            values.push_back(randomValues(width, 2, seed));
        }
        const float weights[] = {0.5F, -0.25F, 1.5F, 0.125F};
        std::vector<double> expected(x.begin(), x.end());
        for (std::size_t row = 0; row < 4; ++row) {
            for (std::size_t i = 0; i < width; ++i) {
                expected[i] += static_cast<double>(weights[row]) * values[row][i];
            }
        }
        cpu::addWeighted(x.data(),
                         {values[0].data(), values[1].data(), values[2].data(), values[3].data()},
                         weights, width);
        CHECK(worstError(x, expected, 1) < 6);
    }
}

TEST_CASE("Softmax over rows") {
    const Using set(GENERATE(from_range(instructionSets())));
    INFO(cpu::instructionSet());
    for (const int columns : {1, 9, 581}) {
        const int rows = 4;
        auto x = randomValues(static_cast<std::size_t>(rows * columns), 30);
        std::vector<double> expected;
        for (int row = 0; row < rows; ++row) {
            double sum = 0;
            for (int i = 0; i < columns; ++i) {
                sum += std::exp(0.125 * x[static_cast<std::size_t>(row * columns + i)]);
            }
            for (int i = 0; i < columns; ++i) {
                expected.push_back(
                    std::exp(0.125 * x[static_cast<std::size_t>(row * columns + i)]) / sum);
            }
        }
        cpu::softmaxRows(x.data(), rows, columns, 0.125F);
        // scale · (x − largest) has an absolute error of its own rounding.
        CHECK(worstError(x, expected, 1e-12) < 40);
    }
}

TEST_CASE("Causal convolution with SiLU") {
    const Using set(GENERATE(from_range(instructionSets())));
    INFO(cpu::instructionSet());
    for (const int taps : {1, 4}) {
        const int rows = 5;
        const int channels = 37;
        const auto width = static_cast<std::size_t>(channels);
        const auto x = randomValues(static_cast<std::size_t>(taps - 1 + rows) * width);
        const auto weights = randomValues(static_cast<std::size_t>(taps) * width, 0.5F, 2);
        const auto bias = randomValues(width, 0.1F, 3);
        std::vector<double> expected;
        for (std::size_t row = 0; row < static_cast<std::size_t>(rows); ++row) {
            for (std::size_t c = 0; c < width; ++c) {
                double sum = bias[c];
                for (std::size_t tap = 0; tap < static_cast<std::size_t>(taps); ++tap) {
                    sum +=
                        static_cast<double>(weights[tap * width + c]) * x[(row + tap) * width + c];
                }
                expected.push_back(silu(sum));
            }
        }
        std::vector<float> y(expected.size());
        cpu::convolveSilu(x.data(), weights.data(), bias.data(), taps, rows, channels, y.data());
        CHECK(worstError(y, expected, 1) < 10);
    }
}

TEST_CASE("Packed matrix product at odd sizes") {
    cpu::Context context(1);
    struct Size {
        int rows, outputs, inputs;
    };
    for (const Size size : {Size{1, 1, 1}, Size{5, 7, 3}, Size{59, 70, 129}, Size{64, 64, 1024}}) {
        for (const bool biased : {false, true}) {
            const auto n = static_cast<std::size_t>(size.outputs);
            const auto k = static_cast<std::size_t>(size.inputs);
            const auto x = randomValues(static_cast<std::size_t>(size.rows) * k, 1, 1);
            const auto weights = randomValues(n * k, 1, 2);
            const auto bias = randomValues(n, 1, 3);
            std::vector<double> expected;
            for (std::size_t row = 0; row < static_cast<std::size_t>(size.rows); ++row) {
                for (std::size_t i = 0; i < n; ++i) {
                    double sum = biased ? bias[i] : 0;
                    for (std::size_t j = 0; j < k; ++j) {
                        sum += static_cast<double>(x[row * k + j]) * weights[i * k + j];
                    }
                    expected.push_back(sum);
                }
            }
            const cpu::Gemm gemm(context, weights.data(), biased ? bias.data() : nullptr,
                                 size.outputs, size.inputs, size.rows);
            std::vector<float> y(expected.size());
            gemm.run(x.data(), y.data(), 0);
            CHECK(worstError(y, expected, std::sqrt(static_cast<double>(k))) <
                  4 + std::sqrt(static_cast<double>(k)));
        }
    }
}

TEST_CASE("Plain matrix product with strides, as attention uses it") {
    constexpr int kRows = 5;
    constexpr int kInner = 6;
    constexpr int kColumns = 11;
    constexpr int kPitch = 40;
    cpu::Context context(1);
    const auto a = randomValues(kRows * kPitch, 1, 1);
    const auto b = randomValues(kColumns * kPitch, 1, 2); // transposed: column-major
    const cpu::MatrixProduct product(context, kRows, kInner, kColumns, {kPitch, 1}, {1, kPitch},
                                     {kColumns, 1});
    std::vector<float> c(kRows * kColumns);
    product.run(a.data(), b.data(), c.data(), 0);
    std::vector<double> expected;
    for (std::size_t row = 0; row < kRows; ++row) {
        for (std::size_t column = 0; column < kColumns; ++column) {
            double sum = 0;
            for (std::size_t i = 0; i < kInner; ++i) {
                sum += static_cast<double>(a[row * kPitch + i]) * b[column * kPitch + i];
            }
            expected.push_back(sum);
        }
    }
    CHECK(worstError(c, expected, 1) < 10);
}

TEST_CASE("Bilinear resize") {
    // Half-pixel centres: a linear picture stays linear wherever no edge is clamped.
    constexpr int kFrom = 9;
    for (const int to : {4, 9, 23}) {
        std::vector<float> source;
        for (int y = 0; y < kFrom; ++y) {
            for (int x = 0; x < kFrom; ++x) {
                source.push_back(static_cast<float>(3 * x + 5 * y));
            }
        }
        std::vector<float> target(static_cast<std::size_t>(to * to));
        cpu::resizeBilinear(source.data(), kFrom, 1, to, target.data());
        std::vector<double> expected;
        for (int y = 0; y < to; ++y) {
            for (int x = 0; x < to; ++x) {
                const auto at = [&](int i) {
                    return std::clamp((i + 0.5) * kFrom / to - 0.5, 0.0, kFrom - 1.0);
                };
                expected.push_back(3 * at(x) + 5 * at(y));
            }
        }
        CHECK(worstError(target, expected, 10) < 4);
    }
}

TEST_CASE("Position tables are resized by the weights of the published code") {
    // Each source cell of one row is a channel of its own, so that a row of the result is its
    // weights.
    constexpr int kFrom = 37;
    constexpr int kTo = 24;
    std::vector<float> table(kFrom * kFrom * kFrom);
    for (int y = 0; y < kFrom; ++y) {
        for (int x = 0; x < kFrom; ++x) {
            table[static_cast<std::size_t>((y * kFrom + x) * kFrom + x)] = 1;
        }
    }
    const auto resized = resizePositions(table, kFrom, kTo, kFrom);
    REQUIRE(resized.size() == kTo * kTo * kFrom);
    const auto weight = [&](int cell, int source) {
        return resized[static_cast<std::size_t>((5 * kTo + cell) * kFrom + source)];
    };
    // network.md §2
    const double first[] = {.636269, .409689, -.032066, -.013891, 0};
    for (int i = 0; i < 5; ++i) {
        CHECK(weight(0, i) == Approx(first[i]).margin(1.5e-6));
    }
    const double middle[] = {-.044316, .110736, .614873, .364190, -.034878, -.010605};
    for (int i = 0; i < 6; ++i) {
        CHECK(weight(11, 15 + i) == Approx(middle[i]).margin(1.5e-6));
    }
}

TEST_CASE("A decay of −(n+1) is recognised at every storage precision, and nothing else is") {
    constexpr int kStates = 16;
    const auto logDecay = [](double deviation) {
        std::vector<float> values;
        for (int i = 0; i < 3 * kStates; ++i) {
            values.push_back(static_cast<float>(std::log(i % kStates + 1.0) * (1 + deviation)));
        }
        return values;
    };
    CHECK(hasUnitSpacedDecay(logDecay(0), kStates, DType::kF32));
    CHECK_FALSE(hasUnitSpacedDecay(logDecay(1e-6), kStates, DType::kF32));
    CHECK(hasUnitSpacedDecay(logDecay(0x1p-9), kStates, DType::kBF16));
    CHECK_FALSE(hasUnitSpacedDecay(logDecay(0x1p-7), kStates, DType::kBF16));
    CHECK(hasUnitSpacedDecay(logDecay(0x1p-12), kStates, DType::kF16));
    CHECK_FALSE(hasUnitSpacedDecay(logDecay(0x1p-9), kStates, DType::kF16));
    auto one = logDecay(0);
    one[kStates] = 1e-3F; // state 0 of the second channel
    CHECK_FALSE(hasUnitSpacedDecay(one, kStates, DType::kBF16));
}
