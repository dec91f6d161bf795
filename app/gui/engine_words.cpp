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
    QT_TRANSLATE_NOOP("Engine", "cannot write %1: %2; write a .ply instead"),
    QT_TRANSLATE_NOOP("Engine", "cannot write %1: %2"),
    QT_TRANSLATE_NOOP("Engine", "no object found in %1: %2"),
    QT_TRANSLATE_NOOP("Engine", "the mask of %1 is empty: paint over the object"),
    QT_TRANSLATE_NOOP("Engine", "%1 has changed since it was opened: open it once more"),
    QT_TRANSLATE_NOOP("Engine", "a field of view of %1° is too wide for %2: with this object in "
                                "it, at most %3° are possible"),
    QT_TRANSLATE_NOOP("Engine", "%1 is not a valid safetensors file: %2"),
    QT_TRANSLATE_NOOP("Engine", "%1 cannot be used as a model: %2"),
    QT_TRANSLATE_NOOP("Engine", "%1 cannot be used: %2"),
    QT_TRANSLATE_NOOP("Engine", "%1 cannot be read: %2"),
    QT_TRANSLATE_NOOP("Engine", "the folder %1 cannot be made"),
    QT_TRANSLATE_NOOP("Engine", "ffmpeg could not write %1: %2"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "memory does not suffice for %1: close other programs, or make the picture smaller"),
    QT_TRANSLATE_NOOP("Engine", "object %1 was asked for, and %2 has %3 of them"),
    QT_TRANSLATE_NOOP("Engine", "%1 makes no visible splats of this picture: its weights are "
                                "damaged or untrained; use another model"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "GPU memory ran out while %1; close other programs that use the GPU, or choose the CPU"),
    QT_TRANSLATE_NOOP("Engine", "the GPU failed while %1 (%2); start again, or choose the CPU"),
    QT_TRANSLATE_NOOP("Engine", "the CUDA engine cannot run because %1; choose the CPU instead"),
    QT_TRANSLATE_NOOP("Engine",
                      "%1 threads cannot be started (%2); choose fewer, or close other programs"),
    QT_TRANSLATE_NOOP("Engine",
                      "the matrix library (oneDNN) failed; this is likely a lack of memory"),
    QT_TRANSLATE_NOOP("Engine", "no model: %1 is in none of %2; name a weights file with --model"),
    QT_TRANSLATE_NOOP("Engine", "%1 holds the image tokenizer alone (DINOv2), which training can "
                                "start from; reconstruction needs the weights of a whole network"),
    QT_TRANSLATE_NOOP("Engine", "%1 is a PyTorch checkpoint: convert it with gambade model import"),
    // … and why.
    QT_TRANSLATE_NOOP("Engine", "text"),
    QT_TRANSLATE_NOOP("Engine", "empty"),
    QT_TRANSLATE_NOOP("Engine", "of an unknown kind"),
    QT_TRANSLATE_NOOP("Engine", "a GIF"),
    QT_TRANSLATE_NOOP("Engine", "an AVIF"),
    QT_TRANSLATE_NOOP("Engine", "a HEIC"),
    QT_TRANSLATE_NOOP("Engine", "a HEIF"),
    QT_TRANSLATE_NOOP("Engine", "a video"),
    QT_TRANSLATE_NOOP("Engine", "a PDF"),
    QT_TRANSLATE_NOOP("Engine", "a PostScript document"),
    QT_TRANSLATE_NOOP("Engine", "a TIFF or a camera's raw file"),
    QT_TRANSLATE_NOOP("Engine", "a Photoshop document"),
    QT_TRANSLATE_NOOP("Engine", "a GIMP document"),
    QT_TRANSLATE_NOOP("Engine", "a JPEG XL"),
    QT_TRANSLATE_NOOP("Engine", "a JPEG 2000"),
    QT_TRANSLATE_NOOP("Engine", "an OpenEXR picture"),
    QT_TRANSLATE_NOOP("Engine", "a Radiance HDR picture"),
    QT_TRANSLATE_NOOP("Engine", "a DDS texture"),
    QT_TRANSLATE_NOOP("Engine", "an icon"),
    QT_TRANSLATE_NOOP("Engine", "an SVG drawing"),
    QT_TRANSLATE_NOOP("Engine", "XML or an SVG drawing"),
    QT_TRANSLATE_NOOP("Engine", "a PLY file"),
    QT_TRANSLATE_NOOP("Engine", "a glTF model"),
    QT_TRANSLATE_NOOP("Engine", "a ZIP archive"),
    QT_TRANSLATE_NOOP("Engine", "a gzip archive"),
    QT_TRANSLATE_NOOP("Engine", "a program"),
    QT_TRANSLATE_NOOP("Engine", "it is empty"),
    QT_TRANSLATE_NOOP("Engine", "it is a directory"),
    QT_TRANSLATE_NOOP("Engine", "it is a device or pipe, not a regular file"),
    QT_TRANSLATE_NOOP("Engine", "it has no pixels"),
    QT_TRANSLATE_NOOP("Engine", "No such file or directory"),
    QT_TRANSLATE_NOOP("Engine", "Permission denied"),
    QT_TRANSLATE_NOOP("Engine", "No space left on device"),
    QT_TRANSLATE_NOOP("Engine", "File too large"),
    QT_TRANSLATE_NOOP("Engine", "it is cut short"),
    QT_TRANSLATE_NOOP("Engine", "it is too short for the size that it claims"),
    QT_TRANSLATE_NOOP("Engine", "it is damaged or cut short"),
    QT_TRANSLATE_NOOP("Engine", "it is damaged or of an unsupported variant (%1)"),
    QT_TRANSLATE_NOOP("Engine", "it is of an unsupported variant"),
    QT_TRANSLATE_NOOP("Engine", "it is damaged (a checksum is wrong)"),
    QT_TRANSLATE_NOOP("Engine", "it is damaged (it gives its size twice)"),
    QT_TRANSLATE_NOOP("Engine", "it is damaged (a pixel has a colour that its palette lacks)"),
    QT_TRANSLATE_NOOP("Engine", "its segments are damaged"),
    QT_TRANSLATE_NOOP("Engine", "its tables are damaged"),
    QT_TRANSLATE_NOOP("Engine", "its header is damaged"),
    QT_TRANSLATE_NOOP("Engine", "it does not begin with a header"),
    QT_TRANSLATE_NOOP("Engine", "it holds no pixels"),
    QT_TRANSLATE_NOOP(
        "Engine", "it is a CMYK JPEG that does not say how its inks are stored; save it as RGB"),
    QT_TRANSLATE_NOOP("Engine", "it is a compressed BMP; save it uncompressed or as PNG"),
    QT_TRANSLATE_NOOP(
        "Engine", "its pixels are of an unsupported size; save it with 24 bits a pixel or as PNG"),
    QT_TRANSLATE_NOOP("Engine", "it is an animation; save one of its frames"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "it has %1 × %2 pixels, more than the %3 megapixels that are read; scale it down"),
    QT_TRANSLATE_NOOP("Engine", "there is not enough memory for its pixels; scale it down"),
    QT_TRANSLATE_NOOP("Engine", "edit the mask, paint over the object and run again"),
    QT_TRANSLATE_NOOP("Engine", "its content is not that of a splat file; known formats are %1"),
    QT_TRANSLATE_NOOP("Engine", "it is a mesh or point cloud, not splats: its vertices have no "
                                "opacity, scale and rotation"),
    QT_TRANSLATE_NOOP("Engine", "its splats have no property '%1'"),
    QT_TRANSLATE_NOOP("Engine", "its header declares %1 × '%2' of at least %3 bytes each, but only "
                                "%4 bytes are left for them (is the file cut off?)"),
    QT_TRANSLATE_NOOP("Engine", "it ends before all that its header declares was read (is the file "
                                "cut off?)"),
    QT_TRANSLATE_NOOP("Engine", "its size is no multiple of the 32 bytes of a splat"),
    QT_TRANSLATE_NOOP("Engine", "it does not begin with the line 'ply'"),
    QT_TRANSLATE_NOOP("Engine", "its header has no 'format' line"),
    QT_TRANSLATE_NOOP("Engine", "its header has no 'end_header' line"),
    QT_TRANSLATE_NOOP("Engine", "its header has no element 'vertex'"),
    QT_TRANSLATE_NOOP("Engine", "its header has no elements 'chunk' and 'vertex'"),
    QT_TRANSLATE_NOOP("Engine", "line %1 of its header, '%2', is not valid PLY"),
    QT_TRANSLATE_NOOP("Engine", "its header declares the property '%1' twice"),
    QT_TRANSLATE_NOOP("Engine", "its body has a word that is not a number"),
    QT_TRANSLATE_NOOP("Engine", "a list '%1' in it has %2 entries"),
    QT_TRANSLATE_NOOP("Engine", "it has %1 f_rest properties instead of 0, 9, 24 or 45"),
    QT_TRANSLATE_NOOP("Engine", "its element '%1' has no property '%2'"),
    QT_TRANSLATE_NOOP("Engine", "a '%1' in it is %2, out of range"),
    QT_TRANSLATE_NOOP("Engine", "it has %1 chunks for %2 splats, which need %3"),
    QT_TRANSLATE_NOOP("Engine", "its element 'sh' has %1 properties instead of 9, 24 or 45"),
    QT_TRANSLATE_NOOP("Engine", "it has SH coefficients of %1 splats for %2"),
    QT_TRANSLATE_NOOP("Engine", "it is SPZ version %1; versions 2, 3 and 4 can be read"),
    QT_TRANSLATE_NOOP("Engine", "its SH coefficients are of degree %1; up to %2 can be read"),
    QT_TRANSLATE_NOOP("Engine", "its SPZ header is damaged"),
    QT_TRANSLATE_NOOP("Engine", "it has no SPZ header"),
    QT_TRANSLATE_NOOP("Engine", "its header declares %1 splats, more than its %2 bytes can hold"),
    QT_TRANSLATE_NOOP("Engine",
                      "the table of its streams lies outside of it (is the file cut off?)"),
    QT_TRANSLATE_NOOP("Engine", "its streams have %1 bytes; its %2 splats need %3"),
    QT_TRANSLATE_NOOP("Engine", "its ZIP archive is damaged or cut off (%1)"),
    QT_TRANSLATE_NOOP("Engine", "the file %1 is missing in its ZIP archive"),
    QT_TRANSLATE_NOOP("Engine",
                      "the file %1 in its ZIP archive unpacks to more than it could need"),
    QT_TRANSLATE_NOOP("Engine", "the file %1 in its ZIP archive is damaged or encrypted"),
    QT_TRANSLATE_NOOP("Engine",
                      "it is SOG version 1, which cannot be read; splat-transform converts it"),
    QT_TRANSLATE_NOOP("Engine", "it is SOG version %1; version 2 can be read"),
    QT_TRANSLATE_NOOP("Engine", "its meta.json lacks the number of splats"),
    QT_TRANSLATE_NOOP("Engine",
                      "its meta.json declares %1 splats, more than its %2 bytes can hold"),
    QT_TRANSLATE_NOOP("Engine", "its meta.json is not what SOG version 2 asks for"),
    QT_TRANSLATE_NOOP("Engine", "its meta.json %1"),
    QT_TRANSLATE_NOOP("Engine", "its image %1 is not a still WebP image"),
    QT_TRANSLATE_NOOP("Engine", "its image %1 has %2 x %3 pixels instead of %4"),
    QT_TRANSLATE_NOOP("Engine", "its image %1 is damaged"),
    QT_TRANSLATE_NOOP("Engine", "one for each of %1 splats"),
    QT_TRANSLATE_NOOP("Engine", "a palette's %1 x up to 1024"),
    QT_TRANSLATE_NOOP("Engine", "a codebook in its meta.json has %1 entries instead of 256"),
    QT_TRANSLATE_NOOP("Engine", "its SH coefficients have %1 bands; 1, 2 or 3 can be read"),
    QT_TRANSLATE_NOOP("Engine", "a splat has entry %1 of its SH palette, which has %2"),
    QT_TRANSLATE_NOOP("Engine",
                      "a part of it should have %1 bytes, but %2 are left (is the file cut off?)"),
    QT_TRANSLATE_NOOP("Engine", "it is binary glTF version %1; version 2 can be read"),
    QT_TRANSLATE_NOOP("Engine", "it is glTF without splats: no primitive has the extension %1"),
    QT_TRANSLATE_NOOP("Engine", "its glTF description lacks a number '%1'"),
    QT_TRANSLATE_NOOP("Engine", "its glTF description refers to %1[%2], which is not there"),
    QT_TRANSLATE_NOOP("Engine", "its glTF description is damaged"),
    QT_TRANSLATE_NOOP("Engine", "its glTF description %1"),
    QT_TRANSLATE_NOOP("Engine",
                      "its splats have numbers of the type %1, which glTF does not allow there"),
    QT_TRANSLATE_NOOP("Engine", "its attribute %1 is not of the type %2"),
    QT_TRANSLATE_NOOP("Engine", "its attribute %1 is sparse or compressed, which cannot be read"),
    QT_TRANSLATE_NOOP("Engine", "its attribute %1 lies in another file"),
    QT_TRANSLATE_NOOP("Engine", "its attribute %1 lies outside of it (is the file cut off?)"),
    QT_TRANSLATE_NOOP(
        "Engine", "its attribute %1 declares %2 splats, which its part of the file cannot hold"),
    QT_TRANSLATE_NOOP("Engine", "its attribute %1 has %2 splats instead of %3"),
    QT_TRANSLATE_NOOP("Engine", "one of its nodes has a position of another form than glTF says"),
    QT_TRANSLATE_NOOP("Engine", "one of its nodes is out of the range of numbers"),
    QT_TRANSLATE_NOOP("Engine", "one of its nodes has a rotation of no direction"),
    QT_TRANSLATE_NOOP("Engine", "its nodes are not the trees that glTF asks for"),
    QT_TRANSLATE_NOOP("Engine", "its nodes are each other's children"),
    QT_TRANSLATE_NOOP("Engine", "the scene that it shows is not one of its scenes"),
    QT_TRANSLATE_NOOP("Engine",
                      "its scene begins at a node that is not there, or is below another"),
    QT_TRANSLATE_NOOP("Engine", "nests deeper than %1 levels"),
    QT_TRANSLATE_NOOP("Engine", "has the key '%1' twice"),
    QT_TRANSLATE_NOOP("Engine", "holds more than %1 values"),
    QT_TRANSLATE_NOOP("Engine", "is not valid JSON (at byte %1)"),
    QT_TRANSLATE_NOOP("Engine", "holds a number out of range"),
    QT_TRANSLATE_NOOP("Engine", "is not a JSON object"),
    QT_TRANSLATE_NOOP("Engine", "the cloud has values that are not finite"),
    QT_TRANSLATE_NOOP("Engine", "SPZ holds positions within ±2048 only"),
    QT_TRANSLATE_NOOP("Engine", "SPZ holds at most 2^32 − 1 splats"),
    QT_TRANSLATE_NOOP("Engine", "SOG holds at most %1 splats"),
    QT_TRANSLATE_NOOP("Engine", "glTF cannot hold a cloud without splats"),
    QT_TRANSLATE_NOOP("Engine", "a binary glTF file cannot be larger than 4 GiB"),
    QT_TRANSLATE_NOOP("Engine", "libpng refuses it (%1)"),
    QT_TRANSLATE_NOOP("Engine", "it has %1 bytes, less than a header length"),
    QT_TRANSLATE_NOOP("Engine", "its header claims %1 bytes, the file has %2"),
    QT_TRANSLATE_NOOP("Engine", "its header does not start with '{'"),
    QT_TRANSLATE_NOOP("Engine", "its __metadata__ is not an object"),
    QT_TRANSLATE_NOOP("Engine", "its metadata '%1' is not a string"),
    QT_TRANSLATE_NOOP("Engine", "it was written on a big-endian machine"),
    QT_TRANSLATE_NOOP("Engine", "it holds something other than a state dict"),
    QT_TRANSLATE_NOOP("Engine", "it has the tensor %1 twice"),
    QT_TRANSLATE_NOOP("Engine",
                      "it holds no state dict, neither at its root nor under the key 'model'"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "it is in PyTorch's format of before version 1.6; load and save it with a newer one"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "it is not a PyTorch checkpoint: it lacks the entry data.pkl that torch.save writes"),
    QT_TRANSLATE_NOOP("Engine", "its entry %1 is missing or larger than %2 bytes"),
    QT_TRANSLATE_NOOP("Engine", "this build of Gambade has no CUDA engine"),
    QT_TRANSLATE_NOOP("Engine", "this build of Gambade has none"),
    QT_TRANSLATE_NOOP("Engine", "no NVIDIA GPU with a driver was found"),
    QT_TRANSLATE_NOOP("Engine",
                      "the NVIDIA driver is too old: it offers CUDA %1, and this program needs %2"),
    QT_TRANSLATE_NOOP("Engine", "the GPU %1 is older than NVIDIA's Ampere generation"),
    QT_TRANSLATE_NOOP("Engine", "it is not a PyTorch checkpoint, or is cut short (%1)"),
    // Last, as others begin or end like these.
    QT_TRANSLATE_NOOP("Engine", "its entry %1 %2"),
    QT_TRANSLATE_NOOP("Engine", "its header %1"),
    QT_TRANSLATE_NOOP("Engine", "%1 cannot be read"),
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
