#include "app/gui/engine_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>
#include <array>

namespace gambade::gui {
namespace {

/// Numbers are %1, %2 … in their order.
constexpr std::array kKnown{
    // Stages.
    QT_TRANSLATE_NOOP("Engine", "background"),
    QT_TRANSLATE_NOOP("Engine", "block"),
    QT_TRANSLATE_NOOP("Engine", "block %1 of %2"),
    QT_TRANSLATE_NOOP("Engine", "checking"),
    QT_TRANSLATE_NOOP("Engine", "copying"),
    QT_TRANSLATE_NOOP("Engine", "decoder"),
    QT_TRANSLATE_NOOP("Engine", "decoding"),
    QT_TRANSLATE_NOOP("Engine", "floaters"),
    QT_TRANSLATE_NOOP("Engine", "frame %1 of %2"),
    QT_TRANSLATE_NOOP("Engine", "importing weights"),
    QT_TRANSLATE_NOOP("Engine", "loading the model"),
    QT_TRANSLATE_NOOP("Engine", "prefix"),
    QT_TRANSLATE_NOOP("Engine", "reading"),
    QT_TRANSLATE_NOOP("Engine", "render"),
    QT_TRANSLATE_NOOP("Engine", "stem"),
    QT_TRANSLATE_NOOP("Engine", "tokenizer"),
    QT_TRANSLATE_NOOP("Engine", "writing"),
    QT_TRANSLATE_NOOP("Engine", "writing weights"),
    // What the object was told from its background by.
    QT_TRANSLATE_NOOP("Engine", "alpha"),
    QT_TRANSLATE_NOOP("Engine", "hand"),
    QT_TRANSLATE_NOOP("Engine", "mask"),
    QT_TRANSLATE_NOOP("Engine", "none"),
    // Notes.
    QT_TRANSLATE_NOOP("Engine",
                      "The matting network is not installed (scripts/fetch_matting_model.sh "
                      "fetches it), so the object was cut out by GrabCut, which needs a plain "
                      "background all around it."),
    QT_TRANSLATE_NOOP("Engine", "%1 separate objects were found and the largest is used; another "
                                "is taken by its number, from %2 to %3."),
};

} // namespace

QString inWindowLanguage(const QString& words) {
    static const QRegularExpression number(QStringLiteral("\\d+"));
    QStringList numbers;
    QString pattern = words;
    for (auto found = number.match(pattern); found.hasMatch();) {
        numbers.append(found.captured());
        const QString place = QStringLiteral("%%1").arg(numbers.size());
        pattern.replace(found.capturedStart(), found.capturedLength(), place);
        found = number.match(pattern, found.capturedStart() + place.size());
    }
    const auto* known = std::ranges::find_if(
        kKnown, [&pattern](const char* each) { return pattern == QLatin1String(each); });
    if (known == kKnown.end()) {
        return words;
    }
    QString text = QCoreApplication::translate("Engine", *known);
    for (const QString& each : numbers) {
        text = text.arg(each);
    }
    return text;
}

QString inWindowLanguage(std::string_view words) {
    return inWindowLanguage(QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size())));
}

} // namespace gambade::gui
