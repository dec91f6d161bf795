#include "app/gui/download.h"
#include "tests/app/gui/http_server.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

using namespace gambade::gui;
using namespace gambade::gui::test;

using Manner = HttpServer::Manner;

/// Downloads from a server on the loopback interface: what arrives, what is refused, what is kept.
class DownloadTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void wholeFile();
    void followsARedirection();
    void cutShortThenResumed();
    void changedContentStartsAnew();
    void serverWithoutParts();
    void completePartIsOnlyChecked();
    void oversizedPartStartsAnew();
    void otherPartThanAskedFor();
    void wrongHash();
    void wrongSize();
    void largerThanAnnounced();
    void notFound();
    void unreachable();
    void unwritableFolder();
    void slowOneIsCancelledThenResumed();

private:
    QString partOf(const QString& file) const { return file + ".part"; }
    DownloadOrder order(const QString& path) const;
    QByteArray contentOf(const QString& file) const;
    QStringList filesInFolder() const;
    static QString sha256(const QByteArray& content);
    void write(const QString& file, const QByteArray& content) const;
    /// Leaves what a server sent that hung up half way.
    void leavePart(const DownloadOrder& order);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HttpServer> m_server;
    QByteArray m_content;
};

namespace {

constexpr int kPatienceMs = 30'000;

/// What a download said at its end.
struct Outcome {
    explicit Outcome(Download& download)
        : finished(&download, &Download::finished), failed(&download, &Download::failed),
          cancelled(&download, &Download::cancelled) {}

    bool wait() {
        return QTest::qWaitFor([this] { return count() > 0; }, kPatienceMs);
    }
    qsizetype count() const { return finished.count() + failed.count() + cancelled.count(); }
    QString reason() const { return failed.value(0).value(0).toString(); }

    QSignalSpy finished;
    QSignalSpy failed;
    QSignalSpy cancelled;
};

/// Downloads to the end. Empty: the file is there; else why it is not.
QString fetch(Download& download, const DownloadOrder& order) {
    Outcome outcome(download);
    download.start(order);
    if (!outcome.wait()) {
        return QStringLiteral("nothing came of it");
    }
    return outcome.finished.isEmpty() ? "failed: " + outcome.reason() : QString();
}

QString fetch(const DownloadOrder& order) {
    Download download;
    return fetch(download, order);
}

} // namespace

void DownloadTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<HttpServer>();
    m_content.clear();
    for (int i = 0; i < 300'000; ++i) {
        m_content.append(static_cast<char>((i * 2654435761U) >> 24));
    }
    m_server->serve("/file", m_content);
}

DownloadOrder DownloadTest::order(const QString& path) const {
    return {m_server->url(path), m_folder->filePath("file"), m_content.size(), 0,
            sha256(m_content)};
}

QByteArray DownloadTest::contentOf(const QString& file) const {
    QFile content(file);
    return content.open(QIODevice::ReadOnly) ? content.readAll() : QByteArray();
}

QStringList DownloadTest::filesInFolder() const {
    return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
}

QString DownloadTest::sha256(const QByteArray& content) {
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
}

void DownloadTest::write(const QString& file, const QByteArray& content) const {
    QFile target(file);
    QVERIFY(target.open(QIODevice::WriteOnly) && target.write(content) == content.size());
}

void DownloadTest::leavePart(const DownloadOrder& order) {
    m_server->setManner(Manner::kCutShort);
    const QString told = fetch(order);
    QVERIFY2(told.startsWith("failed: ") && told.contains("again"), qPrintable(told));
    QCOMPARE(QFileInfo(partOf(order.file)).size(), m_content.size() / 2);
    QVERIFY(!QFileInfo::exists(order.file));
}

void DownloadTest::wholeFile() {
    Download download;
    QSignalSpy progress(&download, &Download::progressed);
    QCOMPARE(fetch(download, order("/file")), QString());
    QCOMPARE(contentOf(m_folder->filePath("file")), m_content);
    QCOMPARE(filesInFolder(), {"file"});
    qint64 last = 0;
    for (const auto& step : progress) {
        QVERIFY(step[0].toLongLong() > last);
        QCOMPARE(step[1].toLongLong(), m_content.size());
        last = step[0].toLongLong();
    }
    QCOMPARE(last, m_content.size());
}

void DownloadTest::followsARedirection() {
    m_server->redirect("/elsewhere", "/file");
    QCOMPARE(fetch(order("/elsewhere")), QString());
    QCOMPARE(contentOf(m_folder->filePath("file")), m_content);
}

void DownloadTest::cutShortThenResumed() {
    const DownloadOrder wanted = order("/file");
    leavePart(wanted);
    const qint64 kept = QFileInfo(partOf(wanted.file)).size();
    m_server->setManner(Manner::kGood);
    Download download; // another one, as after a restart of the program
    QSignalSpy progress(&download, &Download::progressed);
    QCOMPARE(fetch(download, wanted), QString());
    QCOMPARE(m_server->requests().last().range, "bytes=" + QByteArray::number(kept) + "-");
    QVERIFY(progress.first()[0].toLongLong() > kept);
    QCOMPARE(contentOf(wanted.file), m_content);
}

