// Splats to the image plane, and gradients of what was drawn back to the splats.

#include "splat_rasterizer.h"

#include <cfloat>

namespace gambade {
namespace {

constexpr int kThreads = 128;

/// P clouds of G splats: means, scales, colors [P,G,3], quaternions [P,G,4], opacities [P,G].
struct Clouds {
    const float* means;
    const float* scales;
    const float* quaternions;
    const float* opacities;
    const float* colors;
};

/// Gradients in the same layout.
struct CloudGradients {
    float* means;
    float* scales;
    float* quaternions;
    float* opacities;
    float* colors;
};

/// Views v = p * V + (0..V-1) of cloud p: c2w [P*V,16] row-major, OpenGL camera; fovy [P*V].
struct Cameras {
    const float* c2w;
    const float* fovy;
    int viewsPerCloud;
    int width, height;
};

__device__ float dot(const float3& a, const float3& b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
__device__ float3 load3(const float* values, std::int64_t index) {
    return {values[3 * index], values[3 * index + 1], values[3 * index + 2]};
}

/// World to view axes: x right, y down, z forward.
struct View {
    float3 right, down, forward; // in the world
    float3 position;
    float focal; // pixels
    float limitX, limitY;

    __device__ View(const Cameras& cameras, std::int64_t view) {
        const float* m = cameras.c2w + 16 * view;
        right = {m[0], m[4], m[8]};
        down = {-m[1], -m[5], -m[9]};
        forward = {-m[2], -m[6], -m[10]};
        position = {m[3], m[7], m[11]};
        focal = 0.5f * cameras.height / tanf(0.5f * cameras.fovy[view]);
        limitX = kJacobianClamp * 0.5f * cameras.width / focal;
        limitY = kJacobianClamp * 0.5f * cameras.height / focal;
    }
    __device__ float3 toView(const float3& v) const {
        return {dot(right, v), dot(down, v), dot(forward, v)};
    }
    __device__ float3 toWorld(const float3& v) const {
        return {right.x * v.x + down.x * v.y + forward.x * v.z,
                right.y * v.x + down.y * v.y + forward.y * v.z,
                right.z * v.x + down.z * v.y + forward.z * v.z};
    }
};

/// Quaternion (w,x,y,z), normalised, and the columns of its rotation matrix.
struct Rotation {
    float w, x, y, z, norm;
    float3 column[3];

    __device__ explicit Rotation(const float* q) {
        norm = fmaxf(sqrtf(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]), 1e-12f);
        w = q[0] / norm;
        x = q[1] / norm;
        y = q[2] / norm;
        z = q[3] / norm;
        column[0] = {1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)};
        column[1] = {2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)};
        column[2] = {2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)};
    }

    /// Gradient of the quaternion as given from those of the columns.
    __device__ float4 backward(const float3 (&g)[3]) const {
        const float gw =
            2 * (z * (g[0].y - g[1].x) + y * (g[2].x - g[0].z) + x * (g[1].z - g[2].y));
        const float gx = 2 * (y * (g[0].y + g[1].x) + z * (g[0].z + g[2].x) +
                              w * (g[1].z - g[2].y) - 2 * x * (g[1].y + g[2].z));
        const float gy = 2 * (x * (g[0].y + g[1].x) + z * (g[1].z + g[2].y) +
                              w * (g[2].x - g[0].z) - 2 * y * (g[0].x + g[2].z));
        const float gz = 2 * (x * (g[0].z + g[2].x) + y * (g[1].z + g[2].y) +
                              w * (g[0].y - g[1].x) - 2 * z * (g[0].x + g[1].y));
        const float along = w * gw + x * gx + y * gy + z * gz;
        return {(gw - along * w) / norm, (gx - along * x) / norm, (gy - along * y) / norm,
                (gz - along * z) / norm};
    }
};

