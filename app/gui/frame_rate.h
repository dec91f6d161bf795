#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace gambade::gui {

/// Frames per second while something moves; 0 when nothing does, as then nothing is drawn.
class FrameRate : public QObject {
    Q_OBJECT

public:
    explicit FrameRate(QObject* parent = nullptr);

    /// To be called for every frame.
    void count();

signals:
    void changed(double framesPerSecond);

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    int m_frames = 0;
};

} // namespace gambade::gui
