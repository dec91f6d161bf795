#pragma once

#include <QPointF>
#include <Qt>
#include <optional>

class QNativeGestureEvent;
class QWheelEvent;

namespace gambade::gui {

/// What dragging or scrolling does to the camera.
enum class PointerMove { kOrbit, kPan, kZoom };

/// Of a drag: the right button and Shift pan, Ctrl zooms, all else orbits. So the left button is
/// that of SuperSplat and the middle one that of Blender.
PointerMove moveOfDrag(Qt::MouseButtons buttons, Qt::KeyboardModifiers modifiers);

struct Scroll {
    PointerMove move = PointerMove::kZoom;
    QPointF pixels;     ///< of kOrbit and kPan: how far the fingers moved
    double steps = 0.0; ///< of kZoom: wheel notches, positive nearer
};

/// Of a wheel or of two fingers: a wheel zooms; two fingers orbit, with Shift pan, with Ctrl zoom.
Scroll readScroll(const QWheelEvent& event);

/// Of a pinch: how many times nearer; none: it is another gesture.
std::optional<double> readPinch(const QNativeGestureEvent& event);

/// Wheel notches for a drag or scroll over so many pixels, upwards positive.
double zoomSteps(double pixels);

} // namespace gambade::gui
