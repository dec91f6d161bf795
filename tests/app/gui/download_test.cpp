#include "app/gui/download.h"
#include "app/gui/incoming.h"
#include "app/gui/model_dialog.h"
#include "reconstruction/weights.h"
#include "tests/app/gui/http_server.h"
#include "tests/app/gui/studio_fixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

using namespace gambade;
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
    void modelIsDownloadedCheckedAndImported();
    void modelOfAnotherHashIsNotImported();
    void pictureFromABrowser_data();
    void pictureFromABrowser();

private:
    QString partOf(const QString& file) const { return file + ".part"; }
    DownloadOrder order(const QString& path) const;
    QByteArray contentOf(const QString& file) const;
    static QString sha256(const QByteArray& content);

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

QString DownloadTest::sha256(const QByteArray& content) {
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
}

void DownloadTest::wholeFile() {
    Download download;
    Outcome outcome(download);
    QSignalSpy progress(&download, &Download::progressed);
    download.start(order("/file"));
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.reason(), QString());
    QCOMPARE(contentOf(m_folder->filePath("file")), m_content);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), {"file"});
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
    Download download;
    Outcome outcome(download);
    download.start(order("/elsewhere"));
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.reason(), QString());
    QCOMPARE(contentOf(m_folder->filePath("file")), m_content);
}

void DownloadTest::cutShortThenResumed() {
    const DownloadOrder wanted = order("/file");
    m_server->setManner(Manner::kCutShort);
    {
        Download download;
        Outcome outcome(download);
        download.start(wanted);
        QVERIFY(outcome.wait());
        QCOMPARE(outcome.failed.count(), 1);
        QVERIFY2(outcome.reason().contains("again"), qPrintable(outcome.reason()));
    }
    const qint64 kept = QFileInfo(partOf(wanted.file)).size();
    QCOMPARE(kept, m_content.size() / 2);
    QVERIFY(!QFileInfo::exists(wanted.file));

    m_server->setManner(Manner::kGood);
    Download download; // another one, as after a restart of the program
    Outcome outcome(download);
    QSignalSpy progress(&download, &Download::progressed);
    download.start(wanted);
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.reason(), QString());
    QCOMPARE(m_server->requests().last().range, "bytes=" + QByteArray::number(kept) + "-");
    QVERIFY(progress.first()[0].toLongLong() > kept);
    QCOMPARE(contentOf(wanted.file), m_content);
}

void DownloadTest::changedContentStartsAnew() {
    DownloadOrder wanted = order("/file");
    m_server->setManner(Manner::kCutShort);
    Download download;
    {
        Outcome outcome(download);
        download.start(wanted);
        QVERIFY(outcome.wait());
    }
    QVERIFY(QFileInfo(partOf(wanted.file)).size() > 0);
    QByteArray changed = m_content;
    std::reverse(changed.begin(), changed.end());
    m_server->serve("/file", changed, "\"2\"");
    m_server->setManner(Manner::kGood);
    wanted.sha256 = sha256(changed);
    Outcome outcome(download);
    download.start(wanted);
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.reason(), QString());
    QVERIFY(!m_server->requests().last().range.isEmpty());
    QCOMPARE(contentOf(wanted.file), changed);
}

void DownloadTest::serverWithoutParts() {
    const DownloadOrder wanted = order("/file");
    m_server->setManner(Manner::kCutShort);
    Download download;
    {
        Outcome outcome(download);
        download.start(wanted);
        QVERIFY(outcome.wait());
    }
    m_server->setManner(Manner::kNoParts);
    Outcome outcome(download);
    download.start(wanted);
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.reason(), QString());
    QCOMPARE(contentOf(wanted.file), m_content);
}

void DownloadTest::completePartIsOnlyChecked() {
    const DownloadOrder wanted = order("/file");
    QFile part(partOf(wanted.file));
    QVERIFY(part.open(QIODevice::WriteOnly));
    part.write(m_content);
    part.close();
    Download download;
    Outcome outcome(download);
    download.start(wanted);
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.reason(), QString());
    QVERIFY(m_server->requests().isEmpty());
    QCOMPARE(contentOf(wanted.file), m_content);
}

