#pragma once

#include <QSocketNotifier>

namespace gambade::gui {

/// SIGTERM, SIGINT and SIGHUP (a logout, a closed terminal) as a Qt signal on the thread of the
/// event loop. Only the first: after it they end the process as they do by themselves. One at a
/// time. A limit to the size of files does not end the process: it makes writing fail.
class EndSignals : public QObject {
    Q_OBJECT

public:
    EndSignals();

signals:
    void received();

private:
    QSocketNotifier m_notifier;
};

} // namespace gambade::gui
