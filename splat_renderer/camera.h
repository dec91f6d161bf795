#pragma once

#include "splats/default_view.h"

#include <filesystem>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <optional>
#include <string>
#include <vector>

namespace gambade {

/// A camera with square pixels and the principal point in the middle: a pinhole, or one of parallel
/// rays. OpenGL axes: x right, y up, looks along −z.
struct Camera {
    glm::dmat4 cameraToWorld{1.0};
    double fovYDegrees = kDefaultFovY; ///< vertical field of view, (0°, 180°)
    /// Parallel rays: the height of the picture in world units, > 0, in the place of the field of
    /// view. None: a pinhole.
    std::optional<double> orthographicHeight = std::nullopt;
};

/// A camera on the sphere of `radius` around the origin, looking at it, world up = +y.
/// Azimuth 0 is on +z (the source picture's side), 90 on +x; elevation positive is above.
Camera orbitCamera(double azimuthDegrees, double elevationDegrees, double radius,
                   double fovYDegrees = kDefaultFovY);

/// One view of a cameras.json (the layout of the evaluation set).
struct NamedCamera {
    std::string file; ///< picture to write, e.g. "view_0.png"
    Camera camera;
};

/// Reads {"fovy", "input":{"file","c2w"}, "views":[{"file","c2w"},…]}; the input view comes first.
/// `file` must be a plain file name.
/// @throws Error(kInput) naming the file and the missing or misshapen key.
std::vector<NamedCamera> readCameras(const std::filesystem::path& path);

} // namespace gambade
