#pragma once

#include "splat_renderer/camera.h"

#include <QWidget>
#include <glm/vec3.hpp>
#include <optional>

namespace gambade::gui {

/// A small cube that turns with the view and names its sides. A click on a side, an edge or a
/// corner looks from there, dragging it orbits, a right click offers the widget's actions.
class ViewCube : public QWidget {
    Q_OBJECT

public:
    static constexpr int kSide = 96; ///< of the widget, in pixels

    explicit ViewCube(QWidget* parent = nullptr);

    void setCamera(const Camera& camera);

    /// What is under a point of the widget: the direction that one would look from, each coordinate
    /// −1, 0 or 1; none beside the cube.
    std::optional<glm::ivec3> directionAt(const QPointF& point) const;

signals:
    /// @param azimuthDegrees none: as near to the present one as the side allows
    void directionChosen(std::optional<double> azimuthDegrees, double elevationDegrees);
    void dragged(const QPointF& delta);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Face;
    static const std::array<Face, 6>& faces();
    /// From the face's own plane, [−1,1]² with y up, to the widget; none where it is turned away.
    std::optional<QTransform> toWidget(const Face& face) const;
    void setHovered(const std::optional<glm::ivec3>& direction);

    Camera m_camera;
    std::optional<glm::ivec3> m_hovered;
    std::optional<QPointF> m_pressed; ///< where the button went down, while it is down
    QPointF m_lastPoint;
    bool m_dragging = false;
};

} // namespace gambade::gui
