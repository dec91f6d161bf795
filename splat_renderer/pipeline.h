#pragma once

#include "splat_renderer/projection.h"

#include <glm/vec4.hpp>
#include <memory>
#include <span>
#include <string>
#include <vector>

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

/// Projects and sorts a cloud, and issues the draw call: one class for each way to do so.
/// Everything needs the OpenGL context to be current.
class Pipeline {
public:
    virtual ~Pipeline() = default;

    /// Takes a new cloud over (kept alive as long as needed); nothing of it is highlighted.
    /// @throws Error(kDevice) where it does not fit into the graphics memory.
    virtual void setCloud(std::shared_ptr<const GaussianCloud> cloud) = 0;
    /// The splats to draw in the colour of highlighted() from the next project() on.
    /// @param highlight copied: an entry for each splat, not 0 where it is; empty: none is
    virtual void setHighlight(std::span<const std::uint8_t> highlight) = 0;
    /// Projects all splats and sorts them back to front.
    virtual void project(const ProjectionRequest& request) = 0;
    /// Draws one quad of four vertices for each visible splat, back to front, with the current
    /// program, which must be made with glslVersion() and drawDefines().
    virtual void draw() = 0;

    virtual int glslVersion() const = 0;
    virtual std::vector<std::string> drawDefines() const = 0;
    /// Compiles its shaders again.
    virtual void reloadShaders() = 0;
};

/// Compute shaders do all of it; nothing is read back. OpenGL 4.3.
std::unique_ptr<Pipeline> makeComputePipeline();
/// Whether the current context can run it, also for `cloud`, whose buffers may be too large for it.
bool computePipelineSupported(const GaussianCloud& cloud);

/// The processor projects and sorts, in the same frame. OpenGL 3.3.
std::unique_ptr<Pipeline> makeClassicPipeline();

} // namespace gambade
