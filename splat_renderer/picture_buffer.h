#pragma once

#include "splat_renderer/gl_objects.h"
#include "splat_renderer/rasterizer.h"

namespace gambade {

/// The picture that splats are blended into, with its framebuffer: premultiplied colour, and the
/// transmittance as alpha, in 16-bit or 32-bit floats.
class PictureBuffer {
public:
    PictureBuffer();

    /// @throws Error(kUsage) where the driver allows no picture of that size, Error(kDevice) where
    /// it cannot blend into this format or has no memory left.
    void resize(int width, int height, bool fullPrecision);
    int width() const { return m_width; }
    int height() const { return m_height; }
    GLuint framebuffer() const { return m_framebuffer.id(); }
    GLuint texture() const { return m_texture.id(); }
    GLenum format() const { return m_fullPrecision ? GL_RGBA32F : GL_RGBA16F; }
    /// Makes all of it empty.
    void clear() const;
    /// Makes it `image`, which is of its size, as read() returns it.
    void write(RenderedImage image) const;
    /// Its pixels with opacity as alpha, top row first.
    RenderedImage read() const;

private:
    int m_width = 0;
    int m_height = 0;
    bool m_fullPrecision = false;
    GlTexture m_texture;
    GlFramebuffer m_framebuffer;
};

} // namespace gambade
