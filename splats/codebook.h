#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace gambade {

/// 256 numbers, ascending, that stand for many more, each by its nearest one.
class Codebook {
public:
    static constexpr std::size_t kSize = 256;

    /// Up to 256 different values are kept as they are. Else the numbers lie with the sixth root of
    /// the values' density: between its cube root, which makes the mean squared error least (Panter
    /// & Dite 1951), and even steps, which do so for the largest error. They are then moved to the
    /// means of their values (Lloyd 1957).
    explicit Codebook(std::vector<float> values);

    /// Index of the number nearest to the value.
    std::uint8_t indexOf(float value) const;
    const std::array<float, kSize>& numbers() const { return m_numbers; }

private:
    std::array<float, kSize> m_numbers = {};
};

} // namespace gambade
