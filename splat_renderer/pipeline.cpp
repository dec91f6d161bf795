#include "splat_renderer/pipeline.h"

#include <fmt/core.h>

namespace gambade {

std::vector<std::string> shapeDefines() {
    return {fmt::format("SHAPE_GAUSSIAN {}", static_cast<int>(Shape::kGaussian)),
            fmt::format("SHAPE_POINT {}", static_cast<int>(Shape::kPoint)),
            fmt::format("SHAPE_DISC {}", static_cast<int>(Shape::kDisc))};
}

} // namespace gambade
