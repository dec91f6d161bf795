#pragma once

#include "app/gui/job_queue.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace gambade::gui {

/// The bottom line: what runs and how far it is, then the numbers of what is shown.
class StatusPanel : public QWidget {
    Q_OBJECT

public:
    explicit StatusPanel(QWidget* parent = nullptr);

    /// @param row of the queue, −1 for none.
    void showJob(const JobQueue& queue, int row);
    void showScene(const ScenePtr& scene);
    void showText(const QString& text);
    /// @param framesPerSecond 0: nothing moves, nothing is shown
    void showFrameRate(double framesPerSecond);

signals:
    void cancelRequested();

private:
    QLabel* m_task;
    QProgressBar* m_progress;
    QToolButton* m_cancel;
    QLabel* m_frameRate;
    QLabel* m_numbers;
};

} // namespace gambade::gui
