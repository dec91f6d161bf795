#include "reconstruction/camera_rays.h"

#include <cmath>
#include <numbers>

namespace gambade {

namespace {

double radians(double degrees) {
    return degrees * std::numbers::pi / 180.0;
}

} // namespace

std::array<double, 12> SourceCamera::cameraToWorld() const {
    const double sine = std::sin(radians(elevationDegrees));
    const double cosine = std::cos(radians(elevationDegrees));
    // Columns: right, up, back, position.
    return {1, 0, 0, 0, 0, cosine, sine, radius * sine, 0, -sine, cosine, radius * cosine};
}

std::array<float, 16> SourceCamera::tokenInput() const {
    std::array<float, 16> input{};
    const auto toWorld = cameraToWorld();
    for (std::size_t i = 0; i < toWorld.size(); ++i) {
        input[i] = static_cast<float>(toWorld[i]);
    }
    const auto focal = static_cast<float>(0.5 / std::tan(radians(fovYDegrees) / 2));
    input[12] = input[13] = focal;
    input[14] = input[15] = 0.5F;
    return input;
}

CameraRays::CameraRays(const SourceCamera& camera, int count)
    : m_toWorld(camera.cameraToWorld()), m_count(count),
      m_halfExtent(std::tan(radians(camera.fovYDegrees) / 2)) {}

Ray CameraRays::at(int column, int row) const {
    const double x = ((column + 0.5) * 2 / m_count - 1) * m_halfExtent;
    const double y = (1 - (row + 0.5) * 2 / m_count) * m_halfExtent;
    const double scale = 1 / std::sqrt(x * x + y * y + 1);
    Ray ray{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const double* toWorld = &m_toWorld[4 * axis];
        ray.origin[axis] = toWorld[3];
        ray.direction[axis] = (toWorld[0] * x + toWorld[1] * y - toWorld[2]) * scale;
    }
    return ray;
}

} // namespace gambade
