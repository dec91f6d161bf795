#include "app/gui/incoming.h"
#include "app/gui/model_dialog.h"
#include "tests/app/gui/http_server.h"
#include "tests/app/gui/studio_fixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

/// What the window gets from a server, here one on the loopback interface: models, and pictures
/// dragged from a browser.
class IncomingTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void modelIsDownloadedCheckedAndImported();
    void modelOfAnotherHashIsNotImported();
    void pictureFromABrowser_data();
    void pictureFromABrowser();
    void pictureThatCannotBeKeptIsTold();

private:
    QStringList filesIn(const QString& folder) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HttpServer> m_server;
};

namespace {

constexpr int kPatienceMs = 30'000;

QByteArray contentOf(const QString& file) {
    QFile content(file);
    return content.open(QIODevice::ReadOnly) ? content.readAll() : QByteArray();
}

} // namespace

void IncomingTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<HttpServer>();
    qputenv("XDG_DATA_HOME", m_folder->path().toUtf8());
    qputenv("XDG_CACHE_HOME", m_folder->filePath("cache").toUtf8());
}

QStringList IncomingTest::filesIn(const QString& folder) const {
    return QDir(m_folder->filePath(folder)).entryList(QDir::Files);
}

void IncomingTest::modelIsDownloadedCheckedAndImported() {
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
    m_server->setManner(HttpServer::Manner::kSlow);
    QTest::mouseClick(&fetch, Qt::LeftButton);
    QVERIFY(dialog.findChild<QProgressBar*>("modelProgress")->isVisible());
    QVERIFY(!fetch.isEnabled());
    m_server->setManner(HttpServer::Manner::kGood);
    QVERIFY(imported.wait(kPatienceMs));
    const QString made = m_folder->filePath("gambade/models/tiny.safetensors");
    QCOMPARE(contentOf(made), model);
    QVERIFY(filesIn("cache/gambade").isEmpty());
    for (int row = 0; row < list.count(); ++row) {
        QVERIFY(!list.item(row)->text().startsWith("Tiny")); // it is there now
    }
}

void IncomingTest::modelOfAnotherHashIsNotImported() {
    const Studio studio;
    m_server->serve("/tiny.pth", "not the model");
    PublishedModel published;
    published.name = "Tiny";
    published.url = m_server->url("/tiny.pth");
    published.sha256 = QCryptographicHash::hash("the real one", QCryptographicHash::Sha256).toHex();
    ModelDialog dialog(studio.file("model.safetensors").toStdString(), {published});
    auto& list = *dialog.findChild<QListWidget*>("modelList");
    auto& message = *dialog.findChild<QLabel*>("modelMessage");
    dialog.show();
    list.setCurrentRow(list.count() - 1);
    QVERIFY(dialog.findChild<QLabel*>("modelFacts")->text().contains("not said by its authors"));
    QTest::mouseClick(dialog.findChild<QPushButton*>("modelDownload"), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return message.text().contains("SHA-256"); }, kPatienceMs));
    QVERIFY(filesIn("gambade/models").isEmpty());
    QVERIFY(filesIn("cache/gambade").isEmpty());
}

void IncomingTest::pictureFromABrowser_data() {
    QTest::addColumn<bool>("inPage");
    QTest::newRow("address of the picture") << false;
    QTest::newRow("picture in a link") << true;
}

void IncomingTest::pictureFromABrowser() {
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

void IncomingTest::pictureThatCannotBeKeptIsTold() {
    const ScopedVariable temporary("TMPDIR", m_folder->path().toUtf8());
    Studio studio;
    const QDir own = QFileInfo(studio.file("x")).dir();
    for (const QFileInfo& folder :
         QDir(m_folder->path()).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (QDir(folder.filePath()) != own) {
            QVERIFY(QDir(folder.filePath()).removeRecursively());
            QVERIFY(QFile(folder.filePath()).open(QIODevice::WriteOnly)); // nothing goes into it
        }
    }
    QMimeData data;
    data.setImageData(QImage(example("rocket.png")));
    studio.drop(data);
    QCOMPARE(studio.queue().rowCount(), 0);
    QVERIFY2(studio.message().contains("cannot be written to the folder " + m_folder->path()),
             qPrintable(studio.message()));
}

QTEST_MAIN(IncomingTest)
#include "incoming_test.moc"
