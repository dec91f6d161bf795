// Models, results kept for a crash, and starts of the program itself.

#include "app/gui/diagnostics.h"
#include "app/gui/message_log.h"
#include "app/gui/model_dialog.h"
#include "app/gui/model_library.h"
#include "app/gui/session_store.h"
#include "splats/format.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"

#include <QClipboard>
#include <QDirIterator>
#include <QLabel>
#include <QProcess>
#include <QSignalSpy>
#include <csignal>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

using State = JobQueue::State;

class SessionTest : public QObject {
    Q_OBJECT

private slots:
    void resultsOutliveTheirSession();
    void openedResultIsSeenFromItsPicture();
    void resultThatCannotBeMovedIsKept();
    void onlyTheLastOfSeveralChangesIsWritten();
    void clearedAndLivingSessionsAreNotRestored();
    void shippedModelSaysWhatItIs();
    void importedModelIsCheckedAndListed();
    void severalDroppedModelsAreImported();
    void cancelledImportLeavesNothing();
    void diagnosticsNameModelAndMessages();
    void startsWithoutDisplay_data();
    void startsWithoutDisplay();
    void secondStartHandsOverItsFiles();
    void signalEndsTheWindowInOrder();
    void youngestResultOutlivesTheEnd();
};

namespace {

ScenePtr someScene() {
    Studio studio;
    studio.drop({example("rocket.png")});
    if (!studio.waitForState(0, State::kDone)) {
        qFatal("no scene to test with");
    }
    return studio.queue().scene(0);
}

QByteArray contentOf(const QString& name) {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// For programs that keep to this folder.
QProcessEnvironment environmentOf(const QTemporaryDir& folder) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"}) {
        environment.insert(name, folder.path());
    }
    environment.insert("XDG_RUNTIME_DIR", folder.path());
    environment.insert("GAMBADE_DATA_DIR", GAMBADE_EXAMPLES "/..");
    return environment;
}

QStringList filesIn(const QString& folder, const QString& name) {
    QStringList files;
    QDirIterator found(folder, {name}, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (found.hasNext()) {
        files.append(found.next());
    }
    return files;
}

} // namespace

