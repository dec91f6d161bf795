// What the export dialogs offer, and what is in the files that come of it.

#include "app/gui/compare_view.h"
#include "app/gui/end_signals.h"
#include "app/gui/export_dialog.h"
#include "app/gui/exporter.h"
#include "app/gui/file_dialogs.h"
#include "app/gui/settings.h"
#include "splats/format.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>
#include <sys/resource.h>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

using State = JobQueue::State;

class ExportTest : public QObject {
    Q_OBJECT

private slots:
    void namesGetTheChosenExtension();
    void formatIsTheChosenOrTypedOne();
    void optionsAreOfferedWhereTheyMeanSomething();
    void exportOfAllGoesOnAfterAFailure();
    void emptyCloudIsNotWritten();
    void limitOfFileSizeIsOneClearMessage();
    void closingDuringAnExport();
    void savedPictureIsOfWhatIsShown();
};

namespace {

/// Answers the boxes that come up, in their order.
class Answers : public QObject {
public:
    using Answer = std::function<void(QWidget& box)>;

    explicit Answers(std::vector<Answer> answers) : m_answers(std::move(answers)) {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            QWidget* box = QApplication::activeModalWidget();
            if (box != nullptr && box != m_last && m_next < m_answers.size()) {
                m_last = box;
                m_answers[m_next++](*box);
            }
        });
        m_timer.start(50);
    }
    bool allGiven() const { return m_next == m_answers.size(); }

private:
    std::vector<Answer> m_answers;
    std::size_t m_next = 0;
    QWidget* m_last = nullptr;
    QTimer m_timer;
};

Answers::Answer accept() {
    return [](QWidget& box) { dynamic_cast<QDialog&>(box).accept(); };
}

/// In the file dialog.
Answers::Answer type(const QString& file) {
    return [file](QWidget& box) {
        auto* name = box.findChild<QLineEdit*>("fileNameEdit");
        name->setText(file);
        QTest::keyClick(name, Qt::Key_Return);
    };
}

ScenePtr sceneOf(GaussianCloud cloud, const char* name) {
    auto scene = std::make_shared<Scene>();
    scene->file = name;
    scene->cloud = std::make_shared<const GaussianCloud>(std::move(cloud));
    return scene;
}

/// How large a file of this process may become, for as long as it lives.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit m_before{};
};

QStringList filesBeside(const QString& file) {
    return QFileInfo(file).dir().entryList(QDir::Files | QDir::Hidden);
}

