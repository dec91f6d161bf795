#include "app/gui/engine_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <array>
#include <vector>

namespace gambade::gui {
namespace {

/// What changes is %1, %2 … in its order. Of several that fit, the first is taken.
constexpr std::array kKnown{
    // Stages.
    QT_TRANSLATE_NOOP("Engine", "background"),
    QT_TRANSLATE_NOOP("Engine", "block"),
    QT_TRANSLATE_NOOP("Engine", "block %1 of %2"),
    QT_TRANSLATE_NOOP("Engine", "checking"),
    QT_TRANSLATE_NOOP("Engine", "copying"),
    QT_TRANSLATE_NOOP("Engine", "decoder"),
    QT_TRANSLATE_NOOP("Engine", "decoding"),
    QT_TRANSLATE_NOOP("Engine", "editing"),
    QT_TRANSLATE_NOOP("Engine", "floaters"),
    QT_TRANSLATE_NOOP("Engine", "frame %1 of %2"),
    QT_TRANSLATE_NOOP("Engine", "framing"),
    QT_TRANSLATE_NOOP("Engine", "importing weights"),
    QT_TRANSLATE_NOOP("Engine", "loading model"),
    QT_TRANSLATE_NOOP("Engine", "moving"),
    QT_TRANSLATE_NOOP("Engine", "network"),
    QT_TRANSLATE_NOOP("Engine", "prefix"),
    QT_TRANSLATE_NOOP("Engine", "reading"),
    QT_TRANSLATE_NOOP("Engine", "render"),
    QT_TRANSLATE_NOOP("Engine", "stem"),
    QT_TRANSLATE_NOOP("Engine", "tokenizer"),
    QT_TRANSLATE_NOOP("Engine", "writing"),
    QT_TRANSLATE_NOOP("Engine", "writing weights"),
    // What the object was told from its background by.
    QT_TRANSLATE_NOOP("Engine", "hand"),
    QT_TRANSLATE_NOOP("Engine", "mask"),
    QT_TRANSLATE_NOOP("Engine", "none"),
    // Notes.
    QT_TRANSLATE_NOOP("Engine",
                      "The matting network is not installed (scripts/fetch_matting_model.sh "
                      "fetches it), so the object was cut out by GrabCut, which needs a plain "
                      "background all around it."),
    QT_TRANSLATE_NOOP("Engine", "%1 separate objects were found and the largest is used; another "
                                "is taken by its number, from 2 to %2."),
    // What went wrong with which file …
    QT_TRANSLATE_NOOP("Engine", "%1 is not a picture that Gambade reads (JPEG, PNG, BMP, TGA, "
                                "WebP): it is %2"),
    QT_TRANSLATE_NOOP("Engine", "cannot read the %1 picture %2: %3"),
    QT_TRANSLATE_NOOP("Engine", "cannot read %1: %2"),
    QT_TRANSLATE_NOOP("Engine", "cannot open %1: %2"),
    QT_TRANSLATE_NOOP("Engine", "cannot write %1: %2"),
    QT_TRANSLATE_NOOP("Engine", "no object found in %1: %2"),
    QT_TRANSLATE_NOOP("Engine", "no object found in %1"),
    QT_TRANSLATE_NOOP("Engine", "the mask of %1 is empty: paint over the object"),
    QT_TRANSLATE_NOOP("Engine", "%1 has changed since it was opened: open it once more"),
    QT_TRANSLATE_NOOP("Engine", "a field of view of %1° is too wide for %2: with this object in "
                                "it, at most %3° are possible"),
    QT_TRANSLATE_NOOP("Engine", "%1 is not a valid safetensors file: %2"),
    QT_TRANSLATE_NOOP("Engine", "%1 cannot be used as a model: %2"),
    QT_TRANSLATE_NOOP("Engine", "%1 cannot be used: %2"),
    QT_TRANSLATE_NOOP("Engine", "%1 cannot be read: %2"),
    QT_TRANSLATE_NOOP("Engine", "%1 cannot be read"),
    QT_TRANSLATE_NOOP("Engine", "the folder %1 cannot be made"),
    QT_TRANSLATE_NOOP("Engine", "ffmpeg could not write %1: %2"),
    // … and why.
    QT_TRANSLATE_NOOP("Engine", "text"),
    QT_TRANSLATE_NOOP("Engine", "empty"),
    QT_TRANSLATE_NOOP("Engine", "it is empty"),
    QT_TRANSLATE_NOOP("Engine", "it is a directory"),
    QT_TRANSLATE_NOOP("Engine", "it is a device or pipe, not a regular file"),
    QT_TRANSLATE_NOOP("Engine", "it has no pixels"),
    QT_TRANSLATE_NOOP("Engine", "No such file or directory"),
    QT_TRANSLATE_NOOP("Engine", "Permission denied"),
    QT_TRANSLATE_NOOP("Engine", "No space left on device"),
    QT_TRANSLATE_NOOP("Engine", "File too large"),
    QT_TRANSLATE_NOOP("Engine", "nothing stands out from its background; crop it around the "
                                "object, or give a mask"),
    QT_TRANSLATE_NOOP("Engine", "its content is not that of a splat file; known formats are %1"),
    QT_TRANSLATE_NOOP("Engine", "it is a mesh or point cloud, not splats: its vertices have no "
                                "opacity, scale and rotation"),
    QT_TRANSLATE_NOOP("Engine", "its splats have no property '%1'"),
    QT_TRANSLATE_NOOP("Engine", "its header declares %1 × '%2' of at least %3 bytes each, but only "
                                "%4 bytes are left for them (is the file cut off?)"),
    QT_TRANSLATE_NOOP("Engine", "it ends before all that its header declares was read (is the file "
                                "cut off?)"),
    QT_TRANSLATE_NOOP("Engine", "its size is no multiple of the 32 bytes of a splat"),
    QT_TRANSLATE_NOOP("Engine", "it is not a PyTorch checkpoint, or is cut short (%1)"),
};

const QRegularExpression kPlace(QStringLiteral("%(\\d)"));

struct Pattern {
    const char* source;
    QRegularExpression expression;
};

std::vector<Pattern> makePatterns() {
    std::vector<Pattern> patterns;
    for (const char* source : kKnown) {
        QStringList parts = QString::fromUtf8(source).split(kPlace);
        for (QString& part : parts) {
            part = QRegularExpression::escape(part);
        }
        patterns.push_back(
            {source, QRegularExpression(
                         QRegularExpression::anchoredPattern(parts.join(QStringLiteral("(.+?)"))),
                         QRegularExpression::DotMatchesEverythingOption)});
    }
    return patterns;
}

} // namespace

QString inWindowLanguage(const QString& words) {
    static const std::vector<Pattern> patterns = makePatterns();
    for (const Pattern& pattern : patterns) {
        const QRegularExpressionMatch match = pattern.expression.match(words);
        if (!match.hasMatch()) {
            continue;
        }
        QString text;
        const QString translation = QCoreApplication::translate("Engine", pattern.source);
        qsizetype done = 0;
        for (const auto& place : kPlace.globalMatch(translation)) {
            const int number = place.captured(1).toInt();
            const QString part = match.captured(number);
            text += translation.mid(done, place.capturedStart() - done);
            // The reason comes last, and is made of the same words.
            text += number == match.lastCapturedIndex() ? inWindowLanguage(part) : part;
            done = place.capturedEnd();
        }
        text += translation.mid(done);
        return text;
    }
    return words;
}

QString inWindowLanguage(std::string_view words) {
    return inWindowLanguage(QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size())));
}

} // namespace gambade::gui
