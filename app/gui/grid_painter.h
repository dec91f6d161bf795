#pragma once

#include "splat_renderer/floor_grid.h"

#include <QPainter>

namespace gambade::gui {

/// Paints the floor grid and the axes where there is no OpenGL; shaders/grid.glsl is its twin.
/// @param size of the view, in the painter's units
void paintGrid(QPainter& painter, const FloorGrid& grid, const Camera& camera, const QSize& size);

} // namespace gambade::gui
