#include "app/gui/mask_editor.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splats/same_bits.h"

#include <QToolButton>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;
using State = JobQueue::State;

/// Edits of the mask, as a user makes them.
class MaskTest : public QObject {
    Q_OBJECT

private slots:
    void editedMaskIsUsed();
    void undoWaitsForTheEndOfAStroke();
    void emptyMaskIsOneClearMessage();
    void pictureWithoutObjectCanBePainted_data();
    void pictureWithoutObjectCanBePainted();
    void menuNamesTheStep();
    void toolsComeIntoSight();
};

void MaskTest::editedMaskIsUsed() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    MainWindow& window = studio.window();
    const ScenePtr before = window.document().scene();
    const InputPicture& found = *before->origin->input;
    window.actions()[ActionId::kEditMask].trigger();
    MaskEditor& editor = window.maskEditor();
    QVERIFY(editor.isVisible());
    QVERIFY(!window.actions()[ActionId::kResetMask].isEnabled());

    window.findChild<QToolButton*>("maskErase")->click();
    const QPoint middle = editor.rect().center();
    dragMouse(editor, middle - QPoint(200, 0), middle + QPoint(200, 0));
    QVERIFY(editor.isEdited());
    const QImage mask = editor.mask();
    QCOMPARE(qGray(mask.pixel(mask.width() / 2, mask.height() / 2)), 0);
    window.actions()[ActionId::kUndo].trigger();
    QVERIFY(!editor.isEdited());
    window.actions()[ActionId::kRedo].trigger();
    QCOMPARE(editor.mask(), mask);

    window.actions()[ActionId::kRunAgain].trigger();
    QVERIFY(studio.waitForState(0, State::kDone));
    const ScenePtr after = window.document().scene();
    QCOMPARE(after->origin->input->coverage, mask);
    PreparedPicture expected = *studio.queue().prepared(0);
    QCOMPARE(QSize(expected.matte.width, expected.matte.height), mask.size()); // shown whole
    std::vector<std::uint8_t> coverage;
    for (int y = 0; y < mask.height(); ++y) {
        coverage.insert(coverage.end(), mask.constScanLine(y),
                        mask.constScanLine(y) + mask.width());
    }
    QVERIFY(coverage != expected.matte.coverage);
    replaceCoverage(expected, coverage);
    frameAgain(expected, std::nullopt);
    const QImage& framed = after->origin->input->framed;
    for (int y = 0; y < kFramedSize; ++y) {
        for (int x = 0; x < kFramedSize; ++x) {
            const float red = expected.framed.rgb[static_cast<std::size_t>(y * kFramedSize + x)];
            QVERIFY(std::abs(static_cast<float>(qRed(framed.pixel(x, y))) - 255.0f * red) < 1.0f);
        }
    }
    QVERIFY(after->origin->input->framed != found.framed);
    QVERIFY(after->cloud->positions != before->cloud->positions);

    window.actions()[ActionId::kResetMask].trigger();
    QVERIFY(!editor.isEdited());
    window.actions()[ActionId::kRunAgain].trigger();
    QVERIFY(studio.waitForState(0, State::kDone));
    QCOMPARE(window.document().scene()->origin->input->framed, found.framed);
    QVERIFY(gambade::test::sameBits(*window.document().scene()->cloud, *before->cloud));
}

void MaskTest::undoWaitsForTheEndOfAStroke() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    Actions& actions = studio.window().actions();
    actions[ActionId::kEditMask].trigger();
    MaskEditor& editor = studio.window().maskEditor();
    const QPoint middle = editor.rect().center();
    studio.window().findChild<QToolButton*>("maskErase")->click();
    dragMouse(editor, middle - QPoint(60, 0), middle + QPoint(60, 0));
    const QImage first = editor.mask();
    QVERIFY(actions[ActionId::kUndo].isEnabled());

    QTest::mousePress(&editor, Qt::LeftButton, {}, middle - QPoint(0, 60));
    QTest::mouseMove(&editor, middle);
    actions[ActionId::kUndo].trigger();
    QVERIFY(!actions[ActionId::kUndo].isEnabled());
    QTest::mouseRelease(&editor, Qt::LeftButton, {}, middle);
    QVERIFY(editor.mask() != first);
    actions[ActionId::kUndo].trigger();
    QCOMPARE(editor.mask(), first);
    actions[ActionId::kUndo].trigger();
    QVERIFY(!editor.isEdited());
}

void MaskTest::emptyMaskIsOneClearMessage() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    const ScenePtr before = studio.window().document().scene();
    QImage empty = before->origin->input->coverage;
    empty.fill(0);
    studio.queue().setMask(0, empty);
    studio.window().actions()[ActionId::kRunAgain].trigger();
    QVERIFY(studio.waitForState(0, State::kFailed));
    QVERIFY2(studio.message().contains("paint over the object"), qPrintable(studio.message()));
    QCOMPARE(studio.window().document().scene(), before);
}

