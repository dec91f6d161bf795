#include "reconstruction/ops.h"

#include <algorithm>
#include <cmath>

namespace gambade::cpu {

Between between(int index, int sourceSize, int size) {
    const double position =
        std::max((index + 0.5) * sourceSize / static_cast<double>(size) - 0.5, 0.0);
    const int first = std::min(static_cast<int>(position), sourceSize - 1);
    const int second = std::min(first + 1, sourceSize - 1);
    return {first, second, static_cast<float>(position - first)};
}

void resizeBilinear(const float* source, int sourceSize, int planes, int size, float* target) {
    const auto width = static_cast<std::size_t>(sourceSize);
    for (int plane = 0; plane < planes; ++plane, source += width * width) {
        for (int y = 0; y < size; ++y) {
            const Between vertical = between(y, sourceSize, size);
            const float* upper = source + vertical.first * sourceSize;
            const float* lower = source + vertical.second * sourceSize;
            for (int x = 0; x < size; ++x) {
                const Between across = between(x, sourceSize, size);
                const auto mix = [&](const float* line) {
                    return (1 - across.weight) * line[across.first] +
                           across.weight * line[across.second];
                };
                *target++ = (1 - vertical.weight) * mix(upper) + vertical.weight * mix(lower);
            }
        }
    }
}

} // namespace gambade::cpu
