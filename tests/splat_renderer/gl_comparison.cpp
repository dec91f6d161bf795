#include "gl_comparison.h"

#include "oracle.h"

#include <catch2/catch.hpp>
#include <epoxy/gl.h>

namespace gambade::test {

Canvas::Canvas(int width, int height, GLenum format)
    : m_width(width), m_height(height), m_texture(GlTexture::create()),
      m_framebuffer(GlFramebuffer::create()) {
    glBindTexture(GL_TEXTURE_2D, m_texture.id());
    glTexImage2D(GL_TEXTURE_2D, 0, static_cast<GLint>(format), width, height, 0, GL_RGBA, GL_FLOAT,
                 nullptr);
    glBindFramebuffer(GL_FRAMEBUFFER, m_framebuffer.id());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, m_texture.id(), 0);
    REQUIRE(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);
}

std::vector<glm::vec4> Canvas::read() const {
    std::vector<glm::vec4> rows(static_cast<std::size_t>(m_width) * m_height);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, m_framebuffer.id());
    glReadPixels(0, 0, m_width, m_height, GL_RGBA, GL_FLOAT, rows.data());
    std::vector<glm::vec4> pixels;
    for (int row = m_height - 1; row >= 0; --row) {
        const auto first = rows.begin() + static_cast<std::ptrdiff_t>(row) * m_width;
        pixels.insert(pixels.end(), first, first + m_width);
    }
    return pixels;
}

std::vector<RendererPath> availablePaths() {
    std::vector<RendererPath> paths = {RendererPath::kProcessor, RendererPath::kClassic};
    if (epoxy_gl_version() >= 43) {
        paths.push_back(RendererPath::kCompute);
    } else {
        WARN("the compute path is not tested: this driver has no OpenGL 4.3");
    }
    return paths;
}

std::vector<glm::dvec4> expectedPicture(const GaussianCloud& cloud, const Camera& camera, int width,
                                        int height) {
    std::vector<glm::dvec4> pixels;
    for (const glm::vec4& pixel : rasterize(cloud, camera, width, height).pixels) {
        pixels.push_back(glm::dvec4(pixel));
    }
    return pixels;
}

namespace {

/// The picture without what the rasterizer's early stop explains. It leaves a pixel at the splat
/// that would let less than 1e-4 through, so with up to 1 % of the light (alpha is at most 0.99);
/// quads go on to add up to that much of colours (0..1) and of alpha.
std::vector<glm::vec4> withoutEarlyStop(const std::vector<glm::dvec4>& expected,
                                        std::vector<glm::vec4> pixels) {
    constexpr double kMostLeft = 0.01;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const double left = 1.0 - expected[i].a;
        if (left <= kMostLeft) {
            const glm::dvec4 added = glm::dvec4(pixels[i]) - expected[i];
            pixels[i] -= glm::vec4(glm::clamp(added, glm::dvec4(0.0), glm::dvec4(left)));
        }
    }
    return pixels;
}

} // namespace

void checkAgainstRasterizer(const GaussianCloud& cloud, const std::vector<Camera>& cameras,
                            int width, int height) {
    const auto shared = std::make_shared<const GaussianCloud>(cloud);
    for (const RendererPath path : availablePaths()) {
        Renderer renderer(path);
        REQUIRE(renderer.path() == path);
        renderer.setCloud(shared);
        const Canvas canvas(width, height, GL_RGBA8);
        for (const Camera& camera : cameras) {
            CAPTURE(renderer.description(), glm::dvec3(camera.cameraToWorld[3]).x);
            const auto expected = expectedPicture(cloud, camera, width, height);
            renderer.draw(camera, {.precision = BlendPrecision::kFull}, canvas.target());
            CHECK(psnr(expected, withoutEarlyStop(expected, renderer.readPicture().pixels)) >=
                  kMinPrecisePsnr);
            renderer.draw(camera, {}, canvas.target());
            CHECK(psnr(expected, renderer.readPicture().pixels) >= kMinPsnr);

            // And as it reaches the eye: on white, dithered, 8 bits.
            std::vector<glm::dvec4> onWhite;
            for (const glm::dvec4& pixel : expected) {
                onWhite.push_back(glm::min(pixel + (1.0 - pixel.a), glm::dvec4(1.0)));
            }
            CHECK(psnr(onWhite, canvas.read()) >= kMinPsnr);
        }
    }
}

void checkAgainstFreshStills(const GaussianCloud& cloud, const std::vector<Camera>& cameras,
                             int width, int height) {
    const auto shared = std::make_shared<const GaussianCloud>(cloud);
    for (const RendererPath path : availablePaths()) {
        const Canvas canvas(width, height, GL_RGBA8);
        Renderer moving(path);
        moving.setCloud(shared);
        for (const Camera& camera : cameras) {
            CAPTURE(moving.description(), glm::dvec3(camera.cameraToWorld[3]).x);
            moving.draw(camera, {}, canvas.target());
            Renderer still(path);
            still.setCloud(shared);
            still.draw(camera, {}, canvas.target());
            std::vector<glm::dvec4> expected;
            for (const glm::vec4& pixel : still.readPicture().pixels) {
                expected.push_back(glm::dvec4(pixel));
            }
            CHECK(psnr(expected, moving.readPicture().pixels) >= kMinPsnr);
        }
    }
}

} // namespace gambade::test
