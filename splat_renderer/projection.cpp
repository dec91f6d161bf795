#include "splat_renderer/projection.h"

#include "splat_renderer/parallel_for.h"
#include "splats/error.h"
#include "splats/sh.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>
#include <glm/matrix.hpp>
#include <glm/trigonometric.hpp>
#include <glm/vector_relational.hpp>
#include <tuple>

namespace gambade {

namespace {

constexpr int kMaxImageSide = 16384;

/// The two rows of J·W·R·S: the 2D covariance is M·Mᵀ.
struct ImageAxes {
    glm::dvec3 x;
    glm::dvec3 y;
};

bool isFinite(const glm::vec3& v) {
    return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

/// Local linearisation of the projection at `center` (view axes), EWA splatting (Zwicker et al.
/// 2001) with the reference code's clamp, applied to the ellipsoid's axes. Parallel rays have no
/// slope: their projection is linear as it is.
ImageAxes projectAxes(const GaussianCloud& cloud, std::size_t index, const View& view,
                      const glm::dvec3& center, double scale) {
    const double limitX = kJacobianClamp * 0.5 * view.width / view.focal;
    const double limitY = kJacobianClamp * 0.5 * view.height / view.focal;
    const bool parallel = view.orthographic;
    const double slopeX = parallel ? 0.0 : std::clamp(center.x / center.z, -limitX, limitX);
    const double slopeY = parallel ? 0.0 : std::clamp(center.y / center.z, -limitY, limitY);
    const double perUnit = view.pixelsPerUnit(center.z);
    const glm::dmat3 axes =
        view.worldToView * glm::mat3_cast(glm::normalize(glm::dquat(cloud.rotations[index])));
    ImageAxes image;
    for (int k = 0; k < 3; ++k) {
        const glm::dvec3 axis = axes[k] * (scale * cloud.scales[index][k]);
        image.x[k] = perUnit * (axis.x - slopeX * axis.z);
        image.y[k] = perUnit * (axis.y - slopeY * axis.z);
    }
    return image;
}

/// [first, last] of the pixels within `reach` of `center`; empty (first > last) where outside.
std::pair<int, int> pixelRange(double center, double reach, int size) {
    const double last = size - 1;
    return {static_cast<int>(std::clamp(std::ceil(center - reach), 0.0, last + 1.0)),
            static_cast<int>(std::clamp(std::floor(center + reach), -1.0, last))};
}

} // namespace

View::View(const Camera& camera, int widthPixels, int heightPixels)
    : orthographic(camera.orthographicHeight), width(widthPixels), height(heightPixels) {
    if (std::min(width, height) < 1 || std::max(width, height) > kMaxImageSide) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("a picture of {}x{} pixels cannot be rendered: each side must be "
                                "1 to {}",
                                width, height, kMaxImageSide));
    }
    if (!(camera.fovYDegrees > 0.0 && camera.fovYDegrees < 180.0)) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("a field of view of {} degrees cannot be rendered: it must be "
                                "between 0 and 180",
                                camera.fovYDegrees));
    }
    const double worldHeight = camera.orthographicHeight.value_or(1.0);
    if (!(worldHeight > 0.0 && std::isfinite(worldHeight))) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("an orthographic view of height {} cannot be rendered: it must be "
                                "more than 0",
                                worldHeight));
    }
    // Camera looks along −z with y up; pixels count downwards and depth forwards.
    const glm::dmat3 flip(1, 0, 0, 0, -1, 0, 0, 0, -1);
    worldToView = flip * glm::inverse(glm::dmat3(camera.cameraToWorld));
    position = glm::dvec3(camera.cameraToWorld[3]);
    const glm::dvec3 sum = worldToView[0] + worldToView[1] + worldToView[2] + position;
    if (!std::isfinite(sum.x + sum.y + sum.z)) {
        throw Error(ErrorKind::kUsage, "the camera's matrix is not finite or cannot be inverted");
    }
    focal = orthographic ? height / worldHeight
                         : 0.5 * height / std::tan(0.5 * glm::radians(camera.fovYDegrees));
}

void checkCloud(const GaussianCloud& cloud) {
    const std::size_t count = cloud.size();
    if (cloud.shDegree < 0 || cloud.shDegree > kMaxShDegree || cloud.opacities.size() != count ||
        cloud.scales.size() != count || cloud.rotations.size() != count ||
        cloud.sh.size() != count * shCoefficientCount(cloud.shDegree)) {
        throw Error(ErrorKind::kUsage,
                    "the splats cannot be rendered: their arrays are of different lengths");
    }
}

void checkHighlight(const GaussianCloud& cloud, std::span<const std::uint8_t> highlight) {
    if (!highlight.empty() && highlight.size() != cloud.size()) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("a highlight of {} splats does not fit a cloud of {}",
                                highlight.size(), cloud.size()));
    }
}

bool isDrawable(const GaussianCloud& cloud, std::size_t index) {
    const glm::vec3& scale = cloud.scales[index];
    const glm::quat& q = cloud.rotations[index];
    const float norm2 = glm::dot(q, q);
    return isFinite(cloud.positions[index]) && std::isfinite(cloud.opacities[index]) &&
           isFinite(scale) && glm::all(glm::greaterThanEqual(scale, glm::vec3(0.0f))) &&
           glm::any(glm::greaterThan(scale, glm::vec3(0.0f))) && std::isfinite(norm2) &&
           norm2 > 0.0f;
}

