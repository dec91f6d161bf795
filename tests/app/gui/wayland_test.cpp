#include "tests/app/gui/studio_fixture.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

using State = JobQueue::State;

/// The window on Wayland (tests/app/run_on_wayland.sh), with what its compositor puts on the screen
/// and with the pointer and the keyboard that it passes on.
class WaylandTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_studio.reset(); }
    void theScreenShowsTheResult();
    void pointerWheelAndKeys();

private:
    /// Middle of the view on the screen, which the window fills.
    QPoint middle() const;
    const OrbitPose& pose() const { return m_studio->viewport().orbit().pose(); }

    std::unique_ptr<Studio> m_studio;
};

namespace {

constexpr QSize kScreen(1400, 880);

/// Lets a program run while the window goes on working; whether all went well.
bool runs(QProcess& process, const QString& program, const QStringList& arguments) {
    process.start(program, arguments);
    return QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 20'000) &&
           process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

/// Moves the compositor's own pointer, or presses its keys.
bool byHand(const QStringList& arguments) {
    QProcess hand;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("DISPLAY", environment.value("GAMBADE_HAND"));
    hand.setProcessEnvironment(environment);
    return runs(hand, "xdotool", arguments);
}

bool moveTo(const QPoint& place) {
    return byHand({"mousemove", QString::number(place.x()), QString::number(place.y())});
}

/// What the compositor shows on the screen; null where that cannot be had.
QImage screen() {
    const QTemporaryDir folder;
    QProcess camera;
    camera.setWorkingDirectory(folder.path()); // where it writes
    if (!runs(camera, "weston-screenshooter", {})) {
        return {};
    }
    const QStringList files = QDir(folder.path()).entryList({"*.png"});
    return files.size() == 1 ? QImage(folder.filePath(files.first())) : QImage();
}

} // namespace

void WaylandTest::initTestCase() {
    QCOMPARE(QGuiApplication::platformName(), "wayland");
    if (QStandardPaths::findExecutable("xdotool").isEmpty()) {
        QSKIP("xdotool is not installed (Debian package xdotool)");
    }
}

void WaylandTest::init() {
    m_studio = std::make_unique<Studio>(Studio::Model::kFast, CanvasChoice::kAuto);
    m_studio->window().showFullScreen(); // so that places in it are places on the screen
    m_studio->drop({example("rocket.png")});
    QVERIFY(m_studio->waitForState(0, State::kDone));
    QVERIFY(m_studio->activate());
    QVERIFY(QTest::qWaitFor([&] { return m_studio->window().size() == kScreen; }));
    QVERIFY(m_studio->waitForDrawing());
}

QPoint WaylandTest::middle() const {
    const Viewport& view = m_studio->viewport();
    return view.mapTo(&m_studio->window(), view.rect().center());
}

void WaylandTest::theScreenShowsTheResult() {
    QVERIFY(moveTo({700, 890})); // out of the picture
    const QRect part(middle() - QPoint(150, 150), QSize(300, 300));
    const QImage expected = m_studio->window().grab().toImage().copy(part);
    QImage nothing = expected;
    nothing.fill(Qt::white);
    QVERIFY2(meanDifference(expected, nothing) > 5.0, "the test's picture shows nothing");
    QImage seen;
    double difference = 255.0;
    QVERIFY(QTest::qWaitFor([&] { // a frame takes its time to the screen
        seen = screen();
        difference = seen.isNull() ? 255.0 : meanDifference(seen.copy(part), expected);
        return difference < 0.5;
    }));
    QCOMPARE(seen.size(), kScreen);
}

void WaylandTest::pointerWheelAndKeys() {
    const double azimuth = pose().azimuthDegrees;
    QVERIFY(moveTo(middle()));
    QVERIFY(
        byHand({"mousedown", "1", "sleep", "0.1", "mousemove_relative", "--", "-60", "0", "sleep",
                "0.1", "mousemove_relative", "--", "-60", "0", "sleep", "0.1", "mouseup", "1"}));
    QTRY_VERIFY(std::abs(pose().azimuthDegrees - azimuth) > 10.0);

    const double distance = pose().distance;
    QVERIFY(byHand({"click", "4"}));
    QTRY_VERIFY(pose().distance < 0.95 * distance);

    QVERIFY(byHand({"key", "7"}));
    QTRY_COMPARE(pose().elevationDegrees, 90.0);
}

QTEST_MAIN(WaylandTest)
#include "wayland_test.moc"
