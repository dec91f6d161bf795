#include "splat_renderer/picture_buffer.h"

#include "splats/error.h"

#include <algorithm>
#include <fmt/core.h>

namespace gambade {

namespace {

/// From opacity and top row first to transmittance and bottom row first, and back.
void turnOver(RenderedImage& image) {
    for (glm::vec4& pixel : image.pixels) {
        pixel.a = 1.0f - pixel.a;
    }
    for (int row = 0; row < image.height / 2; ++row) {
        glm::vec4* top = image.pixels.data() + static_cast<std::size_t>(row) * image.width;
        glm::vec4* bottom =
            image.pixels.data() + static_cast<std::size_t>(image.height - 1 - row) * image.width;
        std::swap_ranges(top, top + image.width, bottom);
    }
}

} // namespace

PictureBuffer::PictureBuffer() : m_framebuffer(GlFramebuffer::create()) {}

void PictureBuffer::resize(int width, int height, bool fullPrecision) {
    if (width == m_width && height == m_height && fullPrecision == m_fullPrecision) {
        return;
    }
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    if (std::max(width, height) > largest) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("a picture of {}x{} pixels cannot be drawn: this graphics driver "
                                "allows {} a side",
                                width, height, largest));
    }
    m_width = m_height = 0; // until it is whole
    m_fullPrecision = fullPrecision;
    m_texture = GlTexture::create();
    glBindTexture(GL_TEXTURE_2D, m_texture.id());
    glTexImage2D(GL_TEXTURE_2D, 0, static_cast<GLint>(format()), width, height, 0, GL_RGBA,
                 GL_FLOAT, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glBindTexture(GL_TEXTURE_2D, 0);
    glBindFramebuffer(GL_FRAMEBUFFER, m_framebuffer.id());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, m_texture.id(), 0);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
        throw Error(ErrorKind::kDevice,
                    fmt::format("this graphics driver has no room for, or cannot draw into, a "
                                "floating-point picture of {}x{} pixels",
                                width, height));
    }
    m_width = width;
    m_height = height;
}

void PictureBuffer::clear() const {
    const float nothing[4] = {0.0f, 0.0f, 0.0f, 1.0f};
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, m_framebuffer.id());
    glClearBufferfv(GL_COLOR, 0, nothing);
}

void PictureBuffer::write(RenderedImage image) const {
    turnOver(image);
    glBindTexture(GL_TEXTURE_2D, m_texture.id());
    glBindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, m_width, m_height, GL_RGBA, GL_FLOAT,
                    image.pixels.data());
    glBindTexture(GL_TEXTURE_2D, 0);
}

RenderedImage PictureBuffer::read() const {
    RenderedImage image{m_width, m_height, {}};
    image.pixels.resize(static_cast<std::size_t>(m_width) * m_height);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, m_framebuffer.id());
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, m_width, m_height, GL_RGBA, GL_FLOAT, image.pixels.data());
    glBindFramebuffer(GL_READ_FRAMEBUFFER, 0);
    turnOver(image);
    return image;
}

} // namespace gambade
