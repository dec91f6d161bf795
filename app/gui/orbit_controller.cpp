#include "app/gui/orbit_controller.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>
#include <vector>

namespace gambade::gui {
namespace {

constexpr double kDegreesPerPixel = 0.4;
constexpr double kZoomPerStep = 0.88;
constexpr double kTurnDegreesPerSecond = 36.0;
constexpr int kTurnIntervalMs = 16;
constexpr int kMoveMs = 220;
constexpr double kHighestElevation = 90.0;
constexpr double kNearest = 0.02; ///< distances from the target
constexpr double kFarthest = 1e5;

glm::dvec3 column(const Camera& camera, int index) {
    return glm::dvec3(camera.cameraToWorld[index]);
}

/// World units that are in the view from its lower to its upper edge, at the target.
double heightAtTarget(const OrbitPose& pose) {
    return 2.0 * pose.distance * std::tan(glm::radians(pose.fovYDegrees) / 2.0);
}

/// World units at the target for one pixel of the view.
double unitsPerPixel(const OrbitPose& pose, const QSizeF& view) {
    return heightAtTarget(pose) / std::max(view.height(), 1.0);
}

/// The shorter way round from one angle to another.
double nearestTurn(double from, double to) {
    return from + std::remainder(to - from, 360.0);
}

} // namespace

Camera OrbitPose::camera() const {
    Camera camera = orbitCamera(azimuthDegrees, elevationDegrees, distance, fovYDegrees);
    camera.cameraToWorld[3] += glm::dvec4(target, 0.0);
    if (orthographic) {
        camera.orthographicHeight = heightAtTarget(*this);
    }
    return camera;
}

OrbitController::OrbitController(QObject* parent) : QObject(parent) {
    m_move.setStartValue(0.0);
    m_move.setEndValue(1.0);
    m_move.setDuration(kMoveMs);
    m_move.setEasingCurve(QEasingCurve::InOutCubic);
    connect(&m_move, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        const double t = value.toDouble();
        OrbitPose pose = m_to;
        pose.target = glm::mix(m_from.target, m_to.target, t);
        pose.azimuthDegrees = glm::mix(m_from.azimuthDegrees, m_to.azimuthDegrees, t);
        pose.elevationDegrees = glm::mix(m_from.elevationDegrees, m_to.elevationDegrees, t);
        pose.distance = m_from.distance * std::pow(m_to.distance / m_from.distance, t);
        pose.fovYDegrees = glm::mix(m_from.fovYDegrees, m_to.fovYDegrees, t);
        apply(pose);
    });
    m_turntable.setInterval(kTurnIntervalMs);
    connect(&m_turntable, &QTimer::timeout, this, [this] {
        OrbitPose pose = m_pose;
        pose.azimuthDegrees +=
            kTurnDegreesPerSecond * static_cast<double>(m_turnClock.restart()) / 1000.0;
        apply(pose);
    });
}

void OrbitController::orbit(const QPointF& delta) {
    interrupt();
    OrbitPose pose = m_pose;
    pose.azimuthDegrees -= kDegreesPerPixel * delta.x();
    pose.elevationDegrees += kDegreesPerPixel * delta.y();
    apply(pose);
}

void OrbitController::pan(const QPointF& delta, const QSizeF& view) {
    interrupt();
    OrbitPose pose = m_pose;
    const Camera camera = pose.camera();
    const double scale = unitsPerPixel(pose, view);
    pose.target += scale * (-delta.x() * column(camera, 0) + delta.y() * column(camera, 1));
    apply(pose);
}

void OrbitController::zoom(double steps, const QPointF& point, const QSizeF& view) {
    scaleDistance(std::pow(kZoomPerStep, steps), point, view);
}

void OrbitController::scaleDistance(double factor, const QPointF& point, const QSizeF& view) {
    interrupt();
    OrbitPose pose = m_pose;
    // Where the distance ends, the target stays.
    factor = std::clamp(pose.distance * factor, kNearest, kFarthest) / pose.distance;
    const QPointF offset = point - QPointF(view.width(), view.height()) / 2.0;
    const Camera camera = pose.camera();
    const double shift = unitsPerPixel(pose, view) * (1.0 - factor);
    pose.target += shift * (offset.x() * column(camera, 0) - offset.y() * column(camera, 1));
    pose.distance *= factor;
    apply(pose);
}

void OrbitController::fly(const glm::dvec3& step) {
    interrupt();
    OrbitPose pose = m_pose;
    pose.orthographic = false;
    pose.target += pose.distance * (glm::dmat3(pose.camera().cameraToWorld) * step);
    apply(pose);
}

void OrbitController::lookAround(const QPointF& delta) {
    const glm::dvec3 before = column(m_pose.camera(), 3);
    orbit(delta);
    OrbitPose pose = m_pose;
    pose.orthographic = false;
    pose.target += before - column(pose.camera(), 3);
    apply(pose);
}

void OrbitController::setFieldOfView(double degrees) {
    interrupt();
    OrbitPose pose = m_pose;
    const auto half = [](double angle) { return std::tan(glm::radians(angle) / 2.0); };
    pose.distance *= half(pose.fovYDegrees) / half(degrees);
    pose.fovYDegrees = degrees;
    apply(pose);
}

void OrbitController::setOrthographic(bool orthographic) {
    m_to.orthographic = orthographic; // of a move that goes on
    OrbitPose pose = m_pose;
    pose.orthographic = orthographic;
    apply(pose);
}

void OrbitController::centreOn(const glm::dvec3& target) {
    OrbitPose pose = m_pose;
    pose.target = target;
    moveTo(pose);
}

OrbitPose OrbitController::framedPose(const Ball& object, const QSizeF& view) const {
    OrbitPose pose = m_pose;
    pose.target = object.center;
    const double narrow = std::min(1.0, view.width() / std::max(view.height(), 1.0));
    const double slope = std::tan(glm::radians(pose.fovYDegrees) / 2.0) * narrow;
    constexpr double kMargin = 1.15;
    pose.distance = kMargin * std::max(object.radius, 1e-3) /
                    (pose.orthographic ? slope : std::sin(std::atan(slope)));
    return pose;
}

void OrbitController::look(double azimuthDegrees, double elevationDegrees) {
    OrbitPose pose = m_pose;
    pose.azimuthDegrees = azimuthDegrees;
    pose.elevationDegrees = elevationDegrees;
    moveTo(pose);
}

void OrbitController::setPose(const OrbitPose& pose, bool smooth) {
    if (smooth) {
        moveTo(pose);
    } else {
        interrupt();
        apply(pose);
    }
}

void OrbitController::setTurning(bool turning) {
    if (turning == isTurning()) {
        return;
    }
    m_move.stop();
    if (turning) {
        m_turnClock.start();
        m_turntable.start();
    } else {
        m_turntable.stop();
    }
    emit turningChanged(turning);
}

void OrbitController::moveTo(const OrbitPose& pose) {
    interrupt();
    m_from = m_pose;
    m_to = pose;
    m_to.azimuthDegrees = nearestTurn(m_from.azimuthDegrees, pose.azimuthDegrees);
    m_move.start();
}

void OrbitController::interrupt() {
    setTurning(false);
    m_move.stop();
}

void OrbitController::apply(const OrbitPose& pose) {
    m_pose = pose;
    m_pose.elevationDegrees =
        std::clamp(pose.elevationDegrees, -kHighestElevation, kHighestElevation);
    m_pose.distance = std::clamp(pose.distance, kNearest, kFarthest);
    emit poseChanged();
}

} // namespace gambade::gui