/// The ellipsoid's axes on the image plane (rows of J W R S) and the covariance they span.
struct Footprint {
    float3 center;  // view axes
    float3 axis[3]; // view axes, length = scale
    float perDepth; // pixels per world unit
    float slopeX, slopeY;
    bool freeX, freeY; // not clamped
    float u[3], v[3];  // pixels
    float varianceX, covariance, varianceY, determinant;

    __device__ Footprint(const View& view, const float3& mean, const float3& scale,
                         const Rotation& rotation) {
        center = view.toView(
            {mean.x - view.position.x, mean.y - view.position.y, mean.z - view.position.z});
        const float x = center.x / center.z, y = center.y / center.z;
        slopeX = fminf(fmaxf(x, -view.limitX), view.limitX);
        slopeY = fminf(fmaxf(y, -view.limitY), view.limitY);
        freeX = slopeX == x;
        freeY = slopeY == y;
        perDepth = view.focal / center.z;
        const float scales[3] = {scale.x, scale.y, scale.z};
        varianceX = varianceY = kLowPass;
        covariance = 0.0f;
        for (int k = 0; k < 3; ++k) {
            const float3 direction = view.toView(rotation.column[k]);
            axis[k] = {direction.x * scales[k], direction.y * scales[k], direction.z * scales[k]};
            u[k] = perDepth * (axis[k].x - slopeX * axis[k].z);
            v[k] = perDepth * (axis[k].y - slopeY * axis[k].z);
            varianceX += u[k] * u[k];
            varianceY += v[k] * v[k];
            covariance += u[k] * v[k];
        }
        // det(M Mt) by Cauchy-Binet: a sum of squares, so never negative, whatever the shape.
        const float a = u[1] * v[2] - u[2] * v[1];
        const float b = u[2] * v[0] - u[0] * v[2];
        const float c = u[0] * v[1] - u[1] * v[0];
        determinant = a * a + b * b + c * c + kLowPass * (varianceX + varianceY - kLowPass);
    }
};

__global__ void projectSplats(Clouds clouds, Cameras cameras, std::int64_t splatsPerCloud,
                              std::int64_t total, ProjectedSplat* projected,
                              std::int64_t* tileCounts) {
    const std::int64_t index = static_cast<std::int64_t>(blockIdx.x) * kThreads + threadIdx.x;
    if (index >= total) {
        return;
    }
    const std::int64_t viewIndex = index / splatsPerCloud;
    const std::int64_t source =
        viewIndex / cameras.viewsPerCloud * splatsPerCloud + index % splatsPerCloud;
    const View view(cameras, viewIndex);
    const Footprint footprint(view, load3(clouds.means, source), load3(clouds.scales, source),
                              Rotation(clouds.quaternions + 4 * source));
    const float opacity = clouds.opacities[source];
    const float maxDistance2 = 2.0f * logf(opacity / kMinAlpha);
    // Comparisons are written so that a NaN fails them.
    const bool drawn =
        footprint.center.z > kNearDepth && footprint.determinant < FLT_MAX && maxDistance2 >= 0.0f;
    ProjectedSplat splat{};
    splat.reachX = -1.0f;
    if (drawn) {
        splat.centerX = footprint.perDepth * footprint.center.x + 0.5f * cameras.width;
        splat.centerY = footprint.perDepth * footprint.center.y + 0.5f * cameras.height;
        const float rootY = sqrtf(footprint.varianceY);
        const float root = sqrtf(footprint.determinant);
        splat.factorX = rootY / root;
        splat.factorY = -footprint.covariance / (root * rootY);
        splat.factorZ = 1.0f / rootY;
        splat.opacity = opacity;
        splat.red = clouds.colors[3 * source];
        splat.green = clouds.colors[3 * source + 1];
        splat.blue = clouds.colors[3 * source + 2];
        splat.reachX = sqrtf(maxDistance2 * footprint.varianceX);
        splat.reachY = sqrtf(maxDistance2 * footprint.varianceY);
        splat.depth = footprint.center.z;
    }
    projected[index] = splat;
    tileCounts[index] = tilesOf(splat, cameras.width, cameras.height).count();
}