void SessionTest::resultsOutliveTheirSession() {
    QTemporaryDir folder;
    const ScenePtr scene = someScene();
    {
        SessionStore crashed(folder.path());
        QSignalSpy saved(&crashed, &SessionStore::saved);
        crashed.save(0, scene);
        crashed.save(1, scene);
        QVERIFY(QTest::qWaitFor([&] { return saved.count() == 2; }, 60'000));
        crashed.forget(1);
    }
    SessionStore next(folder.path());
    const QStringList lost = next.adoptLost();
    QVERIFY(!lost.isEmpty());
    QCOMPARE(QFileInfo(lost.first()).fileName(), "rocket.ply");
    QVERIFY(next.adoptLost().isEmpty());

    Studio studio;
    studio.queue().add(toPaths(lost), true);
    QVERIFY(studio.waitForState(0, State::kDone));
    QCOMPARE(studio.queue().scene(0)->cloud->positions, scene->cloud->positions);
    QVERIFY(studio.queue().isUnsaved(0));
}

void SessionTest::openedResultIsSeenFromItsPicture() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    studio.queue().rerun(0, {25.0, 35.0});
    QVERIFY(studio.waitForState(0, State::kDone));
    const SceneOrigin& origin = *studio.queue().scene(0)->origin;
    writeSplats(*studio.queue().scene(0)->cloud, studio.file("rocket.ply").toStdString());
    studio.drop({studio.file("rocket.ply")});
    QVERIFY(studio.waitForState(1, State::kDone));
    const OrbitPose& pose = studio.viewport().orbit().pose();
    QVERIFY(std::abs(pose.elevationDegrees - 25.0) < 0.01);
    QVERIFY(std::abs(pose.fovYDegrees - origin.result.fovYDegrees) < 0.01);
    QVERIFY(std::abs(pose.distance - origin.result.radius) < 0.001);
}

void SessionTest::resultThatCannotBeMovedIsKept() {
    const QTemporaryDir folder;
    {
        SessionStore crashed(folder.path());
        QSignalSpy saved(&crashed, &SessionStore::saved);
        crashed.save(0, someScene());
        QVERIFY(saved.wait(60'000));
    }
    const QStringList kept = filesIn(folder.path(), "rocket.ply");
    QCOMPARE(kept.size(), 1);
    const QStringList before = QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    SessionStore next(folder.path());
    QStringList own = QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    own.removeIf([&before](const QString& name) { return before.contains(name); });
    QCOMPARE(own.size(), 1);
    // A file in the place of the session's folder: nothing can be moved into it.
    QDir ownFolder(folder.filePath(own.first()));
    QVERIFY(ownFolder.removeRecursively());
    QFile obstacle(folder.filePath(own.first()));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    QVERIFY(next.adoptLost().isEmpty());
    QCOMPARE(filesIn(folder.path(), "rocket.ply"), kept);
    obstacle.remove();
    QCOMPARE(next.adoptLost().size(), 1);
    QVERIFY(!QFile::exists(kept.first()));
}

void SessionTest::onlyTheLastOfSeveralChangesIsWritten() {
    QTemporaryDir folder;
    SessionStore store(folder.path());
    std::vector<std::pair<EntryId, std::size_t>> written; // which entry, how many splats
    connect(&store, &SessionStore::saved, this, [&written](EntryId entry, const QString& file) {
        written.emplace_back(entry, readSplats(file.toStdString()).size());
    });
    const auto scene = [](std::size_t splats) {
        auto made = std::make_shared<Scene>();
        made->file = "cloud.ply";
        made->cloud = std::make_shared<const GaussianCloud>(
            gambade::test::makeRandomCloud({.count = splats}));
        return made;
    };
    const auto last = scene(30);
    for (const ScenePtr& each : {ScenePtr(scene(10)), ScenePtr(scene(20)), ScenePtr(last)}) {
        store.save(1, each);
    }
    QVERIFY(QTest::qWaitFor([&] { return !written.empty(); }, 60'000));
    // The same splats, compared with their picture meanwhile.
    store.save(1, std::make_shared<Scene>(*last));
    store.save(2, scene(40));
    QVERIFY(QTest::qWaitFor([&] { return written.back().first == 2; }, 60'000));
    const std::vector<std::pair<EntryId, std::size_t>> expected{{1, 30}, {2, 40}};
    QCOMPARE(written, expected);
}

void SessionTest::clearedAndLivingSessionsAreNotRestored() {
    QTemporaryDir folder;
    const ScenePtr scene = someScene();
    SessionStore living(folder.path());
    SessionStore closed(folder.path());
    for (SessionStore* store : {&living, &closed}) {
        QSignalSpy saved(store, &SessionStore::saved);
        store->save(0, scene);
        QVERIFY(saved.wait(60'000));
    }
    closed.clear();
    SessionStore next(folder.path());
    QVERIFY(next.adoptLost().isEmpty());
}

void SessionTest::shippedModelSaysWhatItIs() {
    const ScopedVariable data("GAMBADE_DATA_DIR", GAMBADE_EXAMPLES "/..");
    ModelDialog dialog({});
    const auto* facts = dialog.findChild<QLabel*>("modelFacts");
    QTRY_VERIFY2_WITH_TIMEOUT(facts->text().contains("16,384 splats"), qPrintable(facts->text()),
                              60'000); // the whole file is hashed
    QVERIFY2(facts->text().contains("MIT") && facts->text().contains("freely licensed objects"),
             qPrintable(facts->text()));
}

void SessionTest::importedModelIsCheckedAndListed() {
    Studio studio;
    const ScopedVariable data("GAMBADE_DATA_DIR", studio.file("data").toUtf8());
    QVERIFY(QDir().mkpath(studio.file("data/models")));
    const std::filesystem::path folder = studio.file("data/models").toStdString();
    const std::filesystem::path model = studio.file("model.safetensors").toStdString();
    QCOMPARE(importModel(model, folder, {}), folder / "model.safetensors");
    QCOMPARE(importModel(model, folder, {}), folder / "model-2.safetensors");
    QCOMPARE(contentOf(studio.file("data/models/model.safetensors")),
             contentOf(studio.file("model.safetensors")));
    const auto listed = findModels();
    QVERIFY(std::ranges::count(listed, folder / "model.safetensors") == 1);
    QCOMPARE(readModelFacts(folder / "model.safetensors").gaussians, 256);
    std::stop_source stopped;
    stopped.request_stop();
    QVERIFY_EXCEPTION_THROWN(
        readModelFacts(folder / "model.safetensors", Progress(nullptr, stopped.get_token())),
        Cancelled);

    for (const QString& name : {QStringLiteral("bad.safetensors"), QStringLiteral("bad.pth")}) {
        const QString bad = studio.writeFile(name, "this is text");
        try {
            importModel(bad.toStdString(), folder, {});
            QFAIL("text was imported as a model");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(name), error.what());
        }
    }
    QCOMPARE(QDir(studio.file("data/models")).entryList(QDir::Files).size(), 2);
}

void SessionTest::severalDroppedModelsAreImported() {
    Studio studio;
    const ScopedVariable data("XDG_DATA_HOME", studio.file("home").toUtf8());
    QVERIFY(QFile::copy(studio.file("model.safetensors"), studio.file("second.safetensors")));
    studio.drop({studio.file("model.safetensors"), studio.file("second.safetensors"),
                 studio.writeFile("bad.pth", "this is text"), example("rocket.png")});
    QCOMPARE(studio.queue().rowCount(), 1); // the picture
    auto* message = studio.window().findChild<QLabel*>("modelMessage");
    QVERIFY(message != nullptr);
    QTRY_COMPARE(message->text().count('\n'), 2);
    QVERIFY2(message->text().contains("bad.pth"), qPrintable(message->text()));
    QCOMPARE(QDir(studio.file("home/gambade/models")).entryList(QDir::Files),
             QStringList({"model.safetensors", "second.safetensors"}));
}

void SessionTest::cancelledImportLeavesNothing() {
    Studio studio;
    std::stop_source stop;
    const Progress progress([&](std::string_view, double) { stop.request_stop(); },
                            stop.get_token());
    QTemporaryDir folder;
    QVERIFY_EXCEPTION_THROWN(importModel(studio.file("model.safetensors").toStdString(),
                                         folder.path().toStdString(), progress),
                             Cancelled);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void SessionTest::diagnosticsNameModelAndMessages() {
    QTemporaryDir folder;
    const MessageLog messages(folder.path());
    Studio studio;
    QSignalSpy ready(&studio.queue(), &JobQueue::modelReady);
    studio.queue().loadModel();
    QVERIFY(ready.wait(60'000));
    qWarning("a warning of Qt");
    log(LogLevel::kInfo, "a message of the engine");
    log(LogLevel::kWarning, "cannot read a\x1b[2J\nwarning: forged.png");
    studio.window().actions()[ActionId::kCopyDiagnostics].trigger();
    const QString text = QApplication::clipboard()->text();
    for (const char* part : {"Gambade " GAMBADE_VERSION, "Renderer: ", "model.safetensors"}) {
        QVERIFY2(text.contains(part), part);
    }
    const QString logged = diagnostics({}, std::nullopt, &messages);
    QVERIFY(logged.contains("Model: not loaded") && logged.contains("a message of the engine"));
    QVERIFY(contentOf(messages.fileName()).contains("warning: a warning of Qt"));
    QVERIFY(contentOf(messages.fileName()).contains("a\\x1b[2J\\x0awarning: forged.png"));
}

void SessionTest::startsWithoutDisplay_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("printed");
    QTest::addColumn<QByteArray>("error");
    const QByteArray none;
    QTest::newRow("help") << QStringList("--help") << 0 << QByteArray("[FILES...]") << none;
    QTest::newRow("version") << QStringList("--version") << 0
                             << QByteArray("gambade-studio " GAMBADE_VERSION "\n") << none;
    QTest::newRow("plain") << QStringList() << 2 << none
                           << QByteArray("error: there is no display to show a window on; gambade "
                                         "works without one\n");
}

void SessionTest::startsWithoutDisplay() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, printed);
    QFETCH(QByteArray, error);
    QTemporaryDir folder;
    QProcessEnvironment environment = environmentOf(folder);
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        environment.remove(name);
    }
    QProcess studio;
    studio.setProcessEnvironment(environment);
    studio.start(GAMBADE_STUDIO, arguments);
    QVERIFY(studio.waitForFinished(60'000));
    QCOMPARE(studio.exitStatus(), QProcess::NormalExit);
    QCOMPARE(studio.exitCode(), code);
    const QByteArray output = studio.readAllStandardOutput();
    QVERIFY2(printed.isEmpty() ? output.isEmpty() : output.contains(printed), output);
    QCOMPARE(studio.readAllStandardError(), error);
}

void SessionTest::secondStartHandsOverItsFiles() {
    QTemporaryDir folder;
    const QProcessEnvironment environment = environmentOf(folder);
    QProcess first;
    first.setProcessEnvironment(environment);
    first.start(GAMBADE_STUDIO, {"--startup-trace"});
    QByteArray output;
    QVERIFY(QTest::qWaitFor(
        [&] {
            output += first.readAllStandardOutput();
            return output.contains("first paint: ") && output.contains("model ready: ");
        },
        60'000));

    QProcess second;
    second.setProcessEnvironment(environment);
    second.start(GAMBADE_STUDIO, {example("rocket.png")});
    QVERIFY(second.waitForFinished(60'000));
    QCOMPARE(second.exitCode(), 0);
    QVERIFY(first.state() == QProcess::Running);

    // The first has it: its result is kept, and stays when the program is killed.
    const QString sessions = folder.filePath("gambade/sessions");
    QVERIFY(QTest::qWaitFor([&] { return !filesIn(sessions, "rocket.ply").isEmpty(); }, 120'000));
    first.kill();
    QVERIFY(first.waitForFinished());
    QVERIFY(
        contentOf(folder.filePath("gambade/gambade-studio.log")).contains("handed over 1 file"));
    SessionStore next(sessions);
    QCOMPARE(next.adoptLost().size(), 1);
}

void SessionTest::signalEndsTheWindowInOrder() {
    for (const int signal : {SIGTERM, SIGHUP}) {
        QTemporaryDir folder;
        const QString sessions = folder.filePath("gambade/sessions");
        QProcess program;
        program.setProcessEnvironment(environmentOf(folder));
        // Graphics drivers leak, which would change the exit status under a leak checker.
        program.start(GAMBADE_STUDIO, {"--renderer", "cpu", example("rocket.png")});
        QVERIFY(
            QTest::qWaitFor([&] { return !filesIn(sessions, "rocket.ply").isEmpty(); }, 120'000));
        ::kill(static_cast<pid_t>(program.processId()), signal);
        QVERIFY(program.waitForFinished(60'000));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(filesIn(folder.path(), "*.tmp").isEmpty());
        // The result was not exported: it is there for the next start.
        SessionStore next(sessions);
        QCOMPARE(next.adoptLost().size(), 1);
    }
}

void SessionTest::youngestResultOutlivesTheEnd() {
    Studio studio;
    StudioOptions options;
    options.canvas = CanvasChoice::kCpu;
    options.model.model = studio.file("model.safetensors").toStdString();
    options.sessionFolder = studio.file("sessions");
    const auto kept = [&options] { return filesIn(options.sessionFolder, "*.ply"); };
    {
        MainWindow window(options);
        QSignalSpy ready(&window, &MainWindow::readyToEnd);
        // At the very moment that the last of two results is there.
        connect(&window.queue(), &JobQueue::stateChanged, &window, [&window](int row) {
            if (row == 1 && window.queue().state(row) == State::kDone) {
                window.prepareToEnd();
            }
        });
        window.openFiles(toPaths({example("rocket.png"), example("mushroom.png")}));
        QVERIFY(ready.wait(60'000));
        QCOMPARE(kept().size(), 2);
    }
    SessionStore next(options.sessionFolder);
    QCOMPARE(next.adoptLost().size(), 2);
}

QTEST_MAIN(SessionTest)
#include "session_test.moc"