void MaskTest::pictureWithoutObjectCanBePainted_data() {
    QTest::addColumn<QColor>("color");
    QTest::newRow("plain") << QColor(120, 130, 140);
    QTest::newRow("transparent") << QColor(120, 130, 140, 0);
}

void MaskTest::pictureWithoutObjectCanBePainted() {
    QFETCH(QColor, color);
    Studio studio;
    MainWindow& window = studio.window();
    Actions& actions = window.actions();
    QImage picture(300, 200, QImage::Format_ARGB32);
    picture.fill(color);
    if (color.alpha() == 255) {
        picture.convertTo(QImage::Format_RGB32);
    }
    QVERIFY(picture.save(studio.file("fog.png")));
    studio.drop({studio.file("fog.png")});
    QVERIFY(studio.waitForState(0, State::kFailed));
    QVERIFY2(studio.message().contains("fog.png: edit the mask"), qPrintable(studio.message()));
    QVERIFY(!window.findChild<QWidget*>("startPage")->isVisible());
    QVERIFY(window.findChild<QWidget*>("inputPicture")->isVisible());
    QVERIFY(!actions[ActionId::kExport].isEnabled());

    actions[ActionId::kRunAgain].trigger(); // as it is: told once more
    QVERIFY(studio.waitForState(0, State::kFailed));
    actions[ActionId::kEditMask].trigger();
    MaskEditor& editor = window.maskEditor();
    QVERIFY(editor.isVisible());
    const QPoint middle = editor.rect().center();
    dragMouse(editor, middle - QPoint(80, 0), middle + QPoint(80, 0));
    const QImage mask = editor.mask();
    QCOMPARE(qGray(mask.pixel(150, 100)), 255);
    actions[ActionId::kUndo].trigger();
    QVERIFY(!editor.isEdited());
    actions[ActionId::kRedo].trigger();
    QCOMPARE(editor.mask(), mask);
    actions[ActionId::kEditMask].trigger(); // and back
    QVERIFY(!editor.isVisible() && !studio.viewport().isVisible());
    actions[ActionId::kEditMask].trigger();
    QCOMPARE(editor.mask(), mask);

    actions[ActionId::kRunAgain].trigger();
    QVERIFY(studio.waitForState(0, State::kDone));
    QVERIFY(studio.viewport().isVisible());
    QCOMPARE(studio.message(), QString());
    const ScenePtr scene = window.document().scene();
    QVERIFY(scene && scene == studio.queue().scene(0));
    QCOMPARE(scene->origin->input->coverage, mask);
    QVERIFY(!scene->origin->input->framed.isNull());
    QCOMPARE(editor.mask(), mask);
    studio.queue().rerun(0, {30.0, std::nullopt}); // has a result to go back to
    QVERIFY(studio.waitForState(0, State::kDone));
    actions[ActionId::kUndo].trigger();
    QCOMPARE(window.document().scene()->cloud, scene->cloud);
    actions[ActionId::kUndo].trigger(); // the stroke
    QVERIFY(!editor.isEdited());
    actions[ActionId::kRemove].trigger();
    QVERIFY(window.findChild<QWidget*>("startPage")->isVisible());
}

void MaskTest::menuNamesTheStep() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    Actions& actions = studio.window().actions();
    const auto undo = [&] { return plainText(actions[ActionId::kUndo].text()); };
    const auto redo = [&] { return plainText(actions[ActionId::kRedo].text()); };
    QCOMPARE(undo(), "Undo");
    actions[ActionId::kEditMask].trigger();
    studio.window().findChild<QToolButton*>("maskErase")->click();
    MaskEditor& editor = studio.window().maskEditor();
    const QPoint middle = editor.rect().center();
    dragMouse(editor, middle - QPoint(100, 0), middle + QPoint(100, 0));
    QCOMPARE(undo(), "Undo: erasing");
    actions[ActionId::kUndo].trigger();
    QCOMPARE(undo(), "Undo");
    QCOMPARE(redo(), "Redo: erasing");
}

void MaskTest::toolsComeIntoSight() {
    Studio studio;
    studio.window().resize(1024, 520);
    studio.drop({example("rocket.png"), example("mushroom.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    const auto inSight = [](const QWidget* control) {
        return control->visibleRegion().boundingRect() == control->rect();
    };
    QVERIFY2(!inSight(studio.window().findChild<QWidget*>("queue")),
             "the window is too high for this test");
    studio.window().actions()[ActionId::kEditMask].trigger();
    QTRY_VERIFY(inSight(studio.window().findChild<QWidget*>("maskPaint")));
    QTRY_VERIFY(inSight(studio.window().findChild<QWidget*>("maskBrush")));
}

QTEST_MAIN(MaskTest)
#include "mask_test.moc"
