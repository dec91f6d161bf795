#pragma once

#include "splat_renderer/camera.h"
#include "splat_renderer/cloud_extent.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointF>
#include <QSizeF>
#include <QTimer>
#include <QVariantAnimation>
#include <glm/vec3.hpp>

namespace gambade::gui {

/// Where one looks from: at `target`, from `distance` in the direction of the two angles.
struct OrbitPose {
    glm::dvec3 target{0.0};
    double azimuthDegrees = 0.0;      ///< 0: +z, the picture's side; 90: +x
    double elevationDegrees = 0.0;    ///< −90…90
    double distance = kDefaultRadius; ///< world units
    double fovYDegrees = kDefaultFovY;
    bool orthographic =
        false; ///< parallel rays; what is at the target has the same size either way

    Camera camera() const;
};

/// Moves the camera by what the user does, smoothly; every new move interrupts the one before.
/// Points are in the view's own pixels, (0,0) top left.
class OrbitController : public QObject {
    Q_OBJECT

public:
    explicit OrbitController(QObject* parent = nullptr);

    const OrbitPose& pose() const { return m_pose; }
    bool isTurning() const { return m_turntable.isActive(); }

    void orbit(const QPointF& delta);
    void pan(const QPointF& delta, const QSizeF& view);
    /// @param steps wheel notches, positive nearer; what is under `point` stays there.
    void zoom(double steps, const QPointF& point, const QSizeF& view);
    /// The same by a factor on the distance, as pinching gives it.
    void scaleDistance(double factor, const QPointF& point, const QSizeF& view);
    /// Moves the camera and what it turns around.
    /// @param step to the camera's right, up and back, in units of the pose's distance
    void fly(const glm::dvec3& step);
    /// Turns the camera where it is, as a head turns.
    void lookAround(const QPointF& delta);
    /// Does not interrupt a move or the turntable. fly() and lookAround() switch back to
    /// perspective: a camera of parallel rays has no position.
    void setOrthographic(bool orthographic);
    /// What is at the target keeps its size.
    void setFieldOfView(double degrees);
    void centreOn(const glm::dvec3& target);
    /// Keeps the direction, and fits the object into the view.
    OrbitPose framedPose(const Ball& object, const QSizeF& view) const;
    void look(double azimuthDegrees, double elevationDegrees);
    /// Goes to a pose at once, or smoothly.
    void setPose(const OrbitPose& pose, bool smooth);
    void setTurning(bool turning);

signals:
    void poseChanged();
    void turningChanged(bool turning);

private:
    void moveTo(const OrbitPose& pose);
    void interrupt();
    void apply(const OrbitPose& pose);

    OrbitPose m_pose;
    OrbitPose m_from;
    OrbitPose m_to;
    QVariantAnimation m_move;
    QTimer m_turntable;
    QElapsedTimer m_turnClock;
};

} // namespace gambade::gui
