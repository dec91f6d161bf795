#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QUrl>
#include <map>

namespace gambade::gui::test {

/// A web server on the loopback interface that serves byte arrays, well or badly.
class HttpServer : public QObject {
    Q_OBJECT

public:
    enum class Manner {
        kGood,      ///< whole files, and parts of them where asked
        kCutShort,  ///< closes the connection after half of what it announced
        kSlow,      ///< a little every few milliseconds
        kNoParts,   ///< does not know of parts: always the whole file
        kWrongPart, ///< a part, but not the one that was asked for
    };

    struct Request {
        QString path;
        QByteArray range; ///< of its header; empty: none
        QByteArray ifRange;
    };

    HttpServer();

    QUrl url(const QString& path) const;
    /// Serves `content` at `path` ("/x") from now on; other paths are not found.
    void serve(const QString& path, const QByteArray& content, const QByteArray& tag = "\"1\"");
    /// Sends everybody who asks for `path` to another one.
    void redirect(const QString& path, const QString& to) { m_redirects[path] = to; }
    void setManner(Manner manner) { m_manner = manner; }
    const QList<Request>& requests() const { return m_requests; }

private:
    struct Served {
        QByteArray content;
        QByteArray tag;
    };

    void answer(class QTcpSocket& socket, const QByteArray& head);
    void sendBody(QTcpSocket& socket, const QByteArray& body);

    QTcpServer m_server;
    Manner m_manner = Manner::kGood;
    std::map<QString, Served> m_files;
    std::map<QString, QString> m_redirects;
    QList<Request> m_requests;
};

} // namespace gambade::gui::test
