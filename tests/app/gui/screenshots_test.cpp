#include "app/gui/export_dialog.h"
#include "app/gui/languages.h"
#include "app/gui/mask_editor.h"
#include "app/gui/model_dialog.h"
#include "app/gui/picture_dialogs.h"
#include "app/gui/preferences_dialog.h"
#include "app/gui/settings.h"
#include "app/gui/shortcut_sheet.h"
#include "app/gui/theme.h"
#include "tests/app/gui/pointer_events.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"

#include "splats/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QListWidget>
#include <QMenuBar>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

using State = JobQueue::State;

/// Keeps a picture of every page, panel and mode of the window; fails where one cannot be reached.
class ScreenshotsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void startPage();
    void runningAndResult();
    void queueAndMessage();
    void displayModes();
    void dark();
    void editingAndBackground();
    void dialogs();
    void languages(); // last: the language stays

private:
    static void keep(QWidget& widget, const QString& name);
};

void ScreenshotsTest::initTestCase() {
    const ScopedVariable data("GAMBADE_DATA_DIR", GAMBADE_EXAMPLES "/..");
    QVERIFY(QDir().mkpath(GAMBADE_SCREENSHOTS));
    qInfo("Screenshots are kept in " GAMBADE_SCREENSHOTS);
}

void ScreenshotsTest::keep(QWidget& widget, const QString& name) {
    QTest::qWait(100); // panels that were just filled find their places
    const QImage picture = widget.grab().toImage();
    QVERIFY(!picture.isNull());
    QVERIFY(picture.save(QStringLiteral(GAMBADE_SCREENSHOTS "/%1.png").arg(name)));
}

void ScreenshotsTest::startPage() {
    Studio studio(Studio::Model::kFast, CanvasChoice::kAuto);
    keep(studio.window(), "start");
}

