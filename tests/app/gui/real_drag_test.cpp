#include "tests/app/gui/studio_fixture.h"

#include <QProcess>
#include <QStandardPaths>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

using State = JobQueue::State;

/// A drag as a user makes it: the X server's pointer, moved by xdotool, from another program's
/// window.
class RealDragTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void pictureFromAnotherProgram();
};

namespace {

/// Starts a program and waits for a line of it while the window goes on working.
bool waitForLine(QProcess& process, const QByteArray& line) {
    QByteArray output;
    return QTest::qWaitFor(
        [&] {
            output += process.readAllStandardOutput();
            return output.contains(line);
        },
        20'000);
}

/// Moves the pointer to where the middle of `from` is on the screen, presses, moves on to the
/// middle of `to` in small steps, as a hand does, and lets go.
bool dragByHand(const QPoint& from, const QPoint& to) {
    QStringList arguments;
    const auto add = [&arguments](const QStringList& more) { arguments += more; };
    const auto move = [&add](const QPoint& place) {
        add({"mousemove", QString::number(place.x()), QString::number(place.y()), "sleep", "0.03"});
    };
    move(from);
    add({"mousedown", "1", "sleep", "0.1"});
    constexpr int kSteps = 20;
    for (int step = 1; step <= kSteps; ++step) {
        move(from + (to - from) * step / kSteps);
    }
    add({"sleep", "0.3", "mouseup", "1"});
    QProcess hand;
    hand.start("xdotool", arguments);
    return QTest::qWaitFor([&] { return hand.state() == QProcess::NotRunning; }, 20'000) &&
           hand.exitStatus() == QProcess::NormalExit && hand.exitCode() == 0;
}

} // namespace

void RealDragTest::initTestCase() {
    if (QStandardPaths::findExecutable("xdotool").isEmpty()) {
        QSKIP("xdotool is not installed (Debian package xdotool)");
    }
}

void RealDragTest::pictureFromAnotherProgram() {
    Studio studio;
    studio.window().move(0, 0);
    QProcess source;
    source.start(GAMBADE_DRAG_SOURCE, {example("mushroom.png")});
    QVERIFY(waitForLine(source, "ready"));
    const QPoint target = studio.window().mapToGlobal(studio.window().rect().center());
    QVERIFY(dragByHand({1250, 100}, target));
    QVERIFY(waitForLine(source, "dropped"));
    QCOMPARE(studio.queue().rowCount(), 1);
    QCOMPARE(studio.queue().fileName(0), "mushroom.png");
    QVERIFY(studio.waitForState(0, State::kDone));
    QVERIFY(!studio.window().document().scene()->cloud->empty());
    source.kill();
    QVERIFY(source.waitForFinished());
}

QTEST_MAIN(RealDragTest)
#include "real_drag_test.moc"
