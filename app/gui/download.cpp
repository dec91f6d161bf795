#include "app/gui/download.h"

#include "splats/error.h"

#include <QFileInfo>
#include <QLocale>

namespace gambade::gui {
namespace {

constexpr int kPatienceMs = 30'000; ///< without a byte
constexpr int kPartial = 206;
constexpr int kBadRange = 416;

QString sizeText(qint64 bytes) {
    return QLocale().formattedDataSize(bytes);
}

/// What tells two contents of one address apart.
QByteArray tagOf(const QNetworkReply& reply) {
    const QByteArray tag = reply.rawHeader("ETag");
    // A weak tag promises a similar content, not the same bytes.
    return tag.isEmpty() || tag.startsWith("W/") ? reply.rawHeader("Last-Modified") : tag;
}

QByteArray readAll(const QString& name) {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// @throws Error(kModel), Cancelled
QString sha256Of(const QString& name, const Progress& progress) {
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        throw Error(ErrorKind::kModel, (name + QStringLiteral(" cannot be read")).toStdString());
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    constexpr qint64 kBlock = 4 << 20;
    while (!file.atEnd()) {
        progress.throwIfCancelled();
        hash.addData(file.read(kBlock));
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

Download::Download(QObject* parent) : QObject(parent) {
    connect(&m_checker, &Worker::failed, this,
            [this](Worker::JobId, const QString& message) { fail(message, true); });
}

Download::~Download() {
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
    }
}

void Download::start(const DownloadOrder& order) {
    cancel();
    m_order = order;
    m_busy = true;
    m_part.setFileName(partName());
    if (!m_part.open(QIODevice::ReadWrite)) {
        fail(tr("%1 cannot be written: %2").arg(partName(), m_part.errorString()), true);
        return;
    }
    if (m_order.size > 0 && m_part.size() == m_order.size) {
        check(); // it was stopped while it was checked
        return;
    }
    const bool resumable = m_part.size() > 0 && !readAll(tagName()).isEmpty();
    request(resumable ? m_part.size() : 0);
}

void Download::cancel() {
    if (!m_busy) {
        return;
    }
    end();
    emit cancelled();
}

void Download::request(qint64 from) {
    QNetworkRequest request(m_order.url);
    request.setTransferTimeout(kPatienceMs);
    // Compressed on the way, a part could not be continued.
    request.setRawHeader("Accept-Encoding", "identity");
    if (from > 0) {
        request.setRawHeader("Range", "bytes=" + QByteArray::number(from) + '-');
        request.setRawHeader("If-Range", readAll(tagName()));
    }
    m_from = from;
    m_total = -1;
    m_accepted = false;
    m_reply = m_network.get(request);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Download::onHeaders);
    connect(m_reply, &QNetworkReply::readyRead, this, &Download::onData);
    connect(m_reply, &QNetworkReply::finished, this, &Download::onEnd);
}

void Download::onHeaders() {
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_accepted || status / 100 != 2) {
        return; // redirected, or an error that onEnd() tells
    }
    const qint64 length = m_reply->hasRawHeader("Content-Length")
                              ? m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong()
                              : -1;
    const QByteArray range = "bytes " + QByteArray::number(m_from) + '-';
    if (status != kPartial) {
        m_from = 0; // the whole content comes: it has changed, or the server cannot do parts
    } else if (!m_reply->rawHeader("Content-Range").startsWith(range)) {
        fail(tr("%1 sends another part than was asked for.").arg(m_order.url.host()), false);
        return;
    }
    m_total = length < 0 ? -1 : m_from + length;
    if (m_order.size > 0 && m_total >= 0 && m_total != m_order.size) {
        fail(tr("The file at %1 has %2 bytes instead of %3: it is not the one that is meant.")
                 .arg(m_order.url.host(), QLocale().toString(m_total),
                      QLocale().toString(m_order.size)),
             false);
        return;
    }
    if (m_order.limit > 0 && m_total > m_order.limit) {
        fail(tr("The file is too large: %1.").arg(sizeText(m_total)), false);
        return;
    }
    m_accepted = m_part.resize(m_from) && m_part.seek(m_from);
    QFile tag(tagName());
    if (!m_accepted || !tag.open(QIODevice::WriteOnly)) {
        fail(tr("%1 cannot be written: %2").arg(partName(), m_part.errorString()), true);
        return;
    }
    tag.write(tagOf(*m_reply));
}

void Download::onData() {
    const QByteArray data = m_reply->readAll();
    if (!m_accepted) {
        return; // the page that comes with an error
    }
    if (m_part.write(data) != data.size()) {
        fail(tr("%1 cannot be written: %2").arg(partName(), m_part.errorString()), true);
        return;
    }
    const qint64 most = m_order.size > 0 ? m_order.size : m_order.limit;
    if (most > 0 && m_part.pos() > most) {
        fail(tr("The file is larger than the %1 that it should have.").arg(sizeText(most)), false);
        return;
    }
    emit progressed(m_part.pos(), m_total >= 0 ? m_total : m_order.size > 0 ? m_order.size : -1);
}

void Download::onEnd() {
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == kBadRange && m_from > 0) {
        m_reply->disconnect(this);
        m_reply->deleteLater();
        request(0); // what is there already is of no use
        return;
    }
    if (status >= 400) {
        fail(tr("%1 answers with error %2 (%3).")
                 .arg(m_order.url.host())
                 .arg(status)
                 .arg(m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString()),
             true);
        return;
    }
    const qint64 wanted = m_order.size > 0 ? m_order.size : m_total;
    const bool cut =
        m_reply->error() != QNetworkReply::NoError || (wanted >= 0 && m_part.pos() < wanted);
    if (!m_accepted || cut) {
        const QString reason = m_reply->error() == QNetworkReply::NoError
                                   ? tr("the connection ended early")
                                   : m_reply->errorString();
        fail(m_accepted
                 ? tr("The download stopped after %1: %2. Start it again to go on from there.")
                       .arg(sizeText(m_part.size()), reason)
                 : tr("%1 cannot be reached: %2.").arg(m_order.url.host(), reason),
             true);
        return;
    }
    check();
}

void Download::check() {
    if (m_reply) {
        m_reply->deleteLater();
        m_reply.clear();
    }
    m_part.close();
    emit checking();
    m_check = m_checker.start([this, order = m_order, part = partName()](const Progress& progress,
                                                                         const Worker::Post& post) {
        const QString found = order.sha256.isEmpty() ? QString() : sha256Of(part, progress);
        post([this, found] {
            if (found != m_order.sha256) {
                fail(tr("What was downloaded is not what is meant: its SHA-256 is %1 instead of "
                        "%2. It was removed.")
                         .arg(found, m_order.sha256),
                     false);
                return;
            }
            const QString file = m_order.file;
            QFile::remove(file);
            if (!QFile::rename(partName(), file)) {
                fail(tr("%1 cannot be written.").arg(file), true);
                return;
            }
            QFile::remove(tagName());
            end();
            emit finished(file);
        });
    });
}

void Download::end() {
    m_busy = false;
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply.clear();
    }
    m_part.close();
    m_checker.cancel(m_check);
}

void Download::fail(const QString& message, bool keepPart) {
    end();
    if (!keepPart) {
        QFile::remove(partName());
        QFile::remove(tagName());
    }
    emit failed(message);
}

} // namespace gambade::gui
