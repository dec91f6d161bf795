#include "app/gui/frame_rate.h"

#include <utility>

namespace gambade::gui {
namespace {

constexpr int kIntervalMs = 500;

} // namespace

FrameRate::FrameRate(QObject* parent) : QObject(parent) {
    m_timer.setInterval(kIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        const int frames = std::exchange(m_frames, 0);
        const double seconds = static_cast<double>(m_clock.restart()) / 1000.0;
        if (frames == 0) {
            m_timer.stop();
            emit changed(0.0);
        } else if (frames > 1) { // a single one tells nothing about the time between two
            emit changed(frames / seconds);
        }
    });
}

void FrameRate::count() {
    ++m_frames;
    if (!m_timer.isActive()) {
        m_frames = 0; // the clock starts with this frame
        m_clock.start();
        m_timer.start();
    }
}

} // namespace gambade::gui
