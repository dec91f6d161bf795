#pragma once

#include "app/gui/orbit_controller.h"

#include <set>

namespace gambade::gui {

/// Moves the camera while keys are held: W and S forwards and back, A and D to the sides, Q and E
/// down and up, four times as fast with Shift.
class FlyController : public QObject {
    Q_OBJECT

public:
    explicit FlyController(OrbitController& orbit, QObject* parent = nullptr);

    /// @param key of Qt::Key; false: it is none of ours.
    bool press(int key);
    bool release(int key);
    void setFast(bool fast) { m_fast = fast; }
    /// As if all keys were released: they may be while the focus is elsewhere.
    void stop();

private:
    void move();

    OrbitController& m_orbit;
    std::set<int> m_keys;
    bool m_fast = false;
    QTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace gambade::gui
