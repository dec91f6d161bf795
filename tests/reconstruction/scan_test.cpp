#include "numeric_checks.h"

using namespace gambade;

namespace {

/// A scan's arguments, and its result by the definition.
struct ScanCase {
    int rows, channels, states;
    std::vector<float> u, delta, bc, gate, deltaBias, skip, logDecay, start;

    ScanCase(int rowCount, int channelCount, int stateCount, bool unitDecay)
        : rows(rowCount), channels(channelCount), states(stateCount) {
        const auto width = static_cast<std::size_t>(channels);
        const auto count = static_cast<std::size_t>(rows) * width;
        const auto perState = width * static_cast<std::size_t>(states);
        u = randomValues(count, 1, 1);
        delta = randomValues(count, 2, 2);
        bc = randomValues(static_cast<std::size_t>(rows * 2 * states), 1, 3);
        gate = randomValues(count, 2, 4);
        deltaBias = randomValues(width, 1, 5);
        skip = randomValues(width, 1, 6);
        start = randomValues(perState, 1, 7);
        logDecay = randomValues(perState, 0.7F, 8);
        for (std::size_t i = 0; unitDecay && i < perState; ++i) {
            logDecay[i] = std::log(static_cast<float>(i % static_cast<std::size_t>(states) + 1));
        }
    }

    std::vector<double> expected(std::vector<double>& state) const {
        const auto width = static_cast<std::size_t>(channels);
        const auto n = static_cast<std::size_t>(states);
        state.assign(start.begin(), start.end());
        std::vector<double> y;
        for (std::size_t row = 0; row < static_cast<std::size_t>(rows); ++row) {
            for (std::size_t c = 0; c < width; ++c) {
                const std::size_t at = row * width + c;
                const double step = softplus(static_cast<double>(delta[at]) + deltaBias[c]);
                double sum = static_cast<double>(skip[c]) * u[at];
                for (std::size_t i = 0; i < n; ++i) {
                    double& h = state[c * n + i];
                    h = std::exp(-step * std::exp(static_cast<double>(logDecay[c * n + i]))) * h +
                        step * bc[row * 2 * n + i] * u[at];
                    sum += h * bc[row * 2 * n + n + i];
                }
                y.push_back(sum * silu(gate[at]));
            }
        }
        return y;
    }

    /// [channel][state] ↔ the scan's groups.
    std::size_t groupedIndex(std::size_t channel, std::size_t n) const {
        const std::size_t group = channel / cpu::kScanGroup;
        return (group * static_cast<std::size_t>(states) + n) * cpu::kScanGroup +
               channel % cpu::kScanGroup;
    }
};

} // namespace

TEST_CASE("Selective scan: general decay, powers of one exponential, and the state alone") {
    const Using set(GENERATE(from_range(instructionSets())));
    INFO(cpu::instructionSet());
    const bool unitDecay = GENERATE(false, true);
    const int channels = GENERATE(1, 16, 37, 64);
    const int states = GENERATE(1, 5, 16);
    const ScanCase scan(70, channels, states, unitDecay);
    std::vector<double> expectedState;
    const auto expected = scan.expected(expectedState);

    const std::size_t length = cpu::scanStateLength(channels, states);
    std::vector<float> decay(length);
    std::vector<float> state(length);
    const auto n = static_cast<std::size_t>(states);
    for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c) {
        for (std::size_t i = 0; i < n; ++i) {
            decay[scan.groupedIndex(c, i)] = static_cast<float>(
                -std::exp(static_cast<double>(scan.logDecay[c * n + i])) * std::log2(std::exp(1)));
            state[scan.groupedIndex(c, i)] = scan.start[c * n + i];
        }
    }
    auto stateAlone = state;
    auto y = scan.u; // in place, as the network runs it
    const cpu::ScanParameters parameters{channels, states, scan.deltaBias.data(),
                                         unitDecay ? nullptr : decay.data(), scan.skip.data()};
    const cpu::ScanRows rows{scan.rows,      y.data(),         scan.delta.data(),
                             scan.bc.data(), scan.gate.data(), y.data()};
    const cpu::ScanRows rowsAlone{scan.rows,      scan.u.data(), scan.delta.data(),
                                  scan.bc.data(), nullptr,       nullptr};
    for (int group = 0; group * cpu::kScanGroup < channels; ++group) {
        cpu::selectiveScan(parameters, rows, group, state.data());
        cpu::selectiveScan(parameters, rowsAlone, group, stateAlone.data());
    }
    std::vector<float> finalState;
    for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c) {
        for (std::size_t i = 0; i < n; ++i) {
            finalState.push_back(state[scan.groupedIndex(c, i)]);
        }
    }
    CHECK(worstError(finalState, expectedState, 1) < 60);
    CHECK(worstError(y, expected, 1) < 250);
    CHECK(stateAlone == state);
}
