#include "app/gui/pointer_moves.h"

#include <QInputDevice>
#include <QNativeGestureEvent>
#include <QWheelEvent>
#include <algorithm>

namespace gambade::gui {
namespace {

constexpr double kWheelUnitsPerStep = 120.0;
constexpr double kPixelsPerStep = 40.0;

/// X11 names the device, Wayland tells the phases of a scroll, which a wheel does not have.
bool isTouchpad(const QWheelEvent& event) {
    return event.deviceType() == QInputDevice::DeviceType::TouchPad ||
           event.phase() != Qt::NoScrollPhase;
}

} // namespace

PointerMove moveOfDrag(Qt::MouseButtons buttons, Qt::KeyboardModifiers modifiers) {
    if (buttons.testFlag(Qt::RightButton) || modifiers.testFlag(Qt::ShiftModifier)) {
        return PointerMove::kPan;
    }
    return modifiers.testFlag(Qt::ControlModifier) ? PointerMove::kZoom : PointerMove::kOrbit;
}

Scroll readScroll(const QWheelEvent& event) {
    Scroll scroll;
    if (!isTouchpad(event)) {
        scroll.steps = event.angleDelta().y() / kWheelUnitsPerStep;
        return scroll;
    }
    scroll.move = moveOfDrag(Qt::NoButton, event.modifiers());
    // X11 drivers often leave out the pixels.
    scroll.pixels = event.pixelDelta().isNull()
                        ? QPointF(event.angleDelta()) * (kPixelsPerStep / kWheelUnitsPerStep)
                        : QPointF(event.pixelDelta());
    scroll.steps = zoomSteps(scroll.pixels.y());
    return scroll;
}

std::optional<double> readPinch(const QNativeGestureEvent& event) {
    if (event.gestureType() != Qt::ZoomNativeGesture) {
        return std::nullopt;
    }
    constexpr double kLeastFactor = 0.1; // a driver's odd value must not turn the view inside out
    return std::max(1.0 + event.value(), kLeastFactor);
}

double zoomSteps(double pixels) {
    return pixels / kPixelsPerStep;
}

} // namespace gambade::gui
