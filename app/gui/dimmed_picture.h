#pragma once

#include <QColor>
#include <QImage>

namespace gambade::gui {

/// Paints `part` of the photo into `shown`, over the pattern of transparency, its background veiled
/// by `color`. All three pictures are of one size.
/// @param photo ARGB32
/// @param coverage 8 bit, 255 where the object is
/// @param shown RGB32
void paintDimmed(QImage& shown, const QImage& photo, const QImage& coverage, const QColor& color,
                 const QRect& part);

} // namespace gambade::gui
