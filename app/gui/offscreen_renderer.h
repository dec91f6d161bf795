#pragma once

#include "app/gui/scene.h"
#include "splat_renderer/renderer.h"

#include <QSize>
#include <exception>

class QOffscreenSurface;
class QOpenGLContext;
class QOpenGLFramebufferObject;

namespace gambade::gui {

/// Draws pictures that are saved and not shown, at any size: with OpenGL in the mode of the
/// settings, or with the processor, which draws splats only. Made, used and destroyed on one
/// thread, which may be any.
class OffscreenRenderer {
public:
    /// @param surface made by the application's first thread; null: the processor draws, as it does
    /// where OpenGL cannot be had on this thread.
    OffscreenRenderer(QOffscreenSurface* surface, CloudPtr cloud, const RenderSettings& settings);
    ~OffscreenRenderer();
    OffscreenRenderer(const OffscreenRenderer&) = delete;
    OffscreenRenderer& operator=(const OffscreenRenderer&) = delete;

    /// Premultiplied, without background and grid.
    /// Where the graphics memory does not hold it, the processor draws, if it has the mode.
    /// @throws Error(kUsage) for a size that cannot be drawn, Error(kDevice) as said; Cancelled.
    RenderedImage draw(const Camera& camera, const QSize& size, const Progress& progress);
    /// What belongs behind the pictures; none: they are to stay transparent.
    std::optional<glm::vec3> background(bool transparent) const;

private:
    void freeOpenGl();
    void giveUpOpenGl(const std::exception& failure);
    /// None where the processor has to draw.
    std::optional<RenderedImage> drawByOpenGl(const Camera& camera, const QSize& size);

    CloudPtr m_cloud;
    RenderSettings m_settings;
    QOffscreenSurface* m_surface;
    std::unique_ptr<QOpenGLContext> m_context;
    std::unique_ptr<QOpenGLFramebufferObject> m_target; ///< of one pixel: only the picture is read
    std::unique_ptr<Renderer> m_renderer;               ///< null: the processor draws
};

} // namespace gambade::gui