void DownloadTest::oversizedPartStartsAnew() {
    const DownloadOrder wanted = order("/file");
    QFile part(partOf(wanted.file));
    QVERIFY(part.open(QIODevice::WriteOnly));
    part.write(m_content + "more");
    part.close();
    QFile tag(partOf(wanted.file) + ".tag");
    QVERIFY(tag.open(QIODevice::WriteOnly));
    tag.write("\"1\"");
    tag.close();
    Download download;
    Outcome outcome(download);
    download.start(wanted);
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.reason(), QString());
    QCOMPARE(m_server->requests().size(), 2); // refused, then without a range
    QCOMPARE(contentOf(wanted.file), m_content);
}

void DownloadTest::otherPartThanAskedFor() {
    const DownloadOrder wanted = order("/file");
    m_server->setManner(Manner::kCutShort);
    Download download;
    {
        Outcome outcome(download);
        download.start(wanted);
        QVERIFY(outcome.wait());
    }
    m_server->setManner(Manner::kWrongPart);
    Outcome outcome(download);
    download.start(wanted);
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.failed.count(), 1);
    QVERIFY(!QFileInfo::exists(wanted.file));
    QVERIFY(!QFileInfo::exists(partOf(wanted.file)));
}

void DownloadTest::wrongHash() {
    DownloadOrder wanted = order("/file");
    wanted.sha256 = sha256("another content");
    Download download;
    Outcome outcome(download);
    download.start(wanted);
    QVERIFY(outcome.wait());
    QVERIFY2(outcome.reason().contains(sha256(m_content)), qPrintable(outcome.reason()));
    QVERIFY(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

void DownloadTest::wrongSize() {
    DownloadOrder wanted = order("/file");
    wanted.size += 1;
    Download download;
    Outcome outcome(download);
    QSignalSpy progress(&download, &Download::progressed);
    download.start(wanted);
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.failed.count(), 1);
    QCOMPARE(progress.count(), 0); // told before anything is fetched
    QVERIFY(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

void DownloadTest::largerThanAnnounced() {
    DownloadOrder wanted = order("/file");
    wanted.size = 0;
    wanted.limit = m_content.size() / 3;
    Download download;
    Outcome outcome(download);
    download.start(wanted);
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.failed.count(), 1);
    QVERIFY(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

void DownloadTest::notFound() {
    Download download;
    Outcome outcome(download);
    download.start(order("/missing"));
    QVERIFY(outcome.wait());
    QVERIFY2(outcome.reason().contains("404"), qPrintable(outcome.reason()));
    QVERIFY(!QFileInfo::exists(m_folder->filePath("file")));
    QVERIFY(contentOf(partOf(m_folder->filePath("file"))).isEmpty()); // not the error's page
}

void DownloadTest::unreachable() {
    const DownloadOrder wanted = order("/file");
    m_server.reset();
    Download download;
    Outcome outcome(download);
    download.start(wanted);
    QVERIFY(outcome.wait());
    QVERIFY2(outcome.reason().contains("127.0.0.1"), qPrintable(outcome.reason()));
}

void DownloadTest::unwritableFolder() {
    DownloadOrder wanted = order("/file");
    wanted.file = m_folder->filePath("no/such/folder/file");
    Download download;
    Outcome outcome(download);
    download.start(wanted);
    QVERIFY(outcome.wait());
    QVERIFY2(outcome.reason().contains("no/such/folder"), qPrintable(outcome.reason()));
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
    Outcome outcome(download);
    download.start(wanted);
    QVERIFY(outcome.wait());
    QCOMPARE(outcome.reason(), QString());
    QCOMPARE(m_server->requests().last().range, "bytes=" + QByteArray::number(kept) + "-");
    QCOMPARE(contentOf(wanted.file), m_content);
}

void DownloadTest::modelIsDownloadedCheckedAndImported() {
    qputenv("XDG_DATA_HOME", m_folder->path().toUtf8());
    qputenv("XDG_CACHE_HOME", m_folder->filePath("cache").toUtf8());
    const Studio studio; // has a model file
    const QByteArray model = contentOf(studio.file("model.safetensors"));
    m_server->serve("/tiny.safetensors", model);
    PublishedModel published;
    published.name = "Tiny";
    published.licence = "MIT";
    published.url = m_server->url("/tiny.safetensors");
    published.page = m_server->url("/");
    ModelDialog dialog(studio.file("model.safetensors").toStdString(), {published});
    auto& list = *dialog.findChild<QListWidget*>("modelList");
    auto& facts = *dialog.findChild<QLabel*>("modelFacts");
    auto& fetch = *dialog.findChild<QPushButton*>("modelDownload");
    dialog.show();
    list.setCurrentRow(list.count() - 1);
    QVERIFY(list.currentItem()->text().startsWith("Tiny"));
    QVERIFY(facts.text().contains("MIT") && facts.text().contains("Unverified"));
    QVERIFY(fetch.isVisible());
    QSignalSpy imported(&dialog, &ModelDialog::imported);
    m_server->setManner(Manner::kSlow);
    QTest::mouseClick(&fetch, Qt::LeftButton);
    QVERIFY(dialog.findChild<QProgressBar*>("modelProgress")->isVisible());
    QVERIFY(!fetch.isEnabled());
    m_server->setManner(Manner::kGood);
    QVERIFY(imported.wait(kPatienceMs));
    const QString made = m_folder->filePath("gambade/models/tiny.safetensors");
    QCOMPARE(contentOf(made), model);
    QVERIFY(QDir(m_folder->filePath("cache/gambade")).entryList(QDir::Files).isEmpty());
    for (int row = 0; row < list.count(); ++row) {
        QVERIFY(!list.item(row)->text().startsWith("Tiny")); // it is there now
    }
}

void DownloadTest::modelOfAnotherHashIsNotImported() {
    qputenv("XDG_DATA_HOME", m_folder->path().toUtf8());
    qputenv("XDG_CACHE_HOME", m_folder->filePath("cache").toUtf8());
    const Studio studio;
    m_server->serve("/tiny.pth", m_content);
    PublishedModel published;
    published.name = "Tiny";
    published.url = m_server->url("/tiny.pth");
    published.sha256 = sha256("the real one");
    ModelDialog dialog(studio.file("model.safetensors").toStdString(), {published});
    auto& list = *dialog.findChild<QListWidget*>("modelList");
    auto& message = *dialog.findChild<QLabel*>("modelMessage");
    dialog.show();
    list.setCurrentRow(list.count() - 1);
    QVERIFY(dialog.findChild<QLabel*>("modelFacts")->text().contains("not said by its authors"));
    QTest::mouseClick(dialog.findChild<QPushButton*>("modelDownload"), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return message.text().contains("SHA-256"); }, kPatienceMs));
    QVERIFY(QDir(m_folder->filePath("gambade/models")).entryList(QDir::Files).isEmpty());
    QVERIFY(QDir(m_folder->filePath("cache/gambade")).entryList(QDir::Files).isEmpty());
}

void DownloadTest::pictureFromABrowser_data() {
    QTest::addColumn<bool>("inPage");
    QTest::newRow("address of the picture") << false;
    QTest::newRow("picture in a link") << true;
}

void DownloadTest::pictureFromABrowser() {
    QFETCH(bool, inPage);
    m_server->serve("/photos/rocket.png", contentOf(example("rocket.png")));
    const QUrl picture = m_server->url("/photos/rocket.png");
    QMimeData data;
    data.setUrls({inPage ? m_server->url("/article") : picture});
    if (inPage) {
        data.setHtml("<a href='x'><img alt=\"a\" src=\"" + picture.toString() + "\"></a>");
    }
    Studio studio;
    studio.drop(data);
    QVERIFY(QTest::qWaitFor([&] { return studio.queue().rowCount() == 1; }, kPatienceMs));
    QVERIFY(studio.waitForState(0, JobQueue::State::kDone));
    QCOMPARE(studio.queue().fileName(0), "rocket.png");

    data.clear();
    data.setUrls({m_server->url("/photos/gone.png")});
    studio.drop(data);
    QVERIFY(QTest::qWaitFor([&] { return studio.message().contains("404"); }, kPatienceMs));
    QCOMPARE(studio.queue().rowCount(), 1);
}

QTEST_MAIN(DownloadTest)
#include "download_test.moc"
