#pragma once

#include "app/gui/orbit_controller.h"
#include "app/gui/scene.h"

#include <optional>

namespace gambade::gui {

/// Where the scene's picture was taken from, as the reconstruction says or, of an opened file, its
/// provenance; none where neither does.
std::optional<OrbitPose> sourcePose(const Scene& scene);

} // namespace gambade::gui
