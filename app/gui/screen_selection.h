#pragma once

#include "splat_renderer/camera.h"
#include "splats/edit.h"

#include <QRectF>
#include <glm/vec2.hpp>
#include <vector>

namespace gambade::gui {

/// Where the centres of a cloud's splats are in a view, however deep, to select them by: taken once
/// for a whole stroke of a brush, so that each step of it is short even with millions of splats.
/// Points are in the view's own pixels, (0,0) top left.
class ScreenPoints {
public:
    ScreenPoints() = default;
    ScreenPoints(const GaussianCloud& cloud, const Camera& camera, const QSizeF& view);

    Selection inRect(const QRectF& rect) const;
    /// Within `radius` pixels of the line from `from` to `to`: one step of a brush.
    Selection along(const QPointF& from, const QPointF& to, double radius) const;

private:
    std::vector<glm::vec2> m_points; ///< NaN: behind the camera, or nowhere
};

/// What a new pick does to what is selected.
enum class SelectionMode { kReplace, kAdd, kSubtract };

void combine(Selection& selection, const Selection& picked, SelectionMode mode);

} // namespace gambade::gui
