#include "app/gui/single_instance.h"

#include "splats/log.h"

#include <QDataStream>
#include <QLocalSocket>

namespace gambade::gui {
namespace {

constexpr int kPatienceMs = 3000;
constexpr qint64 kLongestMessage = 16 << 20;
constexpr char kTaken = '!';

} // namespace

SingleInstance::SingleInstance(const QString& folder, QObject* parent)
    : QObject(parent), m_socketName(folder + QStringLiteral("/gambade-studio.socket")),
      m_lock(folder + QStringLiteral("/gambade-studio.lock")) {
    m_lock.setStaleLockTime(0); // held for as long as the program runs
    m_first = m_lock.tryLock() || m_lock.error() != QLockFile::LockFailedError;
    if (m_first) {
        listen();
    }
}

void SingleInstance::listen() {
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::take);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    QLocalServer::removeServer(m_socketName); // of a start that crashed
    if (!m_server.listen(m_socketName)) {
        log(LogLevel::kWarning, "later starts will open windows of their own: {}",
            m_server.errorString().toStdString());
    }
}

bool SingleInstance::handOver(const QStringList& files) const {
    QLocalSocket socket;
    socket.connectToServer(m_socketName);
    if (!socket.waitForConnected(kPatienceMs)) {
        return false;
    }
    QDataStream stream(&socket);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << files;
    return socket.waitForBytesWritten(kPatienceMs) && socket.waitForReadyRead(kPatienceMs);
}

void SingleInstance::take() {
    QLocalSocket* socket = m_server.nextPendingConnection();
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        if (socket->bytesAvailable() > kLongestMessage) {
            socket->abort();
            return;
        }
        QDataStream stream(socket);
        stream.setVersion(QDataStream::Qt_6_4);
        stream.startTransaction();
        QStringList files;
        stream >> files;
        if (stream.commitTransaction()) {
            socket->write(&kTaken, 1);
            log(LogLevel::kInfo, "another start handed over {} files", files.size());
            emit received(files);
        }
    });
}

} // namespace gambade::gui
