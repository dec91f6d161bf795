#pragma once

namespace gambade::cuda {

/// stemTokenOf (network.h) on the device.
__device__ inline int stemTokenAt(int gaussian, int grid) {
    const int order = gaussian / (grid * grid);
    const int line = gaussian % (grid * grid) / grid;
    const int step = gaussian % grid;
    const int along = order < 2 ? step : grid - 1 - step;
    return order % 2 == 0 ? line * grid + along : along * grid + line;
}

} // namespace gambade::cuda