void ScreenshotsTest::runningAndResult() {
    Studio studio(Studio::Model::kSlow, CanvasChoice::kAuto);
    studio.drop({example("teacup.jpg")});
    QVERIFY(QTest::qWaitFor([&] { return studio.queue().stage(0).contains("block"); }, 60'000));
    keep(studio.window(), "running");
    QVERIFY(studio.waitForState(0, State::kDone));
    QVERIFY(studio.waitForDrawing());
    keep(studio.window(), "result");
    auto* mode = studio.window().findChild<QComboBox*>("displayMode");
    mode->setCurrentIndex(mode->findText("Seen in the picture"));
    QVERIFY(QTest::qWaitFor(
        [&] { return studio.viewport().cloud() != studio.window().document().scene()->cloud; },
        60'000));
    studio.window().findChild<QCheckBox*>("grid")->setChecked(true);
    studio.viewport().orbit().look(40.0, 25.0);
    QTest::qWait(400); // it glides there
    QVERIFY(studio.waitForDrawing());
    keep(studio.window(), "seen_and_grid");
    studio.window().actions()[ActionId::kCompare].trigger();
    auto* compare = studio.window().findChild<QComboBox*>("compareMode");
    for (int i = 0; i < compare->count(); ++i) {
        compare->setCurrentIndex(i);
        keep(studio.window(), QStringLiteral("compare_%1").arg(compare->currentText().toLower()));
    }
}

void ScreenshotsTest::queueAndMessage() {
    Studio studio(Studio::Model::kFast, CanvasChoice::kAuto);
    const QString bad = studio.writeFile("holiday.png", "this is text");
    studio.drop({example("rocket.png"), example("mushroom.png"), bad, example("teacup.jpg")});
    QVERIFY(studio.waitForState(3, State::kDone));
    QVERIFY(studio.waitForDrawing());
    keep(studio.window(), "queue_and_message");
}

void ScreenshotsTest::displayModes() {
    Studio studio(Studio::Model::kFast, CanvasChoice::kAuto);
    const std::string file = studio.file("cloud.ply").toStdString();
    writeSplats(gambade::test::makeRandomCloud({}), file);
    studio.window().openFiles({file});
    QVERIFY(studio.waitForState(0, State::kDone));
    auto* mode = studio.window().findChild<QComboBox*>("displayMode");
    for (int i = 0; i < mode->count(); ++i) {
        mode->setCurrentIndex(i);
        QVERIFY(studio.waitForDrawing());
        keep(studio.window(), QStringLiteral("mode_%1").arg(mode->currentText().toLower()));
    }
}

void ScreenshotsTest::dark() {
    const QPalette light = QApplication::palette();
    {
        Studio studio(Studio::Model::kFast, CanvasChoice::kAuto);
        writeSetting(settings::kAppearance, QString("dark"));
        const Theme theme((QDBusConnection(QString())));
        keep(studio.window(), "start_dark");
        studio.drop({example("rocket.png"), example("missing.png")});
        QVERIFY(studio.waitForState(1, State::kFailed));
        QVERIFY(studio.waitForDrawing());
        keep(studio.window(), "result_dark");
    }
    QApplication::setPalette(light);
}

void ScreenshotsTest::editingAndBackground() {
    Studio studio(Studio::Model::kFast, CanvasChoice::kAuto);
    QMimeData dragged;
    dragged.setUrls({QUrl::fromLocalFile(example("rocket.png"))});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &dragged, Qt::LeftButton,
                          Qt::NoModifier);
    QApplication::sendEvent(&studio.window(), &enter);
    keep(studio.window(), "dragged_over");
    studio.drop({example("rocket.png"), example("mushroom.png")});
    QVERIFY(studio.waitForState(1, State::kDone));
    QVERIFY(studio.waitForState(0, State::kDone));
    Actions& actions = studio.window().actions();
    actions[ActionId::kEditMask].trigger();
    keep(studio.window(), "mask_editor");
    MaskEditor& editor = studio.window().maskEditor();
    turnWheel(editor, QRectF(editor.rect()).center() + QPointF(60.0, 120.0), 6);
    dragMouse(editor, editor.rect().center(), editor.rect().center() + QPoint(90, 40),
              Qt::ShiftModifier);
    keep(studio.window(), "mask_editor_zoomed");
    actions[ActionId::kUndo].trigger();
    actions[ActionId::kEditMask].trigger();
    auto* background = studio.window().findChild<QComboBox*>("background");
    background->setCurrentIndex(background->count() - 1);
    studio.viewport().orbit().look(35.0, 25.0);
    actions[ActionId::kSelectAll].trigger();
    actions[ActionId::kCropBox].trigger();
    QTest::qWait(400); // it glides there
    QVERIFY(studio.waitForDrawing());
    keep(studio.window(), "tidy_on_a_colour");
}

void ScreenshotsTest::dialogs() {
    Studio studio; // settings of its own, and a model
    ExportDialog exportOne;
    ExportAllDialog exportAll({"rocket", "mushroom", "teacup", "rocket"});
    PictureDialog picture({640, 480}, true);
    TurntableDialog turntable({640, 480}, true, true);
    PreferencesDialog preferences;
    ShortcutSheet keys(*studio.window().menuBar());
    ModelDialog models(studio.file("model.safetensors").toStdString());
    auto* list = models.findChild<QListWidget*>("modelList");
    list->setCurrentRow(list->count() - 1); // the one to download
    const std::pair<QDialog*, const char*> dialogs[] = {
        {&exportOne, "export_dialog"},  {&exportAll, "export_all_dialog"},
        {&picture, "picture_dialog"},   {&turntable, "turntable_dialog"},
        {&preferences, "preferences"},  {&keys, "keys_and_mouse"},
        {&models, "models_to_download"}};
    for (const auto& [shown, name] : dialogs) {
        shown->show();
        QVERIFY(QTest::qWaitForWindowExposed(shown));
        keep(*shown, name);
    }
}

void ScreenshotsTest::languages() {
    for (const Language& language : shippedLanguages()) {
        speak(*qApp, language.code);
        Studio studio(Studio::Model::kFast, CanvasChoice::kAuto);
        studio.drop({example("teacup.jpg"), studio.file("missing.png")});
        QVERIFY(studio.waitForState(1, State::kFailed));
        QVERIFY(studio.waitForState(0, State::kDone));
        QVERIFY(studio.waitForDrawing());
        keep(studio.window(), "language_" + language.code);
    }
}

QTEST_MAIN(ScreenshotsTest)
#include "screenshots_test.moc"
