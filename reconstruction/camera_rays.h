#pragma once

#include "splats/default_view.h"

#include <array>

namespace gambade {

/// The camera that took the picture: azimuth 0, looking at the origin, world y up, square picture.
struct SourceCamera {
    double elevationDegrees = 0.0;
    double fovYDegrees = kDefaultFovY;
    double radius = kDefaultRadius; ///< distance from the origin, world units

    /// Camera-to-world 3×4, row-major; OpenGL axes (x right, y up, looking along −z).
    std::array<double, 12> cameraToWorld() const;

    /// What the camera token is made of: cameraToWorld(), then fx, fy, cx, cy as fractions of the
    /// picture's side.
    std::array<float, 16> tokenInput() const;
};

struct Ray {
    std::array<double, 3> origin;
    std::array<double, 3> direction; ///< unit length
};

/// World-space rays of a camera through the cells of a count × count grid laid over the picture:
/// its pixels, or the stem's patches.
class CameraRays {
public:
    CameraRays(const SourceCamera& camera, int count);

    /// The ray through the centre of a cell; row 0 is the top.
    Ray at(int column, int row) const;

private:
    std::array<double, 12> m_toWorld;
    double m_count;
    double m_halfExtent; ///< tan(fovy / 2)
};

} // namespace gambade