void DownloadTest::changedContentStartsAnew() {
    DownloadOrder wanted = order("/file");
    leavePart(wanted);
    QByteArray changed = m_content;
    std::reverse(changed.begin(), changed.end());
    m_server->serve("/file", changed, "\"2\"");
    m_server->setManner(Manner::kGood);
    wanted.sha256 = sha256(changed);
    QCOMPARE(fetch(wanted), QString());
    QVERIFY(!m_server->requests().last().range.isEmpty());
    QCOMPARE(contentOf(wanted.file), changed);
}

void DownloadTest::serverWithoutParts() {
    const DownloadOrder wanted = order("/file");
    leavePart(wanted);
    m_server->setManner(Manner::kNoParts);
    QCOMPARE(fetch(wanted), QString());
    QCOMPARE(contentOf(wanted.file), m_content);
}

void DownloadTest::completePartIsOnlyChecked() {
    const DownloadOrder wanted = order("/file");
    write(partOf(wanted.file), m_content);
    QCOMPARE(fetch(wanted), QString());
    QVERIFY(m_server->requests().isEmpty());
    QCOMPARE(contentOf(wanted.file), m_content);
}

void DownloadTest::oversizedPartStartsAnew() {
    const DownloadOrder wanted = order("/file");
    write(partOf(wanted.file), m_content + "more");
    write(partOf(wanted.file) + ".tag", "\"1\"");
    QCOMPARE(fetch(wanted), QString());
    QCOMPARE(m_server->requests().size(), 2); // refused, then without a range
    QCOMPARE(contentOf(wanted.file), m_content);
}

void DownloadTest::otherPartThanAskedFor() {
    const DownloadOrder wanted = order("/file");
    leavePart(wanted);
    m_server->setManner(Manner::kWrongPart);
    const QString told = fetch(wanted);
    QVERIFY2(told.startsWith("failed: "), qPrintable(told));
    QVERIFY(!QFileInfo::exists(wanted.file));
    QVERIFY(!QFileInfo::exists(partOf(wanted.file)));
}

void DownloadTest::wrongHash() {
    DownloadOrder wanted = order("/file");
    wanted.sha256 = sha256("another content");
    const QString told = fetch(wanted);
    QVERIFY2(told.contains(sha256(m_content)), qPrintable(told));
    QVERIFY(filesInFolder().isEmpty());
}

void DownloadTest::wrongSize() {
    DownloadOrder wanted = order("/file");
    wanted.size += 1;
    Download download;
    QSignalSpy progress(&download, &Download::progressed);
    const QString told = fetch(download, wanted);
    QVERIFY2(told.startsWith("failed: "), qPrintable(told));
    QCOMPARE(progress.count(), 0); // told before anything is fetched
    QVERIFY(filesInFolder().isEmpty());
}

void DownloadTest::largerThanAnnounced() {
    DownloadOrder wanted = order("/file");
    wanted.size = 0;
    wanted.limit = m_content.size() / 3;
    const QString told = fetch(wanted);
    QVERIFY2(told.startsWith("failed: "), qPrintable(told));
    QVERIFY(filesInFolder().isEmpty());
}

void DownloadTest::notFound() {
    const QString told = fetch(order("/missing"));
    QVERIFY2(told.contains("404"), qPrintable(told));
    QVERIFY(!QFileInfo::exists(m_folder->filePath("file")));
    QVERIFY(contentOf(partOf(m_folder->filePath("file"))).isEmpty()); // not the error's page
}

void DownloadTest::unreachable() {
    const DownloadOrder wanted = order("/file");
    m_server.reset();
    const QString told = fetch(wanted);
    QVERIFY2(told.contains("127.0.0.1"), qPrintable(told));
}

void DownloadTest::unwritableFolder() {
    DownloadOrder wanted = order("/file");
    wanted.file = m_folder->filePath("no/such/folder/file");
    const QString told = fetch(wanted);
    QVERIFY2(told.contains("no/such/folder"), qPrintable(told));
}

void DownloadTest::slowOneIsCancelledThenResumed() {
    const DownloadOrder wanted = order("/file");
    m_server->setManner(Manner::kSlow);
    Download download;
    {
        Outcome outcome(download);
        QSignalSpy progress(&download, &Download::progressed);
        download.start(wanted);
        QVERIFY(QTest::qWaitFor([&] { return progress.count() > 3; }, kPatienceMs));
        download.cancel();
        QCOMPARE(outcome.cancelled.count(), 1); // at once
        const auto before = progress.count();
        QTest::qWait(100);
        QCOMPARE(progress.count(), before);
        QCOMPARE(outcome.count(), 1);
    }
    const qint64 kept = QFileInfo(partOf(wanted.file)).size();
    QVERIFY(kept > 0 && kept < m_content.size());
    m_server->setManner(Manner::kGood);
    QCOMPARE(fetch(download, wanted), QString());
    QCOMPARE(m_server->requests().last().range, "bytes=" + QByteArray::number(kept) + "-");
    QCOMPARE(contentOf(wanted.file), m_content);
}

QTEST_MAIN(DownloadTest)
#include "download_test.moc"
