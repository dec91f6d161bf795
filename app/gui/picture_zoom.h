#pragma once

#include <QCursor>
#include <QObject>
#include <QPointF>
#include <QSize>
#include <optional>

class QKeyEvent;
class QMouseEvent;
class QNativeGestureEvent;
class QWheelEvent;

namespace gambade::gui {

/// Where a picture lies in a widget: fitted into it, or nearer and moved aside by the user. Takes
/// those of the widget's events that do this: wheel, two fingers and pinch, the middle button, the
/// left one with Space, and + − 0. Points are in the widget's own pixels.
class PictureZoom : public QObject {
    Q_OBJECT

public:
    explicit PictureZoom(QWidget& view);

    /// Another picture, fitted.
    void setPicture(const QSize& size);
    void fit();
    /// Of the whole picture, also beyond the widget.
    QRectF place() const;
    /// The widget's pixels for one of the picture's.
    double scale() const;
    /// The picture's pixels, (0,0) at the top left corner of its first.
    QPointF toPicture(const QPointF& point) const;
    bool isPanning() const { return m_grip.has_value(); }

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool scroll(const QWheelEvent& event);
    bool pinch(const QNativeGestureEvent& event);
    bool press(const QKeyEvent& event);
    bool grip(const QMouseEvent& event);
    /// Nearer by `factor`; what is under `point` stays there.
    void zoom(double factor, const QPointF& point);
    void pan(const QPointF& delta);
    void moveTo(double zoom, const QPointF& middle);
    void showHand();

    QWidget& m_view;
    QSizeF m_picture;    ///< pixels
    double m_zoom = 1.0; ///< 1: fitted
    /// The picture's point in the middle of the widget, as shares of its width and height.
    QPointF m_middle{0.5, 0.5};
    bool m_spaceHeld = false;
    std::optional<QPointF> m_grip;      ///< where the pointer was last; none: it does not pan
    std::optional<QCursor> m_ownCursor; ///< the widget's, while there is a hand instead
};

} // namespace gambade::gui
