#pragma once

#include "splat_renderer/rasterizer.h"
#include "splats/progress.h"

#include <QSize>
#include <QString>
#include <QStringList>
#include <memory>
#include <optional>

namespace gambade::gui {

/// Takes the pictures of a moving view one after the other. What it wrote goes with it, unless
/// finish() was reached.
class FrameWriter {
public:
    virtual ~FrameWriter() = default;
    /// @throws Error(kOutput); Cancelled.
    virtual void add(const RenderedImage& frame, const Progress& progress) = 0;
    /// After the last frame. @throws as add().
    virtual void finish(const Progress& progress) = 0;
};

/// One PNG after the other, frame_0001.png …, in a folder that is made and must not hold anything.
/// @param background behind them; none: they stay transparent
/// @throws Error(kOutput) where the folder cannot be made or holds something already.
std::unique_ptr<FrameWriter> makePngFrames(const QString& folder,
                                           const std::optional<glm::vec3>& background);

struct VideoSettings {
    QString ffmpeg;    ///< the program's path
    QStringList codec; ///< its output options
    QSize size;        ///< pixels
    int framesPerSecond = 30;
};

/// A video by the program ffmpeg, which is given the frames through a pipe. It is written beside
/// `file` and takes its name when it is complete.
/// @throws Error(kOutput) where the program does not start.
std::unique_ptr<FrameWriter> makeVideo(const VideoSettings& settings, const QString& file,
                                       const std::optional<glm::vec3>& background);

} // namespace gambade::gui