/// Gradients with respect to the covariance, dL = xx dVarianceX + 2 xy dCovariance + yy dVarianceY,
/// and to the centre on the picture.
struct ImageGradients {
    float xx, xy, yy;
    float centerX, centerY;
};

/// From the moments g {1, dx, dy, dx dx, dx dy, dy dy}, g = dL/d(distance^2), of all pixels.
__device__ ImageGradients fromMoments(const Footprint& footprint, const float* moments) {
    const float a = footprint.varianceY / footprint.determinant;
    const float b = -footprint.covariance / footprint.determinant;
    const float c = footprint.varianceX / footprint.determinant;
    const float xx = moments[3], xy = moments[4], yy = moments[5];
    // The inverse Q of the covariance changes by -Q dCovariance Q.
    const float leftXX = a * xx + b * xy, leftXY = a * xy + b * yy;
    const float leftYX = b * xx + c * xy, leftYY = b * xy + c * yy;
    return {-(leftXX * a + leftXY * b), -(leftXX * b + leftXY * c), -(leftYX * b + leftYY * c),
            -2.0f * (a * moments[1] + b * moments[2]), -2.0f * (b * moments[1] + c * moments[2])};
}

/// A thread per splat sums over the views of its cloud.
__global__ void projectSplatsBackward(Clouds clouds, Cameras cameras, std::int64_t splatsPerCloud,
                                      std::int64_t total, const ProjectedSplat* projected,
                                      const float* moments, CloudGradients gradients) {
    const std::int64_t source = static_cast<std::int64_t>(blockIdx.x) * kThreads + threadIdx.x;
    if (source >= total) {
        return;
    }
    const float3 mean = load3(clouds.means, source), scale = load3(clouds.scales, source);
    const Rotation rotation(clouds.quaternions + 4 * source);
    const float scales[3] = {scale.x, scale.y, scale.z};
    float3 meanGradient = {0, 0, 0}, colorGradient = {0, 0, 0};
    float3 columnGradient[3] = {};
    float scaleGradient[3] = {0, 0, 0};
    float opacityGradient = 0;
    for (int v = 0; v < cameras.viewsPerCloud; ++v) {
        const std::int64_t viewIndex = source / splatsPerCloud * cameras.viewsPerCloud + v;
        const std::int64_t index = viewIndex * splatsPerCloud + source % splatsPerCloud;
        if (projected[index].reachX < 0.0f) {
            continue;
        }
        const float* sums = moments + kMomentCount * index;
        const View view(cameras, viewIndex);
        const Footprint footprint(view, mean, scale, rotation);
        const ImageGradients image = fromMoments(footprint, sums);
        const float perDepth = footprint.perDepth, depth = footprint.center.z;

        float slopeX = 0, slopeY = 0, stretch = 0; // gradients of slopes, of log(perDepth)
        for (int k = 0; k < 3; ++k) {
            const float u = 2 * (image.xx * footprint.u[k] + image.xy * footprint.v[k]);
            const float w = 2 * (image.xy * footprint.u[k] + image.yy * footprint.v[k]);
            stretch += u * footprint.u[k] + w * footprint.v[k];
            slopeX -= perDepth * u * footprint.axis[k].z;
            slopeY -= perDepth * w * footprint.axis[k].z;
            const float3 axis =
                view.toWorld({perDepth * u, perDepth * w,
                              -perDepth * (footprint.slopeX * u + footprint.slopeY * w)});
            scaleGradient[k] += dot(axis, rotation.column[k]);
            columnGradient[k].x += scales[k] * axis.x;
            columnGradient[k].y += scales[k] * axis.y;
            columnGradient[k].z += scales[k] * axis.z;
        }
        stretch +=
            perDepth * (image.centerX * footprint.center.x + image.centerY * footprint.center.y);
        slopeX = footprint.freeX ? slopeX / depth : 0.0f;
        slopeY = footprint.freeY ? slopeY / depth : 0.0f;
        const float alongDepth =
            -stretch / depth - slopeX * footprint.slopeX - slopeY * footprint.slopeY;
        const float3 center = view.toWorld(
            {perDepth * image.centerX + slopeX, perDepth * image.centerY + slopeY, alongDepth});
        meanGradient.x += center.x;
        meanGradient.y += center.y;
        meanGradient.z += center.z;
        // alpha = opacity exp(-q/2), so opacity dL/dopacity = alpha dL/dalpha = -2 dL/dq.
        opacityGradient -= 2.0f * sums[0] / projected[index].opacity;
        colorGradient.x += sums[6];
        colorGradient.y += sums[7];
        colorGradient.z += sums[8];
    }
    const float4 quaternionGradient = rotation.backward(columnGradient);
    gradients.opacities[source] = opacityGradient;
    reinterpret_cast<float4*>(gradients.quaternions)[source] = quaternionGradient;
    for (int k = 0; k < 3; ++k) {
        gradients.scales[3 * source + k] = scaleGradient[k];
    }
    reinterpret_cast<float3*>(gradients.means)[source] = meanGradient;
    reinterpret_cast<float3*>(gradients.colors)[source] = colorGradient;
}

