#include "app/gui/turntable.h"

#include "app/gui/frame_writer.h"

#include <QCoreApplication>
#include <QStandardPaths>
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace gambade::gui {
namespace {

/// Of a format that ffmpeg writes: high quality, and what the common players take.
QStringList codecOptions(const TurntableOptions& options) {
    if (options.format == QLatin1String("mp4")) {
        return {"-c:v", "libx264", "-crf", "16", "-pix_fmt", "yuv420p", "-movflags", "+faststart"};
    }
    if (options.format == QLatin1String("webm")) {
        return {
            "-c:v", "libvpx-vp9", "-b:v", "0",        "-crf",
            "22",   "-row-mt",    "1",    "-pix_fmt", options.transparent ? "yuva420p" : "yuv420p"};
    }
    // One palette for all frames, of the colours that are in them.
    return {"-filter_complex", "[0]split[a][b];[a]palettegen[p];[b][p]paletteuse", "-loop", "0"};
}

} // namespace

std::span<const TurntableFormat> turntableFormats() {
    static const std::array kFormats{
        TurntableFormat{"mp4", QT_TRANSLATE_NOOP("Turntable", "MP4 video"), true, false},
        TurntableFormat{"webm", QT_TRANSLATE_NOOP("Turntable", "WebM video"), true, true},
        TurntableFormat{"gif", QT_TRANSLATE_NOOP("Turntable", "GIF"), true, false},
        TurntableFormat{"png", QT_TRANSLATE_NOOP("Turntable", "PNG pictures in a folder"), false,
                        true},
    };
    return kFormats;
}

QString TurntableFormat::nameInWindowLanguage() const {
    return QCoreApplication::translate("Turntable", name);
}

const TurntableFormat* findTurntableFormat(const QString& extension) {
    const auto formats = turntableFormats();
    const auto found = std::ranges::find(formats, extension, &TurntableFormat::extension);
    return found == formats.end() ? nullptr : &*found;
}

QString findFfmpeg() {
    return QStandardPaths::findExecutable(QStringLiteral("ffmpeg"));
}

void writeTurntable(OffscreenRenderer& renderer, const OrbitPose& pose,
                    const TurntableOptions& options, const QString& ffmpeg, const QString& file,
                    const Progress& progress) {
    const auto background = renderer.background(options.transparent);
    const std::unique_ptr<FrameWriter> writer =
        options.format == QLatin1String("png")
            ? makePngFrames(file, background)
            : makeVideo({ffmpeg, codecOptions(options), options.size, options.framesPerSecond},
                        file, background);
    OrbitPose turned = pose;
    const Progress silent(nullptr, progress.stopToken());
    for (int i = 0; i < options.frames; ++i) {
        progress.update(fmt::format("frame {} of {}", i + 1, options.frames),
                        static_cast<double>(i) / options.frames);
        turned.azimuthDegrees = pose.azimuthDegrees + 360.0 * i / options.frames;
        writer->add(renderer.draw(turned.camera(), options.size, silent), progress);
    }
    writer->finish(progress);
}

} // namespace gambade::gui
