#pragma once

#include "splat_renderer/camera.h"
#include "splats/cloud.h"
#include "splats/progress.h"

#include <cstdint>
#include <glm/mat3x3.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace gambade {

/// Image formation constants of the reference rasterizer (Kerbl et al. 2023, published code).
inline constexpr double kNearDepth = 0.2;         ///< centres at this depth or nearer are not drawn
                                                  ///< (by a pinhole; parallel rays have no eye)
inline constexpr double kJacobianClamp = 1.3;     ///< × tan(half field of view)
inline constexpr double kLowPass = 0.3;           ///< pixels², added to the 2D covariance
inline constexpr float kMaxAlpha = 0.99f;         ///< of one splat in one pixel
inline constexpr float kMinAlpha = 1.0f / 255.0f; ///< smaller contributions are cut
inline constexpr float kMinTransmittance = 1e-4f; ///< a splat that would go below ends the pixel

/// A camera and a picture size, ready for projecting: view axes x right, y **down**, z forward
/// (those of pixels and depth), unlike Camera's.
struct View {
    glm::dmat3 worldToView{1.0};
    glm::dvec3 position{0.0}; ///< of the camera, in the world
    bool orthographic = false;
    double focal = 1.0; ///< pixels; orthographic: pixels for one unit of the world
    int width = 1;      ///< pixels
    int height = 1;

    /// @throws Error(kUsage) for a size outside 1…16384, a field of view outside (0°, 180°), an
    /// orthographic height that is not positive, or a matrix that is not finite or has no inverse.
    View(const Camera& camera, int widthPixels, int heightPixels);

    /// What is nearer is not drawn.
    double nearDepth() const {
        return orthographic ? -std::numeric_limits<double>::infinity() : kNearDepth;
    }
    double pixelsPerUnit(double depth) const { return orthographic ? focal : focal / depth; }
    glm::dvec3 forward() const { return {worldToView[0].z, worldToView[1].z, worldToView[2].z}; }
    /// Where a point is on the picture, in pixels from its middle.
    /// @param point in view axes, beyond nearDepth()
    glm::dvec2 fromMiddle(const glm::dvec3& point) const {
        return pixelsPerUnit(point.z) * glm::dvec2(point);
    }
};

/// A splat on the image plane. Pixel (column i, row j) has its centre at (i, j), row 0 on top.
/// With (dx, dy) = pixel − center, its squared Mahalanobis distance there is
/// q = (factor.x·dx + factor.y·dy)² + (factor.z·dy)², a Cholesky factor of the inverse covariance:
/// unlike the three conic entries it loses no digits in long thin splats.
struct ProjectedSplat {
    glm::dvec2 center;
    double depth;                ///< along the viewing axis, world units; > View::nearDepth()
    glm::vec3 factor;            ///< 1/pixel
    float opacity;               ///< with the anti-aliasing factor, where the cloud asks for it
    float maxDistance2;          ///< q at which alpha falls to kMinAlpha: 2·ln(255·opacity)
    glm::vec3 color;             ///< ≥ 0
    int firstColumn, lastColumn; ///< pixels that can be touched, inside the picture, inclusive
    int firstRow, lastRow;
    std::uint32_t index; ///< in the cloud
};

/// What a viewer may turn while looking; the defaults show the cloud as it is.
struct SplatAdjustment {
    float scale = 1.0f;      ///< factor on every splat's size, > 0
    float minOpacity = 0.0f; ///< splats of less opacity are left out
};

/// Projects one splat; nothing where it cannot touch a pixel of the picture: too near or behind,
/// too transparent, outside, or not a splat at all (values not finite, negative scale, all scales
/// zero, zero quaternion). shaders/project.comp.glsl is its twin.
std::optional<ProjectedSplat> projectSplat(const GaussianCloud& cloud, std::size_t index,
                                           const View& view,
                                           const SplatAdjustment& adjustment = {});

/// All splats that can touch the picture, in the order of the cloud. `threads` 0: all cores.
/// @throws Error(kUsage) where the cloud's arrays are of different lengths; Cancelled.
std::vector<ProjectedSplat> projectCloud(const GaussianCloud& cloud, const View& view,
                                         const SplatAdjustment& adjustment, int threads,
                                         const Progress& progress = {});

/// The same, nearest first; equal depths stay in the order of the cloud.
std::vector<ProjectedSplat> projectSorted(const GaussianCloud& cloud, const View& view,
                                          const SplatAdjustment& adjustment, int threads,
                                          const Progress& progress = {});

/// @throws Error(kUsage) where the arrays are of different lengths.
void checkCloud(const GaussianCloud& cloud);
/// @throws Error(kUsage) where there is neither an entry for each splat nor none at all.
void checkHighlight(const GaussianCloud& cloud, std::span<const std::uint8_t> highlight);

/// Whether the splat can be drawn at all: every value finite but SH, no negative scale, not all
/// scales zero, a quaternion of some length.
bool isDrawable(const GaussianCloud& cloud, std::size_t index);

} // namespace gambade
