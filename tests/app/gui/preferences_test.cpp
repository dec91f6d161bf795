#include "app/gui/export_dialog.h"
#include "app/gui/exporter.h"
#include "app/gui/format_chooser.h"
#include "app/gui/naming_rule.h"
#include "app/gui/preferences_dialog.h"
#include "app/gui/settings.h"
#include "app/gui/shortcut_sheet.h"
#include "app/gui/theme.h"
#include "tests/app/gui/studio_fixture.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDBusError>
#include <QDBusServer>
#include <QDBusVariant>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QToolButton>
#include <cmath>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

using State = JobQueue::State;

/// Preferences, what is remembered, and the dialogs that ask.
class PreferencesTest : public QObject {
    Q_OBJECT

private slots:
    void exportStartsWithPly();
    void unknownFormatInTheSettings();
    void settingsRefuseWhatTheyDoNotAccept();
    void pickedBackground();
    void choicesAreStored();
    void appearanceFollowsTheDesktop();
    void bordersOfIndicatorsAreSeen_data();
    void bordersOfIndicatorsAreSeen();
    void buttonsTellThatTheyAreOn_data() { bordersOfIndicatorsAreSeen_data(); }
    void buttonsTellThatTheyAreOn();
    void namingRule();
    void exportAllWritesNewFilesOnly();
    void shortcutSheetHasEveryKey();
    void windowStateIsKept();
};

/// What a desktop's settings portal says of its colours.
class FakePortal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 1; ///< dark

public slots:
    QDBusVariant Read(const QString& space, const QString& key) {
        asked = space + ' ' + key;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(scheme)));
    }

signals:
    void SettingChanged(const QString& space, const QString& key, const QDBusVariant& value);

public:
    QString asked;
};

namespace {

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < 128;
}

/// Of two colours as WCAG 2.1 has it: 1 to 21.
double contrast(const QColor& a, const QColor& b) {
    const auto luminance = [](const QColor& color) {
        const auto linear = [](double value) {
            return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
               0.0722 * linear(color.blueF());
    };
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return std::max(x, y) / std::min(x, y);
}

} // namespace

void PreferencesTest::exportStartsWithPly() {
    const Studio studio; // empty settings
    const ExportDialog dialog;
    QCOMPARE(dialog.format().extension(), ".ply");
    auto* choice = dialog.findChild<QComboBox*>("exportFormat");
    for (const char* extension : {".compressed.ply", ".spz", ".sog", ".glb", ".splat"}) {
        choice->setCurrentIndex(choice->findData(extension));
        QCOMPARE(dialog.format().extension(), extension);
        dialog.format().remember();
        QCOMPARE(ExportDialog().format().extension(), extension);
    }
}

void PreferencesTest::unknownFormatInTheSettings() {
    const Studio studio;
    QSettings().setValue(settings::kExportFormat.key, ".doc");
    QCOMPARE(ExportDialog().format().extension(), ".ply");
}

void PreferencesTest::settingsRefuseWhatTheyDoNotAccept() {
    const Studio studio;
    writeSetting(settings::kBackground, 2);
    writeSetting(settings::kBackground, 99);
    QCOMPARE(readSetting(settings::kBackground), 2);
    QSettings().setValue(settings::kBackground.key, -1); // edited by hand
    QCOMPARE(readSetting(settings::kBackground), settings::kBackground.fallback);
    QSettings().setValue(settings::kBackgroundColor.key, "no colour");
    QCOMPARE(readSetting(settings::kBackgroundColor), settings::kBackgroundColor.fallback);
    QSettings().setValue(settings::kAppearance.key, "purple");
    QCOMPARE(readSetting(settings::kAppearance), "system");
    QSettings().setValue(settings::kNamingRule.key, "../{name}");
    QCOMPARE(readSetting(settings::kNamingRule), "{name}");
}

