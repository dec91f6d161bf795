#include "app/gui/source_pose.h"

#include <algorithm>
#include <string_view>

namespace gambade::gui {
namespace {

/// The number that a line of the provenance begins with, where there is one in the range.
std::optional<double> readNumber(const GaussianCloud& cloud, std::string_view key, double least,
                                 double most) {
    const auto line = std::ranges::find_if(cloud.provenance,
                                           [key](const auto& each) { return each.first == key; });
    if (line == cloud.provenance.end()) {
        return std::nullopt;
    }
    bool isNumber = false;
    const double number =
        QString::fromStdString(line->second).section(QLatin1Char(' '), 0, 0).toDouble(&isNumber);
    const bool fits = isNumber && number >= least && number <= most;
    return fits ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<OrbitPose> sourcePose(const Scene& scene) {
    if (scene.origin) {
        const Reconstruction& result = scene.origin->result;
        return OrbitPose{{}, 0.0, result.elevationDegrees, result.radius, result.fovYDegrees};
    }
    const auto elevation = readNumber(*scene.cloud, "camera-elevation", -90.0, 90.0);
    const auto fieldOfView = readNumber(*scene.cloud, "camera-fov", 1.0, 120.0);
    const auto radius = readNumber(*scene.cloud, "camera-radius", 0.01, 100.0);
    if (!elevation || !fieldOfView || !radius) {
        return std::nullopt;
    }
    return OrbitPose{{}, 0.0, *elevation, *radius, *fieldOfView};
}

} // namespace gambade::gui
