#include "app/gui/engine_words.h"
#include "app/gui/export_dialog.h"
#include "app/gui/languages.h"
#include "app/gui/model_dialog.h"
#include "app/gui/picture_dialogs.h"
#include "app/gui/preferences_dialog.h"
#include "app/gui/shortcut_sheet.h"
#include "tests/app/gui/studio_fixture.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QLabel>
#include <QMenuBar>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QToolButton>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

using State = JobQueue::State;

/// Every string of the window is translated, and fits where it stands.
class TranslationsTest : public QObject {
    Q_OBJECT

private slots:
    void everyStringIsTranslated_data();
    void everyStringIsTranslated();
    void stringsAreThoseOfTheSources();
    void languageOfTheSystem();
    void windowSpeaks_data();
    void windowSpeaks();
    void failuresAreTold();
    void reasonsOfTheEngineAreKnown();
    void keysOfMenusDiffer_data();
    void keysOfMenusDiffer();
};

namespace {

struct Message {
    QString context;
    QString source;
    QString translation;
    QString type; ///< "unfinished", "vanished", "obsolete"; empty: finished
};

QList<Message> readMessages(const QString& file) {
    QFile content(file);
    if (!content.open(QIODevice::ReadOnly)) {
        qFatal("%s cannot be read", qPrintable(file));
    }
    QXmlStreamReader xml(&content);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) {
            continue;
        }
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("source")) {
            messages.append({context, xml.readElementText(), {}, {}});
        } else if (xml.name() == QLatin1String("translation")) {
            messages.last().type = xml.attributes().value("type").toString();
            messages.last().translation = xml.readElementText();
        }
    }
    if (xml.hasError()) {
        qFatal("%s: %s", qPrintable(file), qPrintable(xml.errorString()));
    }
    return messages;
}

QString tsFile(const QString& code) {
    return QStringLiteral(GAMBADE_TRANSLATIONS "/gambade_%1.ts").arg(code);
}

QStringList found(const QString& pattern, const QString& text) {
    QStringList all;
    for (const auto& match : QRegularExpression(pattern).globalMatch(text)) {
        all.append(match.captured());
    }
    all.sort();
    return all;
}

void addLanguages() {
    QTest::addColumn<QString>("code");
    for (const Language& language : shippedLanguages().subspan(1)) {
        QTest::newRow(qPrintable(language.code)) << language.code;
    }
}

/// Speaks a language for as long as it lives.
class Speaking {
public:
    explicit Speaking(const QString& code) { speak(*QCoreApplication::instance(), code); }
    ~Speaking() {
        for (auto* translator : QCoreApplication::instance()->findChildren<QTranslator*>()) {
            QCoreApplication::removeTranslator(translator);
            delete translator;
        }
        QLocale::setDefault(QLocale::system());
    }
    Speaking(const Speaking&) = delete;
    Speaking& operator=(const Speaking&) = delete;
};

/// The texts that are wider than the control that shows them.
QStringList clippedTexts(const QWidget& window) {
    QStringList clipped;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        const auto* label = qobject_cast<const QLabel*>(widget);
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const auto* box = qobject_cast<const QComboBox*>(widget);
        if (!widget->isVisible() || widget->objectName().startsWith("qt_")) {
            continue;
        }
        int needed = 0;
        QString text;
        if (label != nullptr && !label->wordWrap()) {
            text = label->text();
            needed = label->sizeHint().width();
        } else if (button != nullptr && !button->text().isEmpty()) {
            text = button->text();
            needed = button->minimumSizeHint().width();
        } else if (box != nullptr) {
            constexpr int kArrow = 24;
            text = box->currentText();
            needed = box->fontMetrics().horizontalAdvance(text) + kArrow +
                     (box->itemIcon(box->currentIndex()).isNull() ? 0 : box->iconSize().width());
        }
        if (needed > widget->width()) {
            clipped.append(
                QStringLiteral("\"%1\" (%2 > %3)").arg(text).arg(needed).arg(widget->width()));
        }
    }
    return clipped;
}

} // namespace

void TranslationsTest::everyStringIsTranslated_data() {
    addLanguages();
}

void TranslationsTest::everyStringIsTranslated() {
    QFETCH(QString, code);
    const QList<Message> messages = readMessages(tsFile(code));
    QVERIFY(messages.size() > 300);
    int same = 0;
    for (const Message& message : messages) {
        const QString what = message.context + ": " + message.source;
        QVERIFY2(message.type.isEmpty(), qPrintable(message.type + " " + what));
        QVERIFY2(!message.translation.trimmed().isEmpty(), qPrintable(what));
        for (const char* pattern : {"%\\d", "\\{\\w+\\}", "\\[\\*\\]", "&", "^ +", " +$"}) {
            QVERIFY2(found(pattern, message.translation) == found(pattern, message.source),
                     qPrintable(what + " -> " + message.translation));
        }
        QCOMPARE(message.translation.endsWith("…"), message.source.endsWith("…"));
        same += message.translation == message.source;
    }
    QVERIFY2(same < 25, qPrintable(QString::number(same))); // names such as "OpenGL 4.3"
}