bool isDrawable(std::int64_t clouds, std::int64_t views, std::int64_t splats, std::int64_t width,
                std::int64_t height) {
    const bool positive = clouds > 0 && views > 0 && splats > 0 && width > 0 && height > 0;
    return positive && width <= 16384 && height <= 16384 && clouds * views * splats < (1ll << 31);
}

} // namespace
} // namespace gambade

/// projected [clouds*views*splats] of 48 bytes, tileCounts: the tiles each of them touches.
GAMBADE_EXPORT int gambade_project_splats(const float* means, const float* scales,
                                          const float* quaternions, const float* opacities,
                                          const float* colors, const float* c2w, const float* fovy,
                                          void* projected, std::int64_t* tileCounts,
                                          std::int64_t clouds, std::int64_t views,
                                          std::int64_t splats, std::int64_t width,
                                          std::int64_t height, cudaStream_t stream) {
    using namespace gambade;
    if (!isDrawable(clouds, views, splats, width, height)) {
        return cudaErrorInvalidValue;
    }
    const Cameras cameras{c2w, fovy, static_cast<int>(views), static_cast<int>(width),
                          static_cast<int>(height)};
    const std::int64_t total = clouds * views * splats;
    return launch(projectSplats, dim3(static_cast<unsigned>(ceilDiv(total, kThreads))),
                  dim3(kThreads), stream, Clouds{means, scales, quaternions, opacities, colors},
                  cameras, splats, total, static_cast<ProjectedSplat*>(projected), tileCounts);
}

/// moments [clouds*views*splats, 9] from gambade_blend_splats_backward; writes all gradients.
GAMBADE_EXPORT int gambade_project_splats_backward(
    const float* means, const float* scales, const float* quaternions, const float* opacities,
    const float* colors, const float* c2w, const float* fovy, const void* projected,
    const float* moments, float* meanGradients, float* scaleGradients, float* quaternionGradients,
    float* opacityGradients, float* colorGradients, std::int64_t clouds, std::int64_t views,
    std::int64_t splats, std::int64_t width, std::int64_t height, cudaStream_t stream) {
    using namespace gambade;
    if (!isDrawable(clouds, views, splats, width, height)) {
        return cudaErrorInvalidValue;
    }
    const Cameras cameras{c2w, fovy, static_cast<int>(views), static_cast<int>(width),
                          static_cast<int>(height)};
    const std::int64_t total = clouds * splats;
    return launch(projectSplatsBackward, dim3(static_cast<unsigned>(ceilDiv(total, kThreads))),
                  dim3(kThreads), stream, Clouds{means, scales, quaternions, opacities, colors},
                  cameras, splats, total, static_cast<const ProjectedSplat*>(projected), moments,
                  CloudGradients{meanGradients, scaleGradients, quaternionGradients,
                                 opacityGradients, colorGradients});
}
