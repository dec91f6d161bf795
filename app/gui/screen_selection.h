#pragma once

#include "splat_renderer/camera.h"
#include "splats/edit.h"

#include <QRectF>

namespace gambade::gui {

// Splats by where their centres are in a view (its own pixels, top left origin), however deep.

Selection splatsInRect(const GaussianCloud& cloud, const Camera& camera, const QSizeF& view,
                       const QRectF& rect);

/// Within `radius` pixels of the line from `from` to `to`: one step of a brush.
Selection splatsAlong(const GaussianCloud& cloud, const Camera& camera, const QSizeF& view,
                      const QPointF& from, const QPointF& to, double radius);

/// What a new pick does to what is selected.
enum class SelectionMode { kReplace, kAdd, kSubtract };

void combine(Selection& selection, const Selection& picked, SelectionMode mode);

} // namespace gambade::gui
