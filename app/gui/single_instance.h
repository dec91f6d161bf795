#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QStringList>

namespace gambade::gui {

/// One window for the user: the first start listens, a later one hands over its files and ends.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    /// @param folder private to the user; it holds the lock and the socket.
    explicit SingleInstance(const QString& folder, QObject* parent = nullptr);

    /// Whether this start is the first: it listens then. Also true where nothing answers on the
    /// socket or none can be made, as a second window is better than none.
    bool isFirst() const { return m_first; }

    /// Hands files (absolute names; none: only raise the window) to the first start.
    /// @returns whether it has taken them.
    bool handOver(const QStringList& files) const;

signals:
    /// Another start was asked for these.
    void received(const QStringList& files);

private:
    void listen();
    void take();

    QString m_socketName;
    QLockFile m_lock;
    QLocalServer m_server;
    bool m_first = false;
};

} // namespace gambade::gui
