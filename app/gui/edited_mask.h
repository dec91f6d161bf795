#pragma once

#include "app/gui/scene.h"

namespace gambade::gui {

/// The coverage of the whole photo (its width × height) after an edit of the smaller one that is
/// shown. What is scaled up is the change, so that coverage keeps all its detail where nothing was
/// painted.
/// @param found in the whole photo
/// @param shown the same as InputPicture::coverage has it
/// @param edited of the size of `shown`, 8 bit grey
std::vector<std::uint8_t> editedCoverage(const Matte& found, const QImage& shown,
                                         const QImage& edited);

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
