#pragma once

#include "app/gui/worker.h"

#include <QPointer>

class QProgressDialog;
class QWidget;

namespace gambade::gui {

/// A bar with a button to cancel, which appears where a task takes longer than a moment.
class ProgressBox : public QObject {
    Q_OBJECT

public:
    explicit ProgressBox(QWidget* window, QObject* parent);

    /// Is there for every job of the worker: shows how far it is, and can cancel it.
    void follow(Worker& worker);
    /// Of the box for the jobs that start from now on.
    void setTitle(const QString& title) { m_title = title; }

    void open(const QString& title);
    void update(const QString& stage, double fraction);
    void close();

signals:
    void cancelRequested();

private:
    QWidget* m_window;
    QString m_title;
    Worker::JobId m_job = 0;         ///< of the worker, that runs
    QPointer<QProgressDialog> m_box; ///< while open; the window may take it along
};

} // namespace gambade::gui
