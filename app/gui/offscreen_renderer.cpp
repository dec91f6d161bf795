#include "app/gui/offscreen_renderer.h"

#include "app/gui/canvas.h"
#include "splats/error.h"
#include "splats/log.h"

#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>

namespace gambade::gui {

OffscreenRenderer::OffscreenRenderer(QOffscreenSurface* surface, CloudPtr cloud,
                                     const RenderSettings& settings)
    : m_cloud(std::move(cloud)), m_settings(settings), m_surface(surface) {
    m_settings.precision = BlendPrecision::kFull;
    if (!surface || !QOpenGLContext::supportsThreadedOpenGL()) {
        return;
    }
    m_context = std::make_unique<QOpenGLContext>();
    m_context->setFormat(surface->format());
    if (!m_context->create() || !m_context->makeCurrent(surface)) {
        m_context.reset();
        return;
    }
    try {
        m_target = std::make_unique<QOpenGLFramebufferObject>(1, 1);
        m_renderer = std::make_unique<Renderer>();
        m_renderer->setCloud(m_cloud);
    } catch (const std::exception& failure) {
        giveUpOpenGl(failure);
    }
}

void OffscreenRenderer::giveUpOpenGl(const std::exception& failure) {
    log(LogLevel::kWarning, "pictures are drawn by the processor: {}", failure.what());
    freeOpenGl();
}

OffscreenRenderer::~OffscreenRenderer() {
    freeOpenGl();
}

void OffscreenRenderer::freeOpenGl() {
    if (m_context) {
        m_context->makeCurrent(m_surface);
        m_renderer.reset();
        m_target.reset();
        m_context->doneCurrent();
        m_context.reset();
    }
}

RenderedImage OffscreenRenderer::draw(const Camera& camera, const QSize& size,
                                      const Progress& progress) {
    progress.throwIfCancelled();
    if (const std::optional<RenderedImage> picture = drawByOpenGl(camera, size)) {
        progress.update("render", 1.0);
        return *picture;
    }
    return rasterize(*adjusted(m_cloud, m_settings), camera, size.width(), size.height(), {},
                     progress);
}

std::optional<RenderedImage> OffscreenRenderer::drawByOpenGl(const Camera& camera,
                                                             const QSize& size) {
    if (!m_renderer) {
        return std::nullopt;
    }
    RenderedImage picture;
    try {
        m_renderer->draw(camera, m_settings, {m_target->handle(), size.width(), size.height()});
        picture = m_renderer->readPicture();
    } catch (const std::exception& failure) {
        if (m_settings.mode != DisplayMode::kSplats) {
            throw; // the processor has no other mode
        }
        giveUpOpenGl(failure);
        return std::nullopt;
    }
    if (m_settings.mode == DisplayMode::kOpacity) {
        for (glm::vec4& pixel : picture.pixels) {
            pixel = glm::vec4(glm::vec3(pixel.a), 1.0f);
        }
    }
    return picture;
}

std::optional<glm::vec3> OffscreenRenderer::background(bool transparent) const {
    if (transparent) {
        return std::nullopt;
    }
    return m_settings.background == BackgroundKind::kColor ? m_settings.backgroundColor
                                                           : glm::vec3(1.0f);
}

} // namespace gambade::gui
