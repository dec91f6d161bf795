#pragma once

#include <cstddef>

namespace gambade::cuda {

constexpr std::size_t area(int rows, int columns) {
    return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
}

constexpr int roundUp(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
}

} // namespace gambade::cuda
