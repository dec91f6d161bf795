#pragma once

#include "splat_renderer/picture_buffer.h"
#include "splat_renderer/projection.h"
#include "splats/gpu_cloud.h"

#include <cstddef>
#include <glm/vec4.hpp>
#include <limits>
#include <memory>
#include <span>
#include <utility>

namespace gambade {

/// How splat.vert.glsl and splat.frag.glsl draw a splat.
enum class Shape { kGaussian = 0, kPoint = 1, kDisc = 2 };

/// What decides a splat's place, colour and order on screen: while it stays, so do they.
struct ProjectionRequest {
    View view;
    SplatAdjustment adjustment;
    bool showNormals = false; ///< colour by the direction of the shortest axis
};

/// A projected splat as the shaders read it: the layout of shaders/projected_splat.glsl.
struct DrawRecord {
    glm::vec4 centerDepthOpacity;
    glm::vec4 factor;
    glm::vec4 color;
};

/// How the splats of one picture are painted.
struct PaintStyle {
    Shape shape = Shape::kGaussian;
    float pointRadius = 1.5f;   ///< pixels, of Shape::kPoint
    glm::vec2 depthRange{0.0f}; ///< world units, shown as grey from white to black; 0, 0: colour
};

/// Projects, sorts and paints a cloud: one class for each way to do so.
/// Everything needs the OpenGL context to be current.
class Pipeline {
public:
    virtual ~Pipeline() = default;

    /// Begins to take a new cloud over (kept alive as long as needed); the one before is drawn
    /// until all is copied.
    /// @param onGpu the same values, for those that draw from the graphics memory; may be null
    virtual void beginCloud(std::shared_ptr<const GaussianCloud> cloud, const GpuCloud* onGpu) = 0;
    /// Copies at most so many bytes more of it. True: all is copied, and the new cloud drawn from
    /// now on; nothing of it is highlighted.
    virtual bool copyMore(std::size_t bytes) = 0;
    /// Both at once.
    void setCloud(std::shared_ptr<const GaussianCloud> cloud, const GpuCloud* onGpu) {
        beginCloud(std::move(cloud), onGpu);
        copyMore(std::numeric_limits<std::size_t>::max());
    }
    /// The splats to draw in the colour of highlighted() from the next project() on.
    /// @param highlight copied: an entry for each splat, not 0 where it is; empty: none is
    virtual void setHighlight(std::span<const std::uint8_t> highlight) = 0;
    /// Projects all splats and sorts them by depth.
    virtual void project(const ProjectionRequest& request) = 0;
    /// Paints what was projected last over nothing. The picture is of the size projected for.
    virtual void paint(const PaintStyle& style, const PictureBuffer& picture) = 0;
    /// Compiles its shaders again.
    virtual void reloadShaders() = 0;
};

/// Pairs of a splat and a tile that it touches that there is room for at most: 600 MB, far more
/// than a picture of 4K has unless splats are huge. There is less room at first.
inline constexpr unsigned int kMostTilePairs = 1u << 25;

/// Compute shaders do all of it; nothing is read back. OpenGL 4.3. Splats are composed by tiles,
/// pictures of more pairs than `mostPairs` are drawn as quads: the same picture, later.
std::unique_ptr<Pipeline> makeComputePipeline(unsigned int mostPairs = kMostTilePairs);
/// Whether the current context can run it, also for `cloud`, whose buffers may be too large for it.
bool computePipelineSupported(const GaussianCloud& cloud);

/// The processor projects and sorts, in the same frame, and splats are drawn as quads. OpenGL 3.3.
std::unique_ptr<Pipeline> makeClassicPipeline();

/// The processor does all but points and discs, as rasterize() does, and hands the picture over.
/// OpenGL 3.3: for drivers that are software themselves, which shade every pixel of every quad.
std::unique_ptr<Pipeline> makeProcessorPipeline();

} // namespace gambade