std::optional<ProjectedSplat> projectSplat(const GaussianCloud& cloud, std::size_t index,
                                           const View& view, const SplatAdjustment& adjustment) {
    if (!isDrawable(cloud, index) || cloud.opacities[index] < adjustment.minOpacity) {
        return std::nullopt;
    }
    const glm::dvec3 fromCamera = glm::dvec3(cloud.positions[index]) - view.position;
    const glm::dvec3 center = view.worldToView * fromCamera;
    if (!(center.z > view.nearDepth())) {
        return std::nullopt;
    }

    const ImageAxes axes = projectAxes(cloud, index, view, center, adjustment.scale);
    const double varianceX = glm::dot(axes.x, axes.x) + kLowPass;
    const double varianceY = glm::dot(axes.y, axes.y) + kLowPass;
    const double covariance = glm::dot(axes.x, axes.y);
    // det(M·Mᵀ) by Cauchy-Binet: a sum of squares, so never negative, whatever the shape.
    const glm::dvec3 minors = glm::cross(axes.x, axes.y);
    const double sharpDeterminant = glm::dot(minors, minors);
    const double determinant = sharpDeterminant + kLowPass * (varianceX + varianceY - kLowPass);

    double opacity = cloud.opacities[index];
    if (cloud.antialiased) {
        opacity *= std::sqrt(sharpDeterminant / determinant);
    }
    const double maxDistance2 = 2.0 * std::log(opacity / kMinAlpha);
    if (!(maxDistance2 >= 0.0)) {
        return std::nullopt;
    }

    ProjectedSplat splat;
    splat.center = view.fromMiddle(center) + 0.5 * glm::dvec2(view.width - 1, view.height - 1);
    std::tie(splat.firstColumn, splat.lastColumn) =
        pixelRange(splat.center.x, std::sqrt(maxDistance2 * varianceX), view.width);
    std::tie(splat.firstRow, splat.lastRow) =
        pixelRange(splat.center.y, std::sqrt(maxDistance2 * varianceY), view.height);
    if (splat.firstColumn > splat.lastColumn || splat.firstRow > splat.lastRow) {
        return std::nullopt;
    }
    splat.depth = center.z;
    splat.factor = {std::sqrt(varianceY / determinant),
                    -covariance / std::sqrt(determinant * varianceY), 1.0 / std::sqrt(varianceY)};
    splat.opacity = static_cast<float>(opacity);
    splat.maxDistance2 = static_cast<float>(maxDistance2);
    const glm::vec3* coefficients = &cloud.sh[index * shCoefficientCount(cloud.shDegree)];
    const glm::dvec3 ray = view.orthographic ? view.forward() : glm::normalize(fromCamera);
    const glm::vec3 color = evaluateSh(coefficients, cloud.shDegree, glm::vec3(ray));
    if (!isFinite(color)) {
        return std::nullopt;
    }
    splat.color = glm::max(color, glm::vec3(0.0f));
    splat.index = static_cast<std::uint32_t>(index);
    return splat;
}

std::vector<ProjectedSplat> projectCloud(const GaussianCloud& cloud, const View& view,
                                         const SplatAdjustment& adjustment, int threads,
                                         const Progress& progress) {
    checkCloud(cloud);
    constexpr std::size_t kChunk = 4096;
    const std::size_t chunks = (cloud.size() + kChunk - 1) / kChunk;
    std::vector<std::vector<ProjectedSplat>> parts(chunks);
    parallelFor(static_cast<int>(chunks), threads, "project", progress, [&](int chunk) {
        const std::size_t first = static_cast<std::size_t>(chunk) * kChunk;
        const std::size_t end = std::min(first + kChunk, cloud.size());
        std::vector<ProjectedSplat>& part = parts[static_cast<std::size_t>(chunk)];
        part.reserve(end - first);
        for (std::size_t i = first; i < end; ++i) {
            if (const auto splat = projectSplat(cloud, i, view, adjustment)) {
                part.push_back(*splat);
            }
        }
    });
    std::size_t count = 0;
    for (const auto& part : parts) {
        count += part.size();
    }
    std::vector<ProjectedSplat> splats;
    splats.reserve(count);
    for (auto& part : parts) {
        splats.insert(splats.end(), part.begin(), part.end());
        part = {}; // or every splat would be held twice
    }
    return splats;
}

std::vector<ProjectedSplat> projectSorted(const GaussianCloud& cloud, const View& view,
                                          const SplatAdjustment& adjustment, int threads,
                                          const Progress& progress) {
    const std::vector<ProjectedSplat> splats =
        projectCloud(cloud, view, adjustment, threads, progress);
    struct Entry {
        double depth;
        std::size_t position;
    };
    std::vector<Entry> entries;
    entries.reserve(splats.size());
    for (std::size_t i = 0; i < splats.size(); ++i) {
        entries.push_back({splats[i].depth, i});
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.depth < b.depth; });
    std::vector<ProjectedSplat> sorted;
    sorted.reserve(entries.size());
    for (const Entry& entry : entries) {
        sorted.push_back(splats[entry.position]);
    }
    return sorted;
}

} // namespace gambade