void TranslationsTest::stringsAreThoseOfTheSources() {
    const QTemporaryDir folder;
    const QString fresh = folder.filePath("fresh.ts");
    QProcess lupdate;
    lupdate.start(GAMBADE_LUPDATE, {"-I", GAMBADE_SOURCE, GAMBADE_SOURCE "/app/gui", "-locations",
                                    "none", "-ts", fresh});
    QVERIFY2(lupdate.waitForFinished(120'000), qPrintable(lupdate.errorString()));
    QVERIFY2(lupdate.exitCode() == 0, lupdate.readAllStandardError());
    const auto keys = [](const QString& file) {
        QStringList all;
        for (const Message& message : readMessages(file)) {
            all.append(message.context + ": " + message.source);
        }
        all.sort();
        return all;
    };
    const QStringList wanted = keys(fresh);
    QVERIFY(wanted.size() > 300);
    for (const Language& language : shippedLanguages().subspan(1)) {
        QCOMPARE(keys(tsFile(language.code)), wanted);
    }
}

void TranslationsTest::languageOfTheSystem() {
    QCOMPARE(languageFor({"de-AT", "en"}), "de");
    QCOMPARE(languageFor({"fr-FR", "zh-Hans-CN"}), "zh_CN");
    QCOMPARE(languageFor({"zh-SG"}), "zh_CN");
    QCOMPARE(languageFor({"zh-TW", "de"}), "de"); // traditional characters
    QCOMPARE(languageFor({"en-GB", "de-DE"}), "en");
    QCOMPARE(languageFor({"C"}), "en");
    QCOMPARE(languageFor({}), "en");
}

void TranslationsTest::windowSpeaks_data() {
    addLanguages();
}

void TranslationsTest::windowSpeaks() {
    QFETCH(QString, code);
    const ScopedVariable data("GAMBADE_DATA_DIR", GAMBADE_EXAMPLES "/..");
    QVERIFY(QDir().mkpath(GAMBADE_SCREENSHOTS));
    const Speaking speaking(code);
    const bool german = code == "de";
    Studio studio(Studio::Model::kFast, CanvasChoice::kAuto);
    const auto check = [&](QWidget& window, const QString& name) {
        QTest::qWait(100); // panels that were just filled find their places
        const QString scale = QString::number(window.devicePixelRatioF());
        QVERIFY(window.grab().save(
            QStringLiteral(GAMBADE_SCREENSHOTS "/%1_%2_%3x.png").arg(name, code, scale)));
        QCOMPARE(clippedTexts(window), QStringList());
    };
    check(studio.window(), "start");
    QCOMPARE(plainText(studio.window().menuBar()->actions().first()->text()),
             german ? QStringLiteral("Datei") : QStringLiteral("文件"));
    QCOMPARE(studio.window().actions()[ActionId::kOpen].iconText(),
             german ? QStringLiteral("Öffnen") : QStringLiteral("打开"));

    studio.drop({example("rocket.png"), example("mushroom.png")});
    QVERIFY(studio.waitForState(1, State::kDone));
    QVERIFY(studio.waitForDrawing());
    check(studio.window(), "result");
    const QString numbers = studio.window().findChild<QLabel*>("numbers")->text();
    QVERIFY2(numbers.contains(german ? QStringLiteral(" Splats") : QStringLiteral("个泼溅点")),
             qPrintable(numbers));
    QVERIFY2(!german || numbers.contains(QRegularExpression("\\d,\\d s")), qPrintable(numbers));
    studio.window().actions()[ActionId::kEditMask].trigger();
    studio.window().actions()[ActionId::kCropBox].trigger();
    check(studio.window(), "mask");
    studio.window().actions()[ActionId::kCompare].trigger();
    check(studio.window(), "compare");

    ExportDialog one;
    ExportAllDialog all({"rocket", "mushroom"});
    PictureDialog picture({640, 480}, true);
    TurntableDialog turntable({640, 480}, true, false);
    QCOMPARE(turntable.findChild<QComboBox*>("turntableFormat")->currentText(),
             german ? QStringLiteral("PNG-Bilder in einem Ordner")
                    : QStringLiteral("文件夹中的 PNG 图片"));
    PreferencesDialog preferences;
    ModelDialog models(studio.file("model.safetensors").toStdString());
    ShortcutSheet keys(*studio.window().menuBar());
    const std::pair<QDialog*, const char*> dialogs[] = {{&one, "export"},
                                                        {&all, "export_all"},
                                                        {&picture, "picture"},
                                                        {&turntable, "turntable"},
                                                        {&preferences, "preferences"},
                                                        {&models, "models"},
                                                        {&keys, "keys"}};
    // Words of Qt's own, whether or not its translations are installed.
    const QString cancel = german ? QStringLiteral("Abbrechen") : QStringLiteral("取消");
    QCOMPARE(
        plainText(one.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Cancel)->text()),
        cancel);
    QCOMPARE(QKeySequence(Qt::CTRL | Qt::Key_O).toString(QKeySequence::NativeText),
             german ? QStringLiteral("Strg+O") : QStringLiteral("Ctrl+O"));
    for (const auto& [dialog, name] : dialogs) {
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        check(*dialog, name);
        const QSize most = dialog->screen()->availableSize();
        QVERIFY2(dialog->width() <= most.width() && dialog->height() <= most.height(), name);
        dialog->hide();
    }
}

void TranslationsTest::failuresAreTold() {
    const Speaking speaking("de");
    Studio studio;
    studio.drop({studio.writeFile("50%2 text.png", "this is text")}); // "%2" is no place of ours
    QVERIFY(studio.waitForState(0, State::kFailed));
    const QString file = studio.file("50%2 text.png");
    QCOMPARE(studio.message(), file + " ist kein Bild, das Gambade liest (JPEG, PNG, BMP, TGA, "
                                      "WebP), sondern: Text");
    studio.drop({studio.file("missing.ply")});
    QVERIFY(studio.waitForState(1, State::kFailed));
    QCOMPARE(studio.message(), studio.file("missing.ply") +
                                   " lässt sich nicht öffnen: Datei oder Ordner nicht gefunden");
    QCOMPARE(inWindowLanguage(QString("block 3 of 10")), "Block 3 von 10");
    QCOMPARE(inWindowLanguage(QString("loading model")), "Modell laden");
    QCOMPARE(inWindowLanguage(QString("a field of view of 95° is too wide for a.png: with this "
                                      "object in it, at most 85° are possible")),
             "ein Bildwinkel von 95° ist für a.png zu groß: mit diesem Gegenstand darin sind "
             "höchstens 85° möglich");
    QCOMPARE(inWindowLanguage(QString("something new")), "something new");
    QCOMPARE(
        inWindowLanguage(QString("a.png is not a picture that Gambade reads (JPEG, PNG, BMP, "
                                 "TGA, WebP): it is a GIF")),
        "a.png ist kein Bild, das Gambade liest (JPEG, PNG, BMP, TGA, WebP), sondern: ein GIF");
    QCOMPARE(
        inWindowLanguage(QString("cannot write a.spz: SPZ holds positions within ±2048 only; "
                                 "write a .ply instead")),
        "a.spz lässt sich nicht schreiben: SPZ fasst nur Orte innerhalb von ±2048; stattdessen "
        "eine .ply schreiben");
}

void TranslationsTest::reasonsOfTheEngineAreKnown() {
    const Speaking speaking("de");
    // Literals that follow each other are one.
    const QRegularExpression literals(R"re("(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*)re");
    const QRegularExpression joints(R"re("\s*")re");
    const QRegularExpression places(R"re(\{[^}]*\})re");
    const QRegularExpression reasons("^(it|its|an?|one of its|the (table of its|scene that|file 7)|"
                                     "there is not enough|of an) ");
    int count = 0;
    QStringList unknown;
    for (const char* folder : {"splats", "reconstruction"}) {
        const QDir sources(QStringLiteral(GAMBADE_SOURCE "/") + folder);
        for (const QString& name : sources.entryList({"*.cpp", "*.h"}, QDir::Files)) {
            if (name == "matte.cpp") {
                continue; // the window has words of its own for these
            }
            QFile source(sources.filePath(name));
            QVERIFY(source.open(QIODevice::ReadOnly));
            for (const auto& found : literals.globalMatch(QString::fromUtf8(source.readAll()))) {
                QString words = found.captured().chopped(1).mid(1);
                words.remove(joints).replace(places, "7");
                if (reasons.match(words).hasMatch()) {
                    ++count;
                    if (inWindowLanguage(words) == words) {
                        unknown.append(name + ": " + words);
                    }
                }
            }
        }
    }
    QVERIFY(count > 80);
    QCOMPARE(unknown, QStringList());
}

void TranslationsTest::keysOfMenusDiffer_data() {
    QTest::addColumn<QString>("code");
    for (const Language& language : shippedLanguages()) {
        QTest::newRow(qPrintable(language.code)) << language.code;
    }
}

void TranslationsTest::keysOfMenusDiffer() {
    QFETCH(QString, code);
    const Speaking speaking(code);
    Studio studio;
    const auto check = [](const QList<QAction*>& entries) {
        QStringList seen;
        for (const QAction* entry : entries) {
            if (entry->isSeparator()) {
                continue;
            }
            const QString key = QKeySequence::mnemonic(entry->text()).toString();
            QVERIFY2(!key.isEmpty(), qPrintable(entry->text()));
            QVERIFY2(!seen.contains(key), qPrintable(entry->text()));
            seen.append(key);
        }
    };
    check(studio.window().menuBar()->actions());
    for (const QAction* menu : studio.window().menuBar()->actions()) {
        check(menu->menu()->actions());
    }
}

QTEST_MAIN(TranslationsTest)
#include "translations_test.moc"
