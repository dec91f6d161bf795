#pragma once

#include <QObject>

class QWidget;

namespace gambade::gui {

/// Prints on the standard output how long after the start of the process things were there, in
/// milliseconds (the system counts starts in steps of 10).
class StartupTrace : public QObject {
    Q_OBJECT

public:
    /// Prints "first paint" once the window has been painted and shown.
    explicit StartupTrace(QWidget& window);

    static void print(const char* what);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool m_painted = false;
};

} // namespace gambade::gui
