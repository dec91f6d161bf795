#pragma once

#include "app/gui/offscreen_renderer.h"
#include "app/gui/orbit_controller.h"

#include <QString>
#include <span>

namespace gambade::gui {

/// A kind of file that a turntable can be written as.
struct TurntableFormat {
    QString extension; ///< without a dot; "png": a folder of single pictures
    const char* name;  ///< in English
    bool needsFfmpeg;
    bool hasAlpha; ///< can keep a transparent background

    QString nameInWindowLanguage() const;
};

std::span<const TurntableFormat> turntableFormats();
/// Null where there is none.
const TurntableFormat* findTurntableFormat(const QString& extension);

struct TurntableOptions {
    QString format; ///< extension of one of turntableFormats()
    QSize size;     ///< pixels; even numbers, as most players need
    int frames = 180;
    int framesPerSecond = 30;
    bool transparent = false;
};

/// The program, empty where it is not installed.
QString findFfmpeg();

/// Draws one turn around the pose's target, from the pose, and writes it. Several frames are never
/// held at once.
/// @param file of the video, replaced when the new one is complete; for "png" a folder that is
/// made, and must not hold anything yet.
/// @throws Error(kOutput) where the file or folder cannot be written or ffmpeg fails, with its
/// words; what drawing throws; Cancelled, which like a failure leaves nothing behind.
void writeTurntable(OffscreenRenderer& renderer, const OrbitPose& pose,
                    const TurntableOptions& options, const QString& ffmpeg, const QString& file,
                    const Progress& progress);

} // namespace gambade::gui
