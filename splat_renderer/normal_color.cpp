#include "splat_renderer/normal_color.h"

#include <glm/gtc/quaternion.hpp>

namespace gambade {

glm::vec3 normalColor(const GaussianCloud& cloud, std::size_t index, const View& view) {
    const glm::vec3& scale = cloud.scales[index];
    int shortest = scale.y < scale.x ? 1 : 0;
    shortest = scale.z < scale[shortest] ? 2 : shortest;
    const glm::dmat3 axes =
        view.worldToView * glm::mat3_cast(glm::normalize(glm::dquat(cloud.rotations[index])));
    const glm::dvec3 axis = axes[shortest] * (axes[shortest].z > 0.0 ? -1.0 : 1.0);
    return glm::vec3(0.5 + 0.5 * axis * glm::dvec3(1.0, -1.0, -1.0));
}

} // namespace gambade
