#include "app/gui/settings.h"
#include "splats/format.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QButtonGroup>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDragLeaveEvent>
#include <QMessageBox>
#include <QPainter>
#include <QScrollBar>
#include <QSet>
#include <QTimer>
#include <QToolButton>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

using State = JobQueue::State;

/// What comes in: pictures with several objects, thumbnails, what is dragged over the window; and
/// the way through it without a mouse.
class InputTest : public QObject {
    Q_OBJECT

private slots:
    void anotherObjectOfThePicture();
    void thumbnailsBeforeTheirTurn();
    void thumbnailOfSplats();
    void pictureDraggedWithItsPixels();
    void frameWhileSomethingIsDraggedOver();
    void filesToBeMovedAreCopied();
    void removedFromTheQueue();
    void removingAsksForResultsNotExported();
    void hintUntilTheViewIsMoved();
    void tabReachesEveryControl_data();
    void tabReachesEveryControl();
    void examplesByKeyboard();

private:
    static QImage thumbnail(Studio& studio, int row) {
        return studio.queue().index(row).data(Qt::DecorationRole).value<QImage>();
    }
};

void InputTest::anotherObjectOfThePicture() {
    QImage picture(400, 300, QImage::Format_ARGB32);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::red);
    painter.drawEllipse(QPoint(110, 150), 90, 90);
    painter.setBrush(Qt::blue);
    painter.drawEllipse(QPoint(330, 150), 50, 50);
    painter.end();
    Studio studio;
    QVERIFY(picture.save(studio.file("two.png")));
    studio.drop({studio.file("two.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    auto* object = studio.window().findChild<QComboBox*>("object");
    QVERIFY(object->isVisible());
    QCOMPARE(object->count(), 2);
    QCOMPARE(object->currentIndex(), 0);
    const auto covered = [&](int x) {
        return studio.queue().input(0)->coverage.pixelColor(x, 150).red() > 127;
    };
    QVERIFY(covered(110) && !covered(330));
    const ScenePtr largest = studio.window().document().scene();

    QTest::keyClick(object, Qt::Key_Down);
    QVERIFY(QTest::qWaitFor([&] { return studio.window().document().scene() != largest; }, 30'000));
    QVERIFY(studio.waitForState(0, State::kDone));
    QVERIFY(!covered(110) && covered(330));
    QCOMPARE(object->currentIndex(), 1);
    // The framed picture is of the blue one.
    const QColor middle(studio.queue().input(0)->framed.pixel(256, 256));
    QVERIFY(middle.blue() > 200 && middle.red() < 50);

    studio.window().actions()[ActionId::kUndo].trigger();
    QCOMPARE(studio.window().document().scene()->cloud, largest->cloud);
    QVERIFY(covered(110) && !covered(330));
    QCOMPARE(object->currentIndex(), 0);

    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(1, State::kDone));
    QVERIFY(!object->isVisible()); // there is one only
}

void InputTest::thumbnailsBeforeTheirTurn() {
    Studio studio(Studio::Model::kSlow);
    studio.drop({example("rocket.png"), example("mushroom.png"), example("teacup.jpg"),
                 studio.writeFile("bad.png", "this is text")});
    QVERIFY(QTest::qWaitFor([&] { return !thumbnail(studio, 2).isNull(); }, 30'000));
    QVERIFY(studio.queue().state(2) == State::kWaiting);
    QVERIFY(!thumbnail(studio, 1).isNull());
    QVERIFY(thumbnail(studio, 3).isNull());
    QVERIFY(std::max(thumbnail(studio, 1).width(), thumbnail(studio, 1).height()) == 96);
}

void InputTest::thumbnailOfSplats() {
    Studio studio;
    GaussianCloud cloud = gambade::test::makeRandomCloud({.count = 400});
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        cloud.setBaseColor(i, {0.1f, 0.7f, 0.2f});
    }
    writeSplats(cloud, studio.file("green.ply").toStdString());
    studio.drop({studio.file("green.ply")});
    QVERIFY(studio.waitForState(0, State::kDone));
    const QImage picture = thumbnail(studio, 0);
    QCOMPARE(picture.size(), QSize(96, 96));
    const QColor middle = picture.pixelColor(48, 48);
    QVERIFY(middle.alpha() > 100 && middle.green() > 2 * middle.red());
}

void InputTest::pictureDraggedWithItsPixels() {
    Studio studio;
    QMimeData data; // as browsers do; the address leads nowhere, and is not needed
    data.setUrls({QUrl("http://127.0.0.1:9/picture.png")});
    data.setImageData(QImage(example("rocket.png")));
    studio.drop(data);
    QVERIFY(studio.waitForState(0, State::kDone));
    QCOMPARE(studio.queue().input(0)->width, QImage(example("rocket.png")).width());
}

void InputTest::frameWhileSomethingIsDraggedOver() {
    Studio studio;
    auto* frame = studio.window().findChild<QWidget*>("dropFrame");
    QVERIFY(!frame->isVisible());
    const auto enter = [&](const QMimeData& data) {
        QDragEnterEvent event(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        event.ignore();
        QApplication::sendEvent(&studio.window(), &event);
        return event.isAccepted();
    };
    QMimeData text;
    text.setText("no picture");
    QVERIFY(!enter(text));
    QVERIFY(!frame->isVisible());
    QMimeData file;
    file.setUrls({QUrl::fromLocalFile(example("rocket.png"))});
    QVERIFY(enter(file));
    QVERIFY(frame->isVisible());
    QCOMPARE(frame->size(), studio.window().centralWidget()->size());
    QDragLeaveEvent leave;
    QApplication::sendEvent(&studio.window(), &leave);
    QVERIFY(!frame->isVisible());
    studio.drop(file);
    QVERIFY(!frame->isVisible());
    QVERIFY(studio.waitForState(0, State::kDone));
}

void InputTest::filesToBeMovedAreCopied() {
    Studio studio;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(example("rocket.png"))});
    const Qt::DropActions offered = Qt::CopyAction | Qt::MoveAction;
    QDragEnterEvent enter(QPoint(300, 300), offered, &data, Qt::LeftButton, Qt::ShiftModifier);
    QCOMPARE(enter.proposedAction(), Qt::MoveAction);
    QApplication::sendEvent(&studio.window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPoint(300, 300), offered, &data, Qt::LeftButton, Qt::ShiftModifier);
    QApplication::sendEvent(&studio.window(), &drop);
    QVERIFY(drop.isAccepted());
    // What the giver is told: it deletes files that were moved.
    QCOMPARE(enter.dropAction(), Qt::CopyAction);
    QCOMPARE(drop.dropAction(), Qt::CopyAction);
    QVERIFY(studio.waitForState(0, State::kDone));
}

void InputTest::removedFromTheQueue() {
    Studio studio(Studio::Model::kSlow);
    QVERIFY(studio.activate());
    writeSplats(gambade::test::makeRandomCloud({.count = 20}), studio.file("a.ply").toStdString());
    JobQueue& queue = studio.queue();
    QAction& remove = studio.window().actions()[ActionId::kRemove];
    auto* list = studio.window().findChild<QAbstractItemView*>("queue");
    studio.drop({studio.file("a.ply")});
    QVERIFY(studio.waitForState(0, State::kDone));
    studio.drop({example("rocket.png"), example("mushroom.png")});
    QVERIFY(studio.waitForState(1, State::kRunning));

    // The running one, by the keyboard; the waiting one takes its place.
    QVERIFY(list->isVisible());
    list->setFocus();
    QCOMPARE(list->currentIndex().row(), 1);
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(queue.rowCount(), 2);
    QCOMPARE(queue.fileName(1), "mushroom.png");
    QVERIFY(studio.waitForState(1, State::kDone));
    QCOMPARE(queue.scene(1)->name(), "mushroom"); // what came late found its row
    QCOMPARE(studio.window().document().scene(), queue.scene(1));

    // One above what is shown.
    list->setCurrentIndex(queue.index(0));
    QCOMPARE(studio.window().document().scene(), queue.scene(0));
    remove.trigger();
    QCOMPARE(queue.rowCount(), 1);
    QCOMPARE(studio.window().document().scene(), queue.scene(0));
    QCOMPARE(queue.scene(0)->name(), "mushroom");
    QVERIFY(!list->isVisible());
    studio.window().actions()[ActionId::kRunAgain].trigger();
    QVERIFY(studio.waitForState(0, State::kDone));
    QVERIFY(studio.window().document().undoGroup().canUndo());
}

void InputTest::removingAsksForResultsNotExported() {
    Studio studio;
    studio.drop({example("rocket.png"), example("mushroom.png")});
    QVERIFY(studio.waitForState(1, State::kDone));
    writeSetting(settings::kAskBeforeDiscard, true);
    const auto removeAnd = [&studio](QMessageBox::StandardButton button) {
        QTimer::singleShot(100, &studio.window(), [button] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (box != nullptr) {
                QTest::mouseClick(box->button(button), Qt::LeftButton);
            }
        });
        studio.window().actions()[ActionId::kRemove].trigger();
    };
    removeAnd(QMessageBox::Cancel);
    QCOMPARE(studio.queue().rowCount(), 2);
    removeAnd(QMessageBox::Discard);
    QCOMPARE(studio.queue().rowCount(), 1);
    writeSetting(settings::kAskBeforeDiscard, false);
}

void InputTest::hintUntilTheViewIsMoved() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    auto* hint = studio.viewport().findChild<QWidget*>("viewHint");
    QVERIFY(hint->isVisible());
    QVERIFY(studio.viewport().rect().contains(hint->geometry()));
    QTest::mouseClick(&studio.viewport(), Qt::LeftButton, {}, hint->geometry().center());
    QVERIFY(!hint->isVisible());
    QVERIFY(!readSetting(settings::kViewHint)); // nor in the next session
}

void InputTest::tabReachesEveryControl_data() {
    QTest::addColumn<QString>("page");
    QTest::addColumn<int>("fewest");
    QTest::newRow("start") << "start" << 4;
    QTest::newRow("result") << "result" << 10;
    // What sets how the 3D view shows splats is off on these two.
    QTest::newRow("mask") << "mask" << 8;
    QTest::newRow("compare") << "compare" << 6;
}

void InputTest::tabReachesEveryControl() {
    QFETCH(QString, page);
    QFETCH(int, fewest);
    const ScopedVariable data("GAMBADE_DATA_DIR", GAMBADE_EXAMPLES "/..");
    Studio studio;
    MainWindow& window = studio.window();
    QVERIFY(studio.activate());
    if (page != "start") {
        studio.drop({example("rocket.png"), example("mushroom.png")});
        QVERIFY(studio.waitForState(1, State::kDone));
    }
    if (page == "mask") {
        window.actions()[ActionId::kEditMask].trigger();
    } else if (page == "compare") {
        window.actions()[ActionId::kCompare].trigger();
    }
    QSet<const QWidget*> reached;
    for (int step = 0; step < 200; ++step) {
        QTest::keyClick(window.focusWidget() ? window.focusWidget() : &window, Qt::Key_Tab);
        reached.insert(window.focusWidget());
    }
    int checked = 0;
    for (const auto* control : window.centralWidget()->findChildren<QWidget*>()) {
        const bool wanted = qobject_cast<const QAbstractButton*>(control) ||
                            qobject_cast<const QAbstractSlider*>(control) ||
                            qobject_cast<const QComboBox*>(control) ||
                            qobject_cast<const QAbstractSpinBox*>(control) ||
                            qobject_cast<const QAbstractItemView*>(control) ||
                            control == &studio.viewport();
        if (!wanted || !control->isVisible() || !control->isEnabled() ||
            control->objectName().startsWith("qt_") || qobject_cast<const QScrollBar*>(control)) {
            continue;
        }
        const auto* button = qobject_cast<const QAbstractButton*>(control);
        if (button && button->group() && button->group()->exclusive() && !button->isChecked()) {
            continue; // the arrow keys go on from the one that is checked
        }
        ++checked;
        QVERIFY2(reached.contains(control) || reached.contains(control->focusProxy()),
                 qPrintable(QStringLiteral("%1 %2 \"%3\"")
                                .arg(control->metaObject()->className(), control->objectName(),
                                     control->accessibleName())));
    }
    QVERIFY2(checked >= fewest, qPrintable(QString::number(checked)));
}

void InputTest::examplesByKeyboard() {
    const ScopedVariable data("GAMBADE_DATA_DIR", GAMBADE_EXAMPLES "/..");
    Studio studio;
    QVERIFY(studio.activate());
    auto* wanted = studio.window().findChild<QToolButton*>("example1");
    for (int step = 0; step < 20 && !wanted->hasFocus(); ++step) {
        QTest::keyClick(studio.window().focusWidget() ? studio.window().focusWidget()
                                                      : &studio.window(),
                        Qt::Key_Tab);
    }
    QVERIFY(wanted->hasFocus());
    QTest::keyClick(wanted, Qt::Key_Space);
    QVERIFY(studio.waitForState(0, State::kDone));
}

QTEST_MAIN(InputTest)
#include "input_test.moc"
