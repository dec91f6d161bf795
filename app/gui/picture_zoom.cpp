#include "app/gui/picture_zoom.h"

#include "app/gui/pointer_moves.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>
#include <QWidget>
#include <algorithm>
#include <cmath>
#include <utility>

namespace gambade::gui {
namespace {

constexpr double kZoomPerStep = 1.25;
constexpr double kNearest = 16.0;

} // namespace

PictureZoom::PictureZoom(QWidget& view) : m_view(view) {
    view.installEventFilter(this);
}

void PictureZoom::setPicture(const QSize& size) {
    m_picture = size;
    fit();
}

void PictureZoom::fit() {
    moveTo(1.0, {0.5, 0.5});
}

QRectF PictureZoom::place() const {
    const QSizeF size = m_zoom * m_picture.scaled(m_view.size(), Qt::KeepAspectRatio);
    const QPointF centre = QRectF(m_view.rect()).center();
    return {centre - QPointF(m_middle.x() * size.width(), m_middle.y() * size.height()), size};
}

double PictureZoom::scale() const {
    return place().width() / m_picture.width();
}

QPointF PictureZoom::toPicture(const QPointF& point) const {
    return (point - place().topLeft()) / scale();
}

void PictureZoom::zoom(double factor, const QPointF& point) {
    const double zoom = std::clamp(m_zoom * factor, 1.0, kNearest);
    const QRectF now = place();
    const QPointF apart = point - QRectF(m_view.rect()).center();
    const double share = 1.0 - m_zoom / zoom; // of the way from the middle to the point
    moveTo(zoom, m_middle + share * QPointF(apart.x() / now.width(), apart.y() / now.height()));
}

void PictureZoom::pan(const QPointF& delta) {
    const QRectF now = place();
    moveTo(m_zoom, m_middle - QPointF(delta.x() / now.width(), delta.y() / now.height()));
}

/// The picture always covers the place that it has when it is fitted. So zooming in can go to any
/// of its points, and zooming out ends where it began.
void PictureZoom::moveTo(double zoom, const QPointF& middle) {
    const double least = 0.5 / zoom;
    m_zoom = zoom;
    m_middle = {std::clamp(middle.x(), least, 1.0 - least),
                std::clamp(middle.y(), least, 1.0 - least)};
    m_view.update();
    emit changed();
}

bool PictureZoom::eventFilter(QObject* /*watched*/, QEvent* event) {
    switch (event->type()) {
    case QEvent::Wheel:
        return scroll(static_cast<QWheelEvent&>(*event));
    case QEvent::NativeGesture:
        return pinch(static_cast<QNativeGestureEvent&>(*event));
    case QEvent::KeyPress:
        return press(static_cast<QKeyEvent&>(*event));
    case QEvent::KeyRelease: {
        const auto& key = static_cast<QKeyEvent&>(*event);
        if (key.key() == Qt::Key_Space && !key.isAutoRepeat()) {
            m_spaceHeld = false;
            showHand();
        }
        return false;
    }
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        return grip(static_cast<QMouseEvent&>(*event));
    case QEvent::MouseMove:
        if (m_grip) {
            const QPointF point = static_cast<QMouseEvent&>(*event).position();
            pan(point - *std::exchange(m_grip, point));
        }
        return false;
    case QEvent::MouseButtonRelease:
        if (static_cast<QMouseEvent&>(*event).buttons() == Qt::NoButton) {
            m_grip.reset();
            showHand();
        }
        return false;
    case QEvent::FocusOut: // the end of both may happen elsewhere
        m_spaceHeld = false;
        m_grip.reset();
        showHand();
        return false;
    default:
        return false;
    }
}

bool PictureZoom::scroll(const QWheelEvent& event) {
    const Scroll scroll = readScroll(event);
    if (scroll.move == PointerMove::kZoom) {
        zoom(std::pow(kZoomPerStep, scroll.steps), event.position());
    } else {
        pan(scroll.pixels);
    }
    return true;
}

bool PictureZoom::pinch(const QNativeGestureEvent& event) {
    const std::optional<double> factor = readPinch(event);
    if (factor) {
        zoom(*factor, event.position());
    }
    return factor.has_value();
}

bool PictureZoom::press(const QKeyEvent& event) {
    const QPointF centre = QRectF(m_view.rect()).center();
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(kZoomPerStep, centre);
        return true;
    case Qt::Key_Minus:
        zoom(1.0 / kZoomPerStep, centre);
        return true;
    case Qt::Key_0:
        fit();
        return true;
    case Qt::Key_Space:
        m_spaceHeld = true;
        showHand();
        return true;
    default:
        return false;
    }
}

bool PictureZoom::grip(const QMouseEvent& event) {
    const bool pans =
        event.button() == Qt::MiddleButton || (m_spaceHeld && event.button() == Qt::LeftButton);
    if (pans && event.buttons() == event.button()) { // not while another button does something
        m_grip = event.position();
        showHand();
    }
    return isPanning();
}

void PictureZoom::showHand() {
    if (m_spaceHeld || m_grip) {
        if (!m_ownCursor) {
            m_ownCursor = m_view.cursor();
        }
        m_view.setCursor(m_grip ? Qt::ClosedHandCursor : Qt::OpenHandCursor);
    } else if (m_ownCursor) {
        m_view.setCursor(*m_ownCursor);
        m_ownCursor.reset();
    }
}

} // namespace gambade::gui
