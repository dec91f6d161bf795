#pragma once

#include "app/gui/scene.h"

namespace gambade::gui {

/// The coverage of the whole photo (its width × height) after an edit of the smaller one that is
/// shown. What is scaled up is the change, so that coverage keeps all its detail where nothing was
/// painted.
/// @param input with the coverage as it was found
/// @param edited of the size of input.coverage, 8 bit grey
std::vector<std::uint8_t> editedCoverage(const InputPicture& input, const QImage& edited);

/// One stroke of a round brush over a mask.
struct BrushStep {
    QPointF from; ///< mask pixels
    QPointF to;
    double radius = 0.0; ///< mask pixels
    bool erase = false;
};

/// Paints the step and returns the pixels that it may have changed.
QRect paintStep(QImage& mask, const BrushStep& step);

} // namespace gambade::gui
