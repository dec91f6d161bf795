#pragma once

#include "app/gui/job_queue.h"

#include <QWidget>

class QListView;

namespace gambade::gui {

class Actions;

/// What was given, with thumbnail and state; shown as soon as there is more than one.
class QueuePanel : public QWidget {
    Q_OBJECT

public:
    /// @param actions those that do something to the selected entry stand in its menu.
    explicit QueuePanel(JobQueue& queue, Actions& actions, QWidget* parent = nullptr);
    void select(int row);

signals:
    void selected(int row);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QAction& m_remove;
    QAction& m_deleteSelected;
    QListView* m_list;
};

} // namespace gambade::gui
