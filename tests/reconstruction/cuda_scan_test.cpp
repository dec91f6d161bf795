#include "cuda_test_support.h"

using namespace gambade;

// The selective scan against the recurrence in double precision.

namespace {

constexpr int kStates = cuda::kStateSize;

struct Inputs {
    int rows = 0;
    int channels = 0;
    int batch = 0;
    int rank = 8; ///< columns before B and C
    std::vector<float> u{}, delta{}, low{}, gate{}, skip{}, decay{}, initial{};

    std::size_t columns() const { return static_cast<std::size_t>(rank + 2 * kStates); }
};

template <typename T>
Inputs makeInputs(int rows, int channels, int batch, bool unitDecay) {
    Inputs in{.rows = rows, .channels = channels, .batch = batch};
    const auto tokens = static_cast<std::size_t>(batch * rows);
    const auto width = static_cast<std::size_t>(channels);
    in.u = asStored<T>(randomValues(tokens * width));
    // Mostly small steps, some that forget everything: as trained networks have them.
    in.delta = randomValues(tokens * width, 2, 2);
    for (float& value : in.delta) {
        value = std::log1p(std::exp(value - 4));
    }
    in.delta = asStored<T>(in.delta);
    in.low = asStored<T>(randomValues(tokens * in.columns(), 1, 3));
    in.gate = asStored<T>(randomValues(tokens * 2 * width, 1, 4));
    in.skip = randomValues(static_cast<std::size_t>(batch) * width, 1, 5);
    in.initial = randomValues(static_cast<std::size_t>(batch) * kStates * width, 1, 6);
    const auto noise = randomValues(in.initial.size(), unitDecay ? 0 : 0.1F, 7);
    for (std::size_t i = 0; i < noise.size(); ++i) {
        const double state = static_cast<double>(i / width % kStates + 1);
        in.decay.push_back(
            static_cast<float>(-state * std::exp(static_cast<double>(noise[i])) / std::log(2.0)));
    }
    return in;
}

struct Expected {
    std::vector<double> y, last;
};

Expected expectedScan(const Inputs& in, bool unitDecay) {
    const auto width = static_cast<std::size_t>(in.channels);
    Expected result;
    result.y.resize(in.u.size());
    result.last.assign(in.initial.begin(), in.initial.end());
    for (std::size_t batch = 0; batch < static_cast<std::size_t>(in.batch); ++batch) {
        for (std::size_t row = 0; row < static_cast<std::size_t>(in.rows); ++row) {
            const std::size_t token = batch * static_cast<std::size_t>(in.rows) + row;
            const float* b = &in.low[token * in.columns() + static_cast<std::size_t>(in.rank)];
            const float* c = b + kStates;
            for (std::size_t channel = 0; channel < width; ++channel) {
                const double u = in.u[token * width + channel];
                const double delta = in.delta[token * width + channel];
                const double gate = in.gate[token * 2 * width + width + channel];
                double sum = in.skip[batch * width + channel] * u;
                for (std::size_t n = 0; n < kStates; ++n) {
                    const std::size_t at = (batch * kStates + n) * width + channel;
                    const double rate =
                        unitDecay ? -static_cast<double>(n + 1) : in.decay[at] * std::log(2.0);
                    double& h = result.last[at];
                    h = std::exp(delta * rate) * h + delta * b[n] * u;
                    sum += c[n] * h;
                }
                result.y[token * width + channel] = sum * gate / (1 + std::exp(-gate));
            }
        }
    }
    return result;
}

template <typename T>
void checkScan(int rows, int channels, int batch, bool unitDecay) {
    INFO(rows << " rows, " << channels << " channels, batch " << batch
              << (unitDecay ? ", unit decay" : ""));
    const Inputs in = makeInputs<T>(rows, channels, batch, unitDecay);
    const Expected expected = expectedScan(in, unitDecay);
    OnDevice<T> u(in.u), delta(in.delta), low(in.low), gate(in.gate), y(in.u.size());
    OnDevice<float> skip(in.skip), decay(in.decay), initial(in.initial), last(in.initial.size());
    OnDevice<float> work(cuda::scanWork(rows, channels, batch));
    cuda::Scan<T> scan{.rows = rows,
                       .channels = channels,
                       .batch = batch,
                       .u = u.data(),
                       .delta = delta.data(),
                       .bc = low.data() + in.rank,
                       .bcStride = static_cast<int>(in.columns()),
                       .gate = gate.data() + channels,
                       .gateStride = 2 * channels,
                       .decay = unitDecay ? nullptr : decay.data(),
                       .skip = skip.data(),
                       .initial = initial.data(),
                       .last = last.data(),
                       .y = y.data(),
                       .work = work.data()};
    cuda::selectiveScan(scan, nullptr);
    // Sums over 16 states of both signs: relative to their usual size.
    CHECK(worstError(y.values(), expected.y, 1) < 1.01 * kRounding<T> + 2e-5);
    CHECK(worstError(last.values(), expected.last, 1) < 2e-5);

    // In place, and for the state alone.
    scan.y = u.data();
    cuda::selectiveScan(scan, nullptr);
    CHECK(u.values() == y.values());
}

} // namespace

TEMPLATE_TEST_CASE("CUDA: selective scan", "", float, Bf16, Fp16) {
    const bool unitDecay = GENERATE(true, false);
    for (const int rows : {1, 2, 127, 128, 129, 577}) {
        checkScan<TestType>(rows, 40, 1, unitDecay);
        checkScan<TestType>(rows, 8, 3, unitDecay);
    }
}

TEMPLATE_TEST_CASE("CUDA: selective scan of many channels and of long sequences", "", float, Bf16,
                   Fp16) {
    const bool unitDecay = GENERATE(true, false);
    checkScan<TestType>(300, 264, 7, unitDecay);
    checkScan<TestType>(4097, 24, 1, unitDecay);
    checkScan<TestType>(40000, 8, 1, unitDecay);
}

TEST_CASE("CUDA: a scan without gate leaves the state, from zeros where none is given") {
    Inputs in = makeInputs<Bf16>(577, 40, 2, true);
    std::fill(in.initial.begin(), in.initial.end(), 0.0F);
    const Expected expected = expectedScan(in, true);
    OnDevice<Bf16> u(in.u), delta(in.delta), low(in.low);
    OnDevice<float> last(in.initial.size()), work(cuda::scanWork(577, 40, 2));
    cuda::selectiveScan<Bf16>({.rows = 577,
                               .channels = 40,
                               .batch = 2,
                               .u = u.data(),
                               .delta = delta.data(),
                               .bc = low.data() + in.rank,
                               .bcStride = static_cast<int>(in.columns()),
                               .last = last.data(),
                               .work = work.data()},
                              nullptr);
    CHECK(worstError(last.values(), expected.last, 1) < 2e-5);
}
