#include "tests/app/gui/pointer_events.h"

#include <QApplication>
#include <QNativeGestureEvent>
#include <QTest>
#include <QWheelEvent>

namespace gambade::gui::test {

const QPointingDevice& touchpad() {
    static const QPointingDevice device(
        "test touchpad", 4711, QInputDevice::DeviceType::TouchPad,
        QPointingDevice::PointerType::Finger,
        QInputDevice::Capability::Position | QInputDevice::Capability::PixelScroll, 2, 0);
    return device;
}

void scroll(QWidget& widget, const QPointF& place, const QPoint& pixels, const QPoint& angle,
            Qt::KeyboardModifiers modifiers, Qt::ScrollPhase phase, const QPointingDevice* device) {
    QWheelEvent event(place, widget.mapToGlobal(place), pixels, angle, Qt::NoButton, modifiers,
                      phase, false, Qt::MouseEventNotSynthesized, device);
    QApplication::sendEvent(&widget, &event);
    QVERIFY(event.isAccepted());
}

void turnWheel(QWidget& widget, const QPointF& place, int notches) {
    scroll(widget, place, {}, {0, 120 * notches}, {}, Qt::NoScrollPhase,
           QPointingDevice::primaryPointingDevice());
}

void pinch(QWidget& widget, const QPointF& place, double value) {
    QNativeGestureEvent event(Qt::ZoomNativeGesture, &touchpad(), 2, place, place,
                              widget.mapToGlobal(place), value, {});
    QApplication::sendEvent(&widget, &event);
}

} // namespace gambade::gui::test
