#include "splat_renderer/shown_color.h"

#include "splat_renderer/highlight.h"
#include "splat_renderer/normal_color.h"

namespace gambade {

glm::vec3 shownColor(const GaussianCloud& cloud, const ProjectedSplat& splat,
                     const ProjectionRequest& request, std::span<const std::uint8_t> highlight) {
    const glm::vec3 color =
        request.showNormals ? normalColor(cloud, splat.index, request.view) : splat.color;
    return !highlight.empty() && highlight[splat.index] != 0 ? highlighted(color) : color;
}

} // namespace gambade
