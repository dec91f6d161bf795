#include "tests/app/gui/http_server.h"

#include <QTcpSocket>
#include <QTimer>

namespace gambade::gui::test {
namespace {

constexpr int kSlowIntervalMs = 10;
constexpr qsizetype kSlowBytes = 1000;

QByteArray header(const QByteArray& head, const QByteArray& name) {
    for (const QByteArray& line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (line.left(colon).trimmed().compare(name, Qt::CaseInsensitive) == 0) {
            return line.mid(colon + 1).trimmed();
        }
    }
    return {};
}

} // namespace

HttpServer::HttpServer() {
    if (!m_server.listen(QHostAddress::LocalHost)) {
        qFatal("the test's server cannot listen on the loopback interface");
    }
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        QTcpSocket* socket = m_server.nextPendingConnection();
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            const QByteArray head = socket->property("head").toByteArray() + socket->readAll();
            socket->setProperty("head", head);
            if (head.contains("\r\n\r\n")) {
                socket->setProperty("head", QByteArray());
                answer(*socket, head);
            }
        });
    });
}

QUrl HttpServer::url(const QString& path) const {
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_server.serverPort()).arg(path));
}

void HttpServer::serve(const QString& path, const QByteArray& content, const QByteArray& tag) {
    m_files[path] = {content, tag};
}

void HttpServer::answer(QTcpSocket& socket, const QByteArray& head) {
    const Request request{QString::fromUtf8(head.split(' ').value(1)), header(head, "Range"),
                          header(head, "If-Range")};
    m_requests.append(request);
    const auto reply = [&socket](const QByteArray& lines) {
        socket.write("HTTP/1.1 " + lines + "Connection: close\r\n\r\n");
    };
    if (const auto to = m_redirects.find(request.path); to != m_redirects.end()) {
        reply("302 Found\r\nContent-Length: 0\r\nLocation: " + to->second.toUtf8() + "\r\n");
        socket.disconnectFromHost();
        return;
    }
    const auto found = m_files.find(request.path);
    if (found == m_files.end()) {
        reply("404 Not Found\r\nContent-Length: 4\r\n");
        socket.write("none");
        socket.disconnectFromHost();
        return;
    }
    const Served& served = found->second;
    const QByteArray size = QByteArray::number(served.content.size());
    const QByteArray tag = served.tag.isEmpty() ? QByteArray() : "ETag: " + served.tag + "\r\n";
    const bool partly = !request.range.isEmpty() && m_manner != Manner::kNoParts &&
                        (request.ifRange.isEmpty() || request.ifRange == served.tag);
    if (!partly) {
        reply("200 OK\r\n" + tag + "Content-Length: " + size + "\r\n");
        sendBody(socket, served.content);
        return;
    }
    qsizetype from = request.range.mid(6, request.range.indexOf('-') - 6).toLongLong();
    if (m_manner == Manner::kWrongPart) {
        from /= 2;
    }
    if (from >= served.content.size()) {
        reply("416 Range Not Satisfiable\r\nContent-Range: bytes */" + size +
              "\r\nContent-Length: 0\r\n");
        socket.disconnectFromHost();
        return;
    }
    const QByteArray body = served.content.mid(from);
    reply("206 Partial Content\r\n" + tag + "Content-Range: bytes " + QByteArray::number(from) +
          "-" + QByteArray::number(served.content.size() - 1) + "/" + size +
          "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n");
    sendBody(socket, body);
}

void HttpServer::sendBody(QTcpSocket& socket, const QByteArray& body) {
    if (m_manner == Manner::kSlow) {
        auto* timer = new QTimer(&socket);
        connect(timer, &QTimer::timeout, &socket, [&socket, timer, body, sent = 0]() mutable {
            socket.write(body.mid(sent, kSlowBytes));
            sent += static_cast<int>(kSlowBytes);
            if (sent >= body.size()) {
                timer->stop();
                socket.disconnectFromHost();
            }
        });
        timer->start(kSlowIntervalMs);
        return;
    }
    socket.write(m_manner == Manner::kCutShort ? body.left(body.size() / 2) : body);
    socket.disconnectFromHost();
}

} // namespace gambade::gui::test
