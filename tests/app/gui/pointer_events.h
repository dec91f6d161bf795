#pragma once

#include <QPointingDevice>
#include <QWidget>

namespace gambade::gui::test {

const QPointingDevice& touchpad();

/// Scrolls over a widget, which has to take it.
void scroll(QWidget& widget, const QPointF& place, const QPoint& pixels, const QPoint& angle,
            Qt::KeyboardModifiers modifiers, Qt::ScrollPhase phase, const QPointingDevice* device);

/// Turns the wheel by so many notches, positive away from the user.
void turnWheel(QWidget& widget, const QPointF& place, int notches);

/// One step of two fingers going apart.
void pinch(QWidget& widget, const QPointF& place, double value);

} // namespace gambade::gui::test
