#include "app/gui/fly_controller.h"

#include <algorithm>
#include <array>
#include <glm/geometric.hpp>

namespace gambade::gui {
namespace {

constexpr int kIntervalMs = 16;
constexpr double kDistancesPerSecond = 0.6; ///< of the camera to what it turns around
constexpr double kFastFactor = 4.0;
constexpr double kLongestStep = 0.1; ///< seconds: a slow drawing must not throw one far away

struct Direction {
    int key;
    glm::dvec3 axis; ///< of the camera: right, up, backwards
};

constexpr std::array kDirections{
    Direction{Qt::Key_W, {0, 0, -1}}, Direction{Qt::Key_S, {0, 0, 1}},
    Direction{Qt::Key_A, {-1, 0, 0}}, Direction{Qt::Key_D, {1, 0, 0}},
    Direction{Qt::Key_Q, {0, -1, 0}}, Direction{Qt::Key_E, {0, 1, 0}},
};

} // namespace

FlyController::FlyController(OrbitController& orbit, QObject* parent)
    : QObject(parent), m_orbit(orbit) {
    m_timer.setInterval(kIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &FlyController::move);
}

bool FlyController::press(int key) {
    if (std::ranges::find(kDirections, key, &Direction::key) == kDirections.end()) {
        return false;
    }
    m_keys.insert(key);
    if (!m_timer.isActive()) {
        m_clock.start();
        m_timer.start();
    }
    return true;
}

bool FlyController::release(int key) {
    const bool ours = m_keys.erase(key) > 0;
    if (m_keys.empty()) {
        m_timer.stop();
    }
    return ours;
}

void FlyController::stop() {
    m_keys.clear();
    m_timer.stop();
}

void FlyController::move() {
    const double seconds = std::min(static_cast<double>(m_clock.restart()) / 1000.0, kLongestStep);
    glm::dvec3 direction(0.0);
    for (const Direction& each : kDirections) {
        if (m_keys.contains(each.key)) {
            direction += each.axis;
        }
    }
    if (glm::length(direction) > 0.0) {
        const double speed = kDistancesPerSecond * (m_fast ? kFastFactor : 1.0);
        m_orbit.fly(speed * seconds * glm::normalize(direction));
    }
}

} // namespace gambade::gui
