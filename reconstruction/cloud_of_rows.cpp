#include "reconstruction/cloud_of_rows.h"

#include "reconstruction/engine.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace gambade {

GaussianCloud cloudOfRows(const std::vector<float>& rows) {
    constexpr auto kLength = static_cast<std::size_t>(NetworkOutput::kRowLength);
    const auto isVisible = [](std::span<const float> row) {
        return row[3] >= kLowestOpacity &&
               std::ranges::all_of(row, [](float value) { return std::isfinite(value); });
    };
    std::size_t visible = 0;
    for (std::size_t i = 0; i < rows.size(); i += kLength) {
        visible += isVisible({&rows[i], kLength}) ? 1 : 0;
    }
    GaussianCloud cloud;
    cloud.resize(visible, 0);
    std::size_t index = 0;
    for (std::size_t i = 0; i < rows.size(); i += kLength) {
        const float* row = &rows[i];
        if (isVisible({row, kLength})) {
            cloud.positions[index] = {row[0], row[1], row[2]};
            cloud.opacities[index] = row[3];
            cloud.scales[index] = {row[4], row[5], row[6]};
            cloud.rotations[index] = {row[7], row[8], row[9], row[10]};
            cloud.setBaseColor(index, {row[11], row[12], row[13]});
            ++index;
        }
    }
    return cloud;
}

} // namespace gambade
