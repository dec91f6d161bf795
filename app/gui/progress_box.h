#pragma once

#include <QObject>
#include <QPointer>
#include <QString>

class QProgressDialog;
class QWidget;

namespace gambade::gui {

/// A bar with a button to cancel, which appears where a task takes longer than a moment.
class ProgressBox : public QObject {
    Q_OBJECT

public:
    explicit ProgressBox(QWidget* window, QObject* parent);

    void open(const QString& title);
    void update(const QString& stage, double fraction);
    void close();

signals:
    void cancelRequested();

private:
    QWidget* m_window;
    QPointer<QProgressDialog> m_box; ///< while open; the window may take it along
};

} // namespace gambade::gui
