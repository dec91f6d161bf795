#pragma once

#include "app/gui/worker.h"

#include <QCryptographicHash>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QUrl>

namespace gambade::gui {

struct DownloadOrder {
    QUrl url;
    QString file;     ///< to be made; its folder is there
    qint64 size = 0;  ///< bytes; 0: not known
    qint64 limit = 0; ///< bytes; more is refused; 0: no limit
    QString sha256;   ///< lower-case hex; empty: not known, so not checked
};

/// Fetches one file by HTTP. What has arrived is kept in FILE.part when it is stopped, and the next
/// download of the same file goes on from there where the server still has the same content. The
/// file appears when its size and hash are right.
class Download : public QObject {
    Q_OBJECT

public:
    explicit Download(QObject* parent = nullptr);
    ~Download() override;

    /// Stops what was going on before.
    void start(const DownloadOrder& order);
    void cancel();
    bool isBusy() const { return m_busy; }

signals:
    /// @param total −1 where the server does not tell it
    void progressed(qint64 received, qint64 total);
    /// Everything has arrived and its hash is computed.
    void checking();
    void finished(const QString& file);
    void cancelled();
    void failed(const QString& message);

private:
    void request(qint64 from);
    void onHeaders();
    void onData();
    void onEnd();
    void check();
    void end();
    void fail(const QString& message, bool keepPart);
    QString partName() const { return m_order.file + QStringLiteral(".part"); }
    QString tagName() const { return m_order.file + QStringLiteral(".part.tag"); }

    QNetworkAccessManager m_network;
    DownloadOrder m_order;
    QPointer<QNetworkReply> m_reply;
    QFile m_part;
    qint64 m_from = 0;   ///< where the reply's content begins
    qint64 m_total = -1; ///< of the whole file, as the server tells it
    bool m_busy = false;
    bool m_accepted = false; ///< the reply's content is what goes into the file
    Worker::JobId m_check = 0;
    Worker m_checker;
};

} // namespace gambade::gui
