#include "splat_renderer/floor_grid.h"

#include <algorithm>
#include <cmath>

namespace gambade {

namespace {

constexpr float kOpaque = 0.1f; ///< fainter splats are not what the object stands on
constexpr double kStrays = 0.005;
constexpr double kRadiusPerReach = 2.5;

/// The value that `share` of all values are not above.
double quantile(std::vector<float>& values, double share) {
    const auto at = std::lround(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

} // namespace

FloorGrid floorGridUnder(const GaussianCloud& cloud) {
    std::vector<float> heights;
    std::vector<float> reaches; // from the y axis, or up and down, whichever is more
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        if (isDrawable(cloud, i) && cloud.opacities[i] >= kOpaque) {
            const glm::vec3& p = cloud.positions[i];
            heights.push_back(p.y);
            reaches.push_back(std::max({std::abs(p.x), std::abs(p.y), std::abs(p.z)}));
        }
    }
    if (heights.empty()) {
        return {};
    }
    FloorGrid grid;
    grid.height = quantile(heights, kStrays);
    grid.radius = kRadiusPerReach * std::max(quantile(reaches, 1.0 - kStrays), 1e-6);
    grid.spacing = std::pow(10.0, std::floor(std::log10(grid.radius / 2.0)));
    return grid;
}

bool isAbove(const FloorGrid& grid, const View& view) {
    return view.orthographic ? view.forward().y < 0.0 : view.position.y > grid.height;
}

std::optional<std::pair<glm::dvec2, glm::dvec2>>
lineOnPicture(const glm::dvec3& from, const glm::dvec3& to, const View& view) {
    glm::dvec3 a = view.worldToView * (from - view.position);
    glm::dvec3 b = view.worldToView * (to - view.position);
    const double near = view.nearDepth();
    if (std::max(a.z, b.z) <= near) {
        return std::nullopt;
    }
    const auto cut = [near](const glm::dvec3& inside, glm::dvec3& point) {
        if (point.z < near) {
            point += (near - point.z) / (inside.z - point.z) * (inside - point);
        }
    };
    cut(b, a);
    cut(a, b);
    const auto onPicture = [&view](const glm::dvec3& point) {
        return view.fromMiddle(point) + 0.5 * glm::dvec2(view.width, view.height);
    };
    return std::pair(onPicture(a), onPicture(b));
}

std::pair<glm::dvec2, glm::dvec2> upAxisOnPicture(const FloorGrid& grid, const View& view) {
    const double top = grid.height + 0.6 * grid.radius;
    return lineOnPicture({0.0, grid.height, 0.0}, {0.0, top, 0.0}, view)
        .value_or(std::pair(glm::dvec2(0.0), glm::dvec2(0.0)));
}

} // namespace gambade