void PreferencesTest::pickedBackground() {
    const QColor wanted(10, 200, 90);
    Studio studio;
    GaussianCloud dot; // leaves the corners to the background
    dot.resize(1, 0);
    dot.scales[0] = glm::vec3(0.01f);
    dot.opacities[0] = 0.9f;
    writeSplats(dot, studio.file("dot.ply").toStdString());
    studio.drop({studio.file("dot.ply")});
    QVERIFY(studio.waitForState(0, State::kDone));
    auto* background = studio.window().findChild<QComboBox*>("background");
    auto* pick = studio.window().findChild<QToolButton*>("pickBackground");
    QVERIFY(!pick->isVisible());
    background->setCurrentIndex(background->count() - 1);
    QVERIFY(pick->isVisible());
    const auto dialog = [&studio] { return studio.window().findChild<QColorDialog*>(); };

    QTest::mouseClick(pick, Qt::LeftButton);
    QVERIFY(dialog());
    dialog()->setCurrentColor(wanted);
    QVERIFY(studio.waitForDrawing());
    QCOMPARE(QColor(studio.grabViewport().pixel(3, 3)), wanted); // while it is being chosen
    dialog()->reject();
    QVERIFY(studio.waitForDrawing());
    QVERIFY(QColor(studio.grabViewport().pixel(3, 3)) != wanted);
    QVERIFY(QTest::qWaitFor([&] { return dialog() == nullptr; }));

    QTest::mouseClick(pick, Qt::LeftButton);
    dialog()->setCurrentColor(wanted);
    dialog()->accept();
    QVERIFY(studio.waitForDrawing());
    QCOMPARE(QColor(studio.grabViewport().pixel(3, 3)), wanted);
    QCOMPARE(readSetting(settings::kBackgroundColor), wanted.name());

    QSignalSpy saved(&studio.window().pictureExporter(), &PictureExporter::saved);
    studio.window().pictureExporter().savePicture(studio.window().viewContent(), {64, 48}, false,
                                                  studio.file("view.png"));
    QVERIFY(saved.wait());
    QCOMPARE(QColor(QImage(studio.file("view.png")).pixel(1, 1)), wanted);
}

void PreferencesTest::choicesAreStored() {
    Studio studio;
    studio.window().actions()[ActionId::kPreferences].trigger();
    auto* dialog = studio.window().findChild<PreferencesDialog*>("preferences");
    QVERIFY(dialog && dialog->isVisible());
    auto* language = dialog->findChild<QComboBox*>(settings::kLanguage.key);
    QVERIFY(language->findText("Deutsch") >= 0 && language->findText("简体中文") >= 0);
    language->setCurrentIndex(language->findText("Deutsch"));
    QCOMPARE(readSetting(settings::kLanguage), "de");
    auto* ask = dialog->findChild<QCheckBox*>(settings::kAskBeforeDiscard.key);
    QVERIFY(!ask->isChecked());
    QTest::mouseClick(ask, Qt::LeftButton, {}, QPoint(8, ask->height() / 2));
    QVERIFY(readSetting(settings::kAskBeforeDiscard));
    auto* device = dialog->findChild<QComboBox*>(settings::kDevice.key);
    device->setCurrentIndex(device->findData("cpu"));
    QCOMPARE(readSetting(settings::kDevice), "cpu");
    QSignalSpy appearance(&studio.window(), &MainWindow::appearanceChanged);
    auto* colors = dialog->findChild<QComboBox*>(settings::kAppearance.key);
    colors->setCurrentIndex(colors->findData("dark"));
    QCOMPARE(appearance.count(), 1);
    QCOMPARE(readSetting(settings::kAppearance), "dark");
    writeSetting(settings::kAskBeforeDiscard, false);
}

