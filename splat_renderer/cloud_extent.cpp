#include "splat_renderer/cloud_extent.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <limits>
#include <vector>

namespace gambade {

namespace {

constexpr std::size_t kMostPercent = 98;

Ball ballAroundAll(const GaussianCloud& cloud) {
    glm::vec3 low(std::numeric_limits<float>::max());
    glm::vec3 high(-low);
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        if (isDrawable(cloud, i)) {
            low = glm::min(low, cloud.positions[i]);
            high = glm::max(high, cloud.positions[i]);
        }
    }
    if (low.x > high.x) {
        return {};
    }
    return {0.5 * (glm::dvec3(low) + glm::dvec3(high)),
            0.5 * glm::length(glm::dvec3(high) - glm::dvec3(low))};
}

Ball ballAroundMost(const GaussianCloud& cloud) {
    Ball ball;
    std::size_t count = 0;
    for (const glm::vec3& position : cloud.positions) {
        if (std::isfinite(position.x + position.y + position.z)) {
            ball.center += glm::dvec3(position);
            ++count;
        }
    }
    if (count == 0) {
        return ball;
    }
    ball.center /= static_cast<double>(count);
    std::vector<double> distances;
    distances.reserve(count);
    for (const glm::vec3& position : cloud.positions) {
        const double distance = glm::distance(glm::dvec3(position), ball.center);
        if (std::isfinite(distance)) {
            distances.push_back(distance);
        }
    }
    const std::size_t most = std::min(distances.size() * kMostPercent / 100, distances.size() - 1);
    const auto nth = distances.begin() + static_cast<std::ptrdiff_t>(most);
    std::nth_element(distances.begin(), nth, distances.end());
    ball.radius = *nth;
    return ball;
}

} // namespace

CloudExtent measureExtent(const GaussianCloud& cloud) {
    checkCloud(cloud);
    return {ballAroundAll(cloud), ballAroundMost(cloud), floorGridUnder(cloud)};
}

} // namespace gambade
