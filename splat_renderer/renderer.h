#pragma once

#include "splat_renderer/camera.h"
#include "splat_renderer/cloud_extent.h"
#include "splat_renderer/rasterizer.h"
#include "splats/cloud.h"
#include "splats/gpu_cloud.h"

#include <cstddef>
#include <glm/vec3.hpp>
#include <memory>
#include <span>
#include <string>

namespace gambade {

/// Which way of drawing to take.
enum class RendererPath {
    /// Compute where the driver and the cloud allow it, else classic; processor on software
    /// drivers.
    kAuto,
    kCompute,   ///< OpenGL 4.3: projected, sorted and composed by compute shaders
    kClassic,   ///< OpenGL 3.3: projected and sorted by the processor, in the same frame
    kProcessor, ///< OpenGL 3.3: composed by the processor, as rasterize() does, and only shown
};

enum class DisplayMode {
    kSplats,  ///< the picture, as rasterize() makes it
    kPoints,  ///< a small dot at every centre
    kDiscs,   ///< opaque ellipses of one standard deviation
    kDepth,   ///< grey, white at the cloud's near side, black at its far side
    kNormals, ///< direction of each splat's shortest axis
    kOpacity, ///< how opaque the picture is, as grey, black for nothing
};

enum class BackgroundKind { kColor, kChecker, kTransparent };

/// What splats are blended in.
enum class BlendPrecision {
    kAuto, ///< kHalf; kFull on software drivers, which cut halves off and are no faster with them
    kHalf, ///< 16-bit floats
    kFull ///< 32-bit floats, for stills: slower on a graphics chip, but nothing is lost to rounding
          ///< even under thousands of faint layers
};

struct RenderSettings {
    DisplayMode mode = DisplayMode::kSplats;
    float splatScale = 1.0f; ///< factor on every splat's size, > 0
    float minOpacity = 0.0f; ///< splats of less opacity are left out, [0, 1]
    BackgroundKind background = BackgroundKind::kColor;
    glm::vec3 backgroundColor{1.0f}; ///< sRGB-encoded, [0, 1]; for kColor only
    BlendPrecision precision = BlendPrecision::kAuto;
    bool dither = true;    ///< for targets of 8 bits a channel; off for float targets
    bool showGrid = false; ///< floor and axes, on the target only: readPicture() is without them
};

/// Where to draw: a framebuffer object of the current context (0: its default one), drawn from
/// (0, 0), lower left, to width × height pixels, each 1…16384 and no more than the driver allows.
struct RenderTarget {
    unsigned int framebuffer = 0;
    int width = 0;
    int height = 0;
};

/// Draws splats with OpenGL, as rasterize() does on the CPU. Knows no window system: it needs an
/// OpenGL ≥ 3.3 core context made by anybody (Qt, EGL, GLX), which must be current, the same one or
/// one sharing with it, in every call from constructor to destructor; with Qt, destroy it on
/// QOpenGLContext::aboutToBeDestroyed between makeCurrent and doneCurrent. One thread.
///
/// Splats are composed in premultiplied, sRGB-encoded RGBA16F (or 32F), then laid over
/// the background into the target, whose colour encoding must be plain (no GL_FRAMEBUFFER_SRGB).
///
///     Renderer renderer;                       // context current
///     renderer.setCloud(cloud);                // again whenever the cloud changes
///     renderer.draw(camera, settings, {widget->defaultFramebufferObject(), w, h}); // paintGL
///
/// Each draw() leaves this state: the target's framebuffer bound, viewport at its size, blending,
/// depth, scissor and cull tests off, no program, vertex array, texture or buffer bound that
/// matters to others. What was set before is not restored.
class Renderer {
public:
    /// @throws Error(kDevice) where the context is older than 3.3, lacks what `path` needs, or its
    /// driver refuses a shader. With kAuto a refused compute path is logged and the classic one
    /// taken.
    explicit Renderer(RendererPath path = RendererPath::kAuto);
    ~Renderer();
    Renderer(const Renderer&) = delete;
    Renderer& operator=(const Renderer&) = delete;

    /// The cloud to draw from now on; never null, an empty cloud draws the background only. The
    /// cloud is held, and must not change: give a changed copy instead. A cloud whose buffers are
    /// too large for the compute path is drawn by the classic one (kAuto).
    /// @throws Error(kDevice) where the graphics memory does not hold it, Error(kUsage) for arrays
    /// of different lengths.
    void setCloud(std::shared_ptr<const GaussianCloud> cloud);
    /// The same for a cloud that was measured before (by another thread, while this one goes on
    /// drawing): only copies it to the graphics memory.
    /// @param onGpu the same values, to be copied from there where the compute path is taken and
    ///        it can be done; null: there are none
    void setCloud(std::shared_ptr<const GaussianCloud> cloud, const CloudExtent& extent,
                  const GpuCloud* onGpu = nullptr);
    /// The same in small steps, for those who must not wait: begins it …
    void beginCloud(std::shared_ptr<const GaussianCloud> cloud, const CloudExtent& extent,
                    const GpuCloud* onGpu = nullptr);
    /// … and copies at most so many bytes more, to be called until it says that all is copied. Up
    /// to then draw() and setHighlight() are about the cloud before; where path() changes with the
    /// new one, about none.
    bool copyMore(std::size_t bytes);

    /// Draws some splats in the colour of highlighted() from now on, until the next cloud: a byte
    /// for each splat is sent to the graphics chip, and nothing else.
    /// @param highlight an entry for each splat, not 0 where it is highlighted; empty: none is
    /// @throws Error(kUsage) for another number of entries.
    void setHighlight(std::span<const std::uint8_t> highlight);

    /// Draws the cloud into the target. Where neither cloud, camera, size nor anything in
    /// `settings` that moves splats has changed since the last call, the picture is reused and only
    /// laid over its background again, so calling it on every repaint is cheap. Call it when
    /// something changed, not in a loop.
    /// @throws Error(kUsage) for a camera or size that View refuses, Error(kDevice) where the
    /// context was lost or its memory ran out: then make a new context and a new Renderer.
    void draw(const Camera& camera, const RenderSettings& settings, const RenderTarget& target);

    /// The splats of the last draw() before background and dither: premultiplied, top row first, as
    /// rasterize() returns. For screenshots (writePng) at any size: draw() once at that size.
    /// @throws Error(kUsage) where nothing was drawn yet.
    RenderedImage readPicture() const;

    /// The way taken: kCompute, kClassic or kProcessor. May change with setCloud().
    RendererPath path() const;
    /// For an About box: "OpenGL 4.5, llvmpipe (…), compute shaders".
    std::string description() const;

    /// Compiles all shaders again; in debug builds from the files in shaders/ as they are now.
    /// @throws Error(kDevice) where one does not compile.
    void reloadShaders();

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace gambade
