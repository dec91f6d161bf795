#pragma once

#include "splat_renderer/gl_objects.h"
#include "splat_renderer/renderer.h"

#include <vector>

namespace gambade::test {

inline constexpr double kMinPsnr = 50.0; ///< of RGBA16F, dB
inline constexpr double kMinPrecisePsnr =
    75.0; ///< of RGBA32F, short of the rasterizer's early stop

/// A framebuffer to draw into, with one colour texture.
class Canvas {
public:
    /// @param format GL_RGBA8, GL_RGBA32F
    Canvas(int width, int height, GLenum format);
    RenderTarget target() const { return {m_framebuffer.id(), m_width, m_height}; }
    /// Top row first.
    std::vector<glm::vec4> read() const;

private:
    int m_width, m_height;
    GlTexture m_texture;
    GlFramebuffer m_framebuffer;
};

/// Every path that this driver has, by request. Warns where one is missing.
std::vector<RendererPath> availablePaths();

/// The CPU rasterizer's picture.
std::vector<glm::dvec4> expectedPicture(const GaussianCloud& cloud, const Camera& camera, int width,
                                        int height);

/// Draws the views one after another by one renderer a path, and checks each against the CPU
/// rasterizer: in full precision, as shown on the screen, and on white in 8 bits.
void checkAgainstRasterizer(const GaussianCloud& cloud, const std::vector<Camera>& cameras,
                            int width, int height);

/// The same against a still of each view by a renderer that has drawn nothing before.
void checkAgainstFreshStills(const GaussianCloud& cloud, const std::vector<Camera>& cameras,
                             int width, int height);

} // namespace gambade::test