QByteArray contentOf(const QString& name) {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void ExportTest::namesGetTheChosenExtension() {
    QCOMPARE(withExtension("a/mug", ".ply"), "a/mug.ply");
    QCOMPARE(withExtension("a/mug.v2", ".ply"), "a/mug.v2.ply");
    QCOMPARE(withExtension("a/mug.PLY", ".ply"), "a/mug.PLY");
    QCOMPARE(withExtension("a/mug.SPZ", ".ply"), "a/mug.SPZ");
    QCOMPARE(withExtension("mug.compressed.ply", ".compressed.ply"), "mug.compressed.ply");
    QCOMPARE(withExtension("mug.compressed.ply", ".ply"), "mug.compressed.ply");
    QCOMPARE(withExtension("mug.ply", ".compressed.ply"), "mug.ply");
    QCOMPARE(withExtension("view.jpg", ".png"), "view.jpg.png");
    QCOMPARE(withExtension("mug.ply", ".png"), "mug.ply.png");
    QCOMPARE(withExtension("folder", ""), "folder");
}

void ExportTest::formatIsTheChosenOrTypedOne() {
    Studio studio;
    writeSetting(settings::kExportFormat, QStringLiteral(".spz"));
    writeSetting(settings::kExportFolder, QFileInfo(studio.file("x")).absolutePath());
    const ScenePtr scene = sceneOf(gambade::test::makeRandomCloud({.count = 50}), "vase.png");
    Exporter& exporter = studio.window().exporter();
    QSignalSpy exported(&exporter, &Exporter::exported);
    {
        const Answers answers({accept(), type("mug")});
        exporter.askAndExport(scene);
        QVERIFY(answers.allGiven() && exported.wait());
    }
    const QByteArray written = contentOf(studio.file("mug.spz"));
    QVERIFY(written.startsWith("\x1f\x8b")); // gzip, as SPZ 3 is
    QCOMPARE(readSplats(studio.file("mug.spz").toStdString()).size(), 50U);
    {
        const Answers answers({accept(), type("cup.ply")});
        exporter.askAndExport(scene);
        QVERIFY(answers.allGiven() && exported.wait());
    }
    QVERIFY(contentOf(studio.file("cup.ply")).startsWith("ply\n"));

    // The question is about the file that would be replaced. No: the file dialog comes again.
    QString asked;
    const auto refuse = [&asked](QWidget& box) {
        auto& question = dynamic_cast<QMessageBox&>(box);
        asked = question.text();
        question.button(QMessageBox::Cancel)->click();
    };
    const Answers answers({accept(), type("mug"), refuse,
                           [](QWidget& box) { dynamic_cast<QFileDialog&>(box).reject(); }});
    exporter.askAndExport(sceneOf(gambade::test::makeRandomCloud({.count = 60}), "vase.png"));
    QVERIFY(answers.allGiven());
    QVERIFY2(asked.contains("mug.spz"), qPrintable(asked));
    QVERIFY(!exporter.isBusy());
    QCOMPARE(contentOf(studio.file("mug.spz")), written);
}

void ExportTest::optionsAreOfferedWhereTheyMeanSomething() {
    const Studio studio; // settings of its own
    const ExportDialog dialog;
    auto* format = dialog.findChild<QComboBox*>("exportFormat");
    const auto offered = [&](const char* extension) {
        format->setCurrentIndex(format->findData(extension));
        return std::pair(dialog.findChild<QComboBox*>("exportAxes")->isEnabled(),
                         dialog.findChild<QComboBox*>("exportLayout")->isEnabled());
    };
    QCOMPARE(offered(".ply"), std::pair(true, true));
    QCOMPARE(offered(".compressed.ply"), std::pair(true, false));
    QCOMPARE(offered(".splat"), std::pair(true, false));
    QCOMPARE(offered(".spz"), std::pair(false, false));
    QCOMPARE(offered(".sog"), std::pair(false, false));
    QCOMPARE(offered(".glb"), std::pair(false, false));
}

void ExportTest::exportOfAllGoesOnAfterAFailure() {
    Studio studio;
    GaussianCloud far = gambade::test::makeRandomCloud({.count = 20});
    far.positions[3].x = 3000.0f; // beyond what SPZ has room for
    const std::vector<ScenePtr> scenes{
        sceneOf(gambade::test::makeRandomCloud({.count = 10}), "a.png"), sceneOf(far, "b.png"),
        sceneOf(gambade::test::makeRandomCloud({.count = 30}), "c.png")};
    QSignalSpy exported(&studio.window().exporter(), &Exporter::exported);
    QSignalSpy failed(&studio.window().exporter(), &Exporter::failed);
    studio.window().exporter().writeAll(
        scenes, {studio.file("a.spz"), studio.file("b.spz"), studio.file("c.spz")}, {});
    QTRY_VERIFY(!studio.window().exporter().isBusy());
    QCOMPARE(failed.count(), 1);
    QCOMPARE(exported.count(), 2);
    QVERIFY2(studio.message().startsWith("1 of 3 files") && studio.message().contains("b.spz"),
             qPrintable(studio.message()));
    QCOMPARE(readSplats(studio.file("a.spz").toStdString()).size(), 10U);
    QVERIFY(!QFile::exists(studio.file("b.spz")));
    QCOMPARE(readSplats(studio.file("c.spz").toStdString()).size(), 30U);
}

void ExportTest::emptyCloudIsNotWritten() {
    Studio studio;
    studio.openCloud(gambade::test::makeRandomCloud({.count = 50}));
    const auto splats = [&] { return studio.window().document().scene()->cloud->size(); };
    Actions& actions = studio.window().actions();
    actions[ActionId::kSelectAll].trigger();
    actions[ActionId::kDeleteSelected].trigger();
    QTRY_COMPARE(splats(), 0U);
    {
        const Answers answers({[](QWidget& box) { dynamic_cast<QDialog&>(box).reject(); }});
        actions[ActionId::kExport].trigger();
        QVERIFY2(!answers.allGiven(), "it asks for a format of nothing");
    }
    QVERIFY2(studio.message().startsWith("No splats are left of cloud"),
             qPrintable(studio.message()));
    actions[ActionId::kUndo].trigger();
    QTRY_COMPARE(splats(), 50U);
    QCOMPARE(studio.message(), QString());
    actions[ActionId::kRedo].trigger();
    QTRY_COMPARE(splats(), 0U);

    const QByteArray before = "what was there";
    const QString old = studio.writeFile("old.ply", before);
    Exporter& exporter = studio.window().exporter();
    QSignalSpy exported(&exporter, &Exporter::exported);
    exporter.writeAll({studio.window().document().scene(),
                       sceneOf(gambade::test::makeRandomCloud({.count = 30}), "mug.png")},
                      {old, studio.file("mug.ply")}, {});
    QTRY_VERIFY(!exporter.isBusy());
    QCOMPARE(exported.count(), 1);
    QVERIFY2(studio.message().startsWith("1 of 2 files") &&
                 studio.message().contains("nothing to export"),
             qPrintable(studio.message()));
    QCOMPARE(contentOf(old), before);
    QCOMPARE(readSplats(studio.file("mug.ply").toStdString()).size(), 30U);

    actions[ActionId::kUndo].trigger();
    QTRY_COMPARE(splats(), 50U);
    exporter.write(studio.window().document().scene(), old, {});
    QTRY_COMPARE(exported.count(), 2);
    QCOMPARE(readSplats(old.toStdString()).size(), 50U);
}

void ExportTest::limitOfFileSizeIsOneClearMessage() {
    const EndSignals asInTheProgram;
    Studio studio;
    Exporter& exporter = studio.window().exporter();
    QSignalSpy failed(&exporter, &Exporter::failed);
    const ScenePtr scene = sceneOf(gambade::test::makeRandomCloud({}), "a.png");
    const QStringList before = filesBeside(studio.file("a.ply"));
    const QString folder = readSetting(settings::kExportFolder);
    {
        const FileSizeLimit limit(4096);
        exporter.write(scene, studio.file("a.ply"), {});
        QTRY_VERIFY(!exporter.isBusy());
    }
    QCOMPARE(failed.count(), 1);
    QCOMPARE(studio.message(), "Cannot write " + studio.file("a.ply") + ": File too large");
    QCOMPARE(filesBeside(studio.file("a.ply")), before);
    QCOMPARE(readSetting(settings::kExportFolder), folder); // nothing is there
    exporter.write(scene, studio.file("a.ply"), {});
    QTRY_VERIFY(!exporter.isBusy());
    QVERIFY(QFile::exists(studio.file("a.ply")));
    QCOMPARE(studio.message(), QString()); // it is written now
    QCOMPARE(readSetting(settings::kExportFolder), QFileInfo(studio.file("a.ply")).absolutePath());
}

void ExportTest::closingDuringAnExport() {
    Studio studio;
    QSignalSpy exported(&studio.window().exporter(), &Exporter::exported);
    studio.window().exporter().write(sceneOf(gambade::test::makeRandomCloud({}), "a.png"),
                                     studio.file("a.ply"), {});
    QVERIFY(!studio.window().close());
    QVERIFY2(studio.message().contains("is being written"), qPrintable(studio.message()));
    QVERIFY(exported.count() == 1 || exported.wait());
    QTRY_VERIFY(!studio.window().exporter().isBusy());
    QVERIFY(studio.window().close());
    QCOMPARE(readSplats(studio.file("a.ply").toStdString()).size(), 1000U);
}

void ExportTest::savedPictureIsOfWhatIsShown() {
    Studio studio;
    writeSetting(settings::kExportFolder, QFileInfo(studio.file("x")).absolutePath());
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    Actions& actions = studio.window().actions();
    QSignalSpy saved(&studio.window().pictureExporter(), &PictureExporter::saved);

    actions[ActionId::kCompare].trigger();
    auto* view = studio.window().findChild<CompareView*>();
    view->setMode(CompareMode::kBlend);
    view->setSplit(1.0); // nothing but the picture
    {
        const Answers answers({type("blend.png")});
        actions[ActionId::kSavePicture].trigger();
        QVERIFY(answers.allGiven() && saved.wait(60'000));
    }
    const QImage blend(studio.file("blend.png"));
    const int side = std::min(view->width(), view->height());
    QCOMPARE(blend.size(), QSize(side, side));
    const QImage framed = studio.queue().input(0)->framed.scaled(side, side, Qt::IgnoreAspectRatio,
                                                                 Qt::SmoothTransformation);
    const QRect middle(side / 4, side / 4, side / 2, side / 2); // between the captions
    QVERIFY(meanDifference(blend.copy(middle), framed.copy(middle)) < 3.0);
    QVERIFY(
        meanDifference(
            blend.copy(middle),
            studio.window().document().scene()->origin->render.scaled(side, side).copy(middle)) >
        10.0);

    // The mask is no picture of the result; back in the 3D view its size is asked for.
    actions[ActionId::kEditMask].trigger();
    QVERIFY(!actions[ActionId::kSavePicture].isEnabled());
    actions[ActionId::kEditMask].trigger();
    const Answers answers({accept(), type("view.png")});
    actions[ActionId::kSavePicture].trigger();
    QVERIFY(answers.allGiven() && saved.wait(60'000));
    QCOMPARE(QImage(studio.file("view.png")).size(), studio.viewport().size());
}

QTEST_MAIN(ExportTest)
#include "export_test.moc"
