#pragma once

#include <QLocale>
#include <QString>
#include <span>

class QCoreApplication;

namespace gambade::gui {

struct Language {
    QString code; ///< as in the name of its translation: "zh_CN"
    QString name; ///< in itself
};

/// The languages that the window can speak; English, which the sources are in, is the first.
std::span<const Language> shippedLanguages();

/// The one of the shipped languages that comes first in the system's list; English where none does.
QString languageFor(const QStringList& systemLanguages);

/// Makes the application speak a language, Qt's own texts included where their translation is
/// installed, and write numbers in its way.
/// @param code of a shipped language; any other one is taken as the system's choice.
void speak(QCoreApplication& application, const QString& code);

} // namespace gambade::gui
