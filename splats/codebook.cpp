#include "splats/codebook.h"

#include <algorithm>
#include <cmath>

namespace gambade {
namespace {

using Numbers = std::array<float, Codebook::kSize>;

/// Numbers at equal steps of the sum of `gap`^⅚ over the gaps between neighbouring values: where
/// these lie with a density f, the gaps are 1/f, and so the numbers have the density f^⅙.
Numbers spread(const std::vector<float>& sorted) {
    std::vector<double> sums(sorted.size(), 0.0);
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        const double gap = static_cast<double>(sorted[i]) - static_cast<double>(sorted[i - 1]);
        sums[i] = sums[i - 1] + std::pow(gap, 5.0 / 6.0);
    }
    Numbers numbers;
    for (std::size_t k = 0; k < numbers.size(); ++k) {
        const double wanted = (static_cast<double>(k) + 0.5) / Codebook::kSize * sums.back();
        const auto found = std::lower_bound(sums.begin(), sums.end(), wanted);
        numbers[k] = sorted[static_cast<std::size_t>(found - sums.begin())];
    }
    return numbers;
}

/// Moves every number to the mean of the values that it stands for.
void moveToMeans(Numbers& numbers, const std::vector<float>& sorted,
                 const std::vector<double>& sums) {
    std::size_t begin = 0;
    for (std::size_t k = 0; k < numbers.size(); ++k) {
        std::size_t end = sorted.size();
        if (k + 1 < numbers.size()) {
            const float middle = 0.5f * numbers[k] + 0.5f * numbers[k + 1];
            end = static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), middle) -
                                           sorted.begin());
        }
        if (end > begin) {
            numbers[k] =
                static_cast<float>((sums[end] - sums[begin]) / static_cast<double>(end - begin));
            begin = end;
        }
    }
}

} // namespace

Codebook::Codebook(std::vector<float> values) {
    std::sort(values.begin(), values.end());
    std::vector<float> different;
    for (std::size_t i = 0; i < values.size() && different.size() <= kSize; ++i) {
        if (i == 0 || values[i] != values[i - 1]) {
            different.push_back(values[i]);
        }
    }
    if (different.empty()) {
        return;
    }
    if (different.size() <= kSize) {
        m_numbers.fill(different.back());
        std::copy(different.begin(), different.end(), m_numbers.begin());
        return;
    }
    std::vector<double> sums(values.size() + 1, 0.0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        sums[i + 1] = sums[i] + static_cast<double>(values[i]);
    }
    m_numbers = spread(values);
    constexpr int kRounds = 16;
    for (int round = 0; round < kRounds; ++round) {
        moveToMeans(m_numbers, values, sums);
    }
}

std::uint8_t Codebook::indexOf(float value) const {
    const auto* above = std::lower_bound(m_numbers.begin(), m_numbers.end(), value);
    if (above == m_numbers.end() ||
        (above != m_numbers.begin() && value - *(above - 1) < *above - value)) {
        --above;
    }
    return static_cast<std::uint8_t>(above - m_numbers.begin());
}

} // namespace gambade
