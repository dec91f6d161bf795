#include "app/gui/languages.h"

#include "splats/log.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>
#include <algorithm>
#include <array>

namespace gambade::gui {
namespace {

const QString kEnglish = QStringLiteral("en");

const QString kOwnFolder = QStringLiteral(":/translations");

/// False: it is not there.
bool install(QCoreApplication& application, const QString& file, const QString& folder) {
    auto* translator = new QTranslator(&application);
    const bool loaded = translator->load(file, folder);
    if (loaded) {
        QCoreApplication::installTranslator(translator);
    } else {
        log(LogLevel::kInfo, "there is no translation {} in {}", file.toStdString(),
            folder.toStdString());
    }
    return loaded;
}

} // namespace

std::span<const Language> shippedLanguages() {
    static const std::array languages{
        Language{kEnglish, QStringLiteral("English")},
        Language{QStringLiteral("de"), QStringLiteral("Deutsch")},
        Language{QStringLiteral("zh_CN"), QStringLiteral("简体中文")},
    };
    return languages;
}

QString languageFor(const QStringList& systemLanguages) {
    for (const QString& wanted : systemLanguages) {
        const QLocale locale(wanted);
        // Traditional Chinese is another language to read.
        const auto fits = [&locale](const Language& language) {
            const QLocale shipped(language.code);
            return shipped.language() == locale.language() && shipped.script() == locale.script();
        };
        const auto languages = shippedLanguages();
        if (const auto found = std::ranges::find_if(languages, fits); found != languages.end()) {
            return found->code;
        }
    }
    return kEnglish;
}

void speak(QCoreApplication& application, const QString& code) {
    const bool shipped = std::ranges::any_of(
        shippedLanguages(), [&code](const Language& language) { return language.code == code; });
    const QString language = shipped ? code : languageFor(QLocale::system().uiLanguages());
    // Who takes English because nothing else fits keeps the numbers of the country.
    if (shipped || language != kEnglish) {
        QLocale::setDefault(QLocale(language));
    }
    if (language != kEnglish) {
        install(application, QStringLiteral("gambade_") + language, kOwnFolder);
        if (!install(application, QStringLiteral("qtbase_") + language,
                     QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
            install(application, QStringLiteral("qt_words_") + language, kOwnFolder);
        }
    }
}

} // namespace gambade::gui
