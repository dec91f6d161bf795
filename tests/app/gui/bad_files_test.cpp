#include "splats/format.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"

#include <QDir>
#include <unistd.h>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

using State = JobQueue::State;

/// Files that are none: one clear message each, and the window goes on working.
class BadFilesTest : public QObject {
    Q_OBJECT

private slots:
    void badFilesAreToldOnce_data();
    void badFilesAreToldOnce();
    void fileWithoutPermission_data();
    void fileWithoutPermission();
    void folderAndMissingFile();
};

namespace {

/// The user `nobody` while this lives, where the test runs as root, who may read everything.
class AsOrdinaryUser {
public:
    AsOrdinaryUser() {
        if (m_isRoot && ::seteuid(65534) != 0) {
            qFatal("the test cannot become another user");
        }
    }
    ~AsOrdinaryUser() {
        if (m_isRoot && ::seteuid(0) != 0) {
            qFatal("the test cannot become root again");
        }
    }

private:
    const bool m_isRoot = ::geteuid() == 0;
};

/// All but the last bytes of a file that is right.
QByteArray truncatedPly() {
    QTemporaryDir folder;
    const QString name = folder.filePath("whole.ply");
    writeSplats(gambade::test::makeRandomCloud({.count = 500}), name.toStdString());
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("the test cannot read its own file");
    }
    return file.readAll().chopped(100);
}

/// Told by one sentence that names the file, without a dialog, and the next file is taken.
void checkToldOnce(Studio& studio, const QString& name) {
    QVERIFY(studio.waitForState(0, State::kFailed));
    QVERIFY2(studio.message().contains(name), qPrintable(studio.message()));
    QVERIFY2(studio.message().size() < 200 && !studio.message().contains('\n'),
             qPrintable(studio.message()));
    QCOMPARE(studio.message().count(name), 1);
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    studio.drop({example("rocket.png")});
    QVERIFY(studio.message().isEmpty());
    QVERIFY(studio.waitForState(1, State::kDone));
    QVERIFY(studio.window().document().scene());
}

} // namespace

void BadFilesTest::badFilesAreToldOnce_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text named as a picture") << "text.png" << QByteArray("this is text");
    QTest::newRow("empty picture") << "empty.jpg" << QByteArray();
    QTest::newRow("empty splat file") << "empty.ply" << QByteArray();
    QTest::newRow("header of a PLY only")
        << "short.ply"
        << QByteArray("ply\nformat binary_little_endian 1.0\nelement vertex 1000000\n"
                      "property float x\nproperty float y\nproperty float z\n"
                      "property float opacity\nend_header\n12345678");
    QTest::newRow("truncated PLY") << "cut.ply" << truncatedPly();
    QTest::newRow("text named as splats") << "text.spz" << QByteArray("this is text");
    QTest::newRow("empty SPZ") << "empty.spz" << QByteArray();
}

void BadFilesTest::badFilesAreToldOnce() {
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    Studio studio;
    studio.drop({studio.writeFile(name, content)});
    checkToldOnce(studio, name);
}

void BadFilesTest::fileWithoutPermission_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("picture") << "locked.png";
    QTest::newRow("splats") << "locked.ply";
}

void BadFilesTest::fileWithoutPermission() {
    QFETCH(QString, name);
    Studio studio;
    const QString file = studio.writeFile(name, truncatedPly());
    QVERIFY(QFile::setPermissions(file, {}));
    {
        const AsOrdinaryUser user;
        QVERIFY(!QFile(file).open(QIODevice::ReadOnly));
        studio.drop({file});
        QVERIFY(studio.waitForState(0, State::kFailed));
    }
    QVERIFY2(studio.message().contains("ermission"), qPrintable(studio.message()));
    checkToldOnce(studio, name);
}

void BadFilesTest::folderAndMissingFile() {
    for (const char* name : {"gone.png", "folder.png"}) {
        Studio studio;
        QVERIFY(QDir().mkdir(studio.file("folder.png")));
        studio.drop({studio.file(name)});
        checkToldOnce(studio, name);
    }
}

QTEST_MAIN(BadFilesTest)
#include "bad_files_test.moc"
