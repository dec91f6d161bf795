#pragma once

#include <cstddef>
#include <random>
#include <vector>

namespace gambade {

/// Of a normal distribution; the same for the same seed.
inline std::vector<float> randomValues(std::size_t count, float scale = 1, unsigned seed = 1) {
    std::mt19937 generator(seed);
    std::normal_distribution<float> normal(0, scale);
    std::vector<float> values(count);
    for (float& value : values) {
        value = normal(generator);
    }
    return values;
}

} // namespace gambade