void PreferencesTest::appearanceFollowsTheDesktop() {
    const Studio studio;
    const QPalette given = QApplication::palette();
    QVERIFY(!isDark(given));
    FakePortal portal;
    QDBusServer server;
    QVERIFY2(server.isConnected(), qPrintable(server.lastError().message()));
    connect(&server, &QDBusServer::newConnection, &portal, [&portal](QDBusConnection peer) {
        peer.registerObject("/org/freedesktop/portal/desktop", &portal,
                            QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
    });
    {
        Theme theme(QDBusConnection::connectToPeer(server.address(), "desktop"));
        QVERIFY(QTest::qWaitFor([] { return isDark(QApplication::palette()); }));
        QCOMPARE(portal.asked, "org.freedesktop.appearance color-scheme");
        emit portal.SettingChanged("org.freedesktop.appearance", "color-scheme",
                                   QDBusVariant(uint(2)));
        QVERIFY(QTest::qWaitFor([] { return !isDark(QApplication::palette()); }));
        emit portal.SettingChanged("org.gnome.other", "color-scheme", QDBusVariant(uint(1)));
        QTest::qWait(100);
        QVERIFY(!isDark(QApplication::palette()));
        writeSetting(settings::kAppearance, QString("dark"));
        theme.apply();
        QVERIFY(isDark(QApplication::palette()));
        emit portal.SettingChanged("org.freedesktop.appearance", "color-scheme",
                                   QDBusVariant(uint(2)));
        QTest::qWait(100);
        QVERIFY(isDark(QApplication::palette())); // the preferences are stronger
    }
    QDBusConnection::disconnectFromPeer("desktop");
    QApplication::setPalette(given);
}

void PreferencesTest::bordersOfIndicatorsAreSeen_data() {
    QTest::addColumn<QString>("appearance");
    QTest::newRow("light") << "light";
    QTest::newRow("dark") << "dark";
}

void PreferencesTest::bordersOfIndicatorsAreSeen() {
    QFETCH(QString, appearance);
    const Studio studio; // settings of its own, and the program's style
    const QPalette given = QApplication::palette();
    writeSetting(settings::kAppearance, appearance);
    const Theme theme((QDBusConnection(QString())));
    QWidget window;
    QCheckBox check(&window);
    QRadioButton radio(&window);
    for (QAbstractButton* button :
         {static_cast<QAbstractButton*>(&check), static_cast<QAbstractButton*>(&radio)}) {
        button->resize(button->sizeHint());
        const QImage image = button->grab().toImage();
        const QColor outside = window.palette().color(QPalette::Window);
        const QColor inside = image.pixelColor(image.width() / 2, image.height() / 2);
        double best = 0.0; // of the pixels from the left edge to the middle
        for (int x = 0; x < image.width() / 2; ++x) {
            const QColor border = image.pixelColor(x, image.height() / 2);
            best = std::max(best, std::min(contrast(border, outside), contrast(border, inside)));
        }
        QVERIFY2(best >= 3.0, qPrintable(QString::number(best))); // WCAG 2.1, 1.4.11
    }
    QApplication::setPalette(given);
}

void PreferencesTest::buttonsTellThatTheyAreOn() {
    QFETCH(QString, appearance);
    const Studio studio;
    const QPalette given = QApplication::palette();
    writeSetting(settings::kAppearance, appearance);
    const Theme theme((QDBusConnection(QString())));
    QWidget window;
    QToolButton button(&window);
    button.setCheckable(true);
    button.resize(40, 24);
    const auto fill = [&button](bool on) {
        button.setChecked(on);
        return button.grab().toImage().pixelColor(20, 12);
    };
    const auto blueness = [](const QColor& color) { return color.blue() - color.red(); };
    const int bluer = blueness(fill(true)) - blueness(fill(false));
    QVERIFY2(bluer >= 40, qPrintable(QString::number(bluer)));
    const double text = contrast(button.palette().color(QPalette::ButtonText), fill(true));
    QVERIFY2(text >= 4.5, qPrintable(QString::number(text))); // WCAG 2.1, 1.4.3
    QApplication::setPalette(given);
}

void PreferencesTest::namingRule() {
    QVERIFY(whyNotARule("{name}", 3).isEmpty());
    QVERIFY(whyNotARule("splats", 1).isEmpty());
    QVERIFY(!whyNotARule("splats", 2).isEmpty());
    QVERIFY(!whyNotARule("  ", 1).isEmpty());
    QVERIFY(!whyNotARule("a/{name}", 2).isEmpty());
    const QTemporaryDir folder;
    const auto names = [&folder](const QString& rule, const QStringList& of) {
        QStringList made;
        for (const QString& file : newFiles(rule, of, folder.path(), ".ply")) {
            made.append(QDir(folder.path()).relativeFilePath(file));
        }
        return made;
    };
    QCOMPARE(names("{name}", {"mug", "shoe", "mug"}),
             QStringList({"mug.ply", "shoe.ply", "mug-2.ply"}));
    QFile there(folder.filePath("mug.ply"));
    QVERIFY(there.open(QIODevice::WriteOnly));
    QCOMPARE(names("{name}", {"mug", "mug"}), QStringList({"mug-2.ply", "mug-3.ply"}));
    QCOMPARE(names("{number}_{name}", {"a", "b"}), QStringList({"1_a.ply", "2_b.ply"}));
    QCOMPARE(names("{number}", QStringList(10, "x")).first(), "01.ply");
    QCOMPARE(names("{name}", {"{number}"}).first(), "{number}.ply");
    QCOMPARE(names("{name}", {"a%1", "a%1", "50%3 off", "50%3 off"}),
             QStringList({"a%1.ply", "a%1-2.ply", "50%3 off.ply", "50%3 off-2.ply"}));
}

void PreferencesTest::exportAllWritesNewFilesOnly() {
    Studio studio;
    studio.drop({example("rocket.png"), example("mushroom.png")});
    QVERIFY(studio.waitForState(1, State::kDone));
    QVERIFY(studio.waitForState(0, State::kDone));
    const QString folder = studio.file("out");
    QVERIFY(QDir().mkpath(folder));
    QFile old(folder + "/rocket.ply");
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("an older result");
    old.close();
    QSignalSpy exported(&studio.window().exporter(), &Exporter::exported);
    QStringList shown;
    QTimer::singleShot(100, this, [&] {
        auto* dialog = qobject_cast<ExportAllDialog*>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        auto* accept = dialog->findChildren<QPushButton*>().first();
        for (auto* button : dialog->findChildren<QPushButton*>()) {
            accept = button->isDefault() ? button : accept;
        }
        dialog->findChild<QLineEdit*>("exportAllFolder")->setText(folder + "/missing");
        QVERIFY(!accept->isEnabled());
        dialog->findChild<QLineEdit*>("exportAllFolder")->setText(folder);
        dialog->findChild<QLineEdit*>("namingRule")->setText("same");
        QVERIFY(!accept->isEnabled());
        dialog->findChild<QLineEdit*>("namingRule")->setText("{name}");
        QVERIFY(accept->isEnabled());
        shown = dialog->findChild<QLabel*>("exportNames")->text().split('\n');
        QTest::mouseClick(accept, Qt::LeftButton);
    });
    studio.window().actions()[ActionId::kExportAll].trigger();
    QVERIFY(QTest::qWaitFor([&] { return exported.count() == 2; }, 30'000));
    QCOMPARE(shown, QStringList({"rocket-2.ply", "mushroom.ply"}));
    QCOMPARE(QDir(folder).entryList(QDir::Files),
             QStringList({"mushroom.ply", "rocket-2.ply", "rocket.ply"}));
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), "an older result");
    QCOMPARE(readSplats((folder + "/rocket-2.ply").toStdString()).size(),
             studio.queue().scene(0)->cloud->size());
    QCOMPARE(studio.queue().unsavedCount(), 0);
}

void PreferencesTest::shortcutSheetHasEveryKey() {
    Studio studio;
    QVERIFY(studio.activate());
    QTest::keyClick(&studio.window(), Qt::Key_F1);
    auto* sheet = studio.window().findChild<ShortcutSheet*>("shortcutSheet");
    QVERIFY(sheet && sheet->isVisible());
    QStringList shown;
    for (const auto* label : sheet->findChildren<QLabel*>()) {
        shown.append(label->text());
    }
    int checked = 0;
    for (int id = 0; id < static_cast<int>(ActionId::kCount); ++id) {
        for (const QKeySequence& key :
             studio.window().actions()[static_cast<ActionId>(id)].shortcuts()) {
            if (key.isEmpty()) {
                continue;
            }
            const QString text = key.toString(QKeySequence::NativeText);
            QVERIFY2(shown.contains(text), qPrintable(text));
            ++checked;
        }
    }
    QVERIFY(checked > 30);
    QVERIFY(shown.contains("pinch") && shown.contains("two fingers"));
    QTest::keyClick(sheet, Qt::Key_Escape);
    QVERIFY(!sheet->isVisible());
}

void PreferencesTest::windowStateIsKept() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    studio.window().resize(940, 620);
    studio.window().actions()[ActionId::kRightPanel].trigger();
    QVERIFY(studio.window().close());
    StudioOptions options;
    options.canvas = CanvasChoice::kCpu; // as the first one: see Studio
    MainWindow again(options);
    QCOMPARE(again.size(), QSize(940, 620));
    QVERIFY(!again.actions()[ActionId::kRightPanel].isChecked());
}

QTEST_MAIN(PreferencesTest)
#include "preferences_test.moc"
