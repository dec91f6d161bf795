// Blends the sorted splats of each tile front to back, and the gradients of that.
//
// A warp owns 8 x 4 pixels. It takes the tile's splats 32 at a time: each lane asks whether one of
// them reaches the warp's rectangle, a ballot collects the answers, and only those are evaluated.
// Warps need nothing from each other. The backward pass walks front to back as well: what lies
// behind a splat is the finished pixel less what was blended so far, so that both passes see the
// same transmittances and nothing is stored for it.

#include "splat_rasterizer.h"

namespace gambade {
namespace {

constexpr int kWarpWidth = 8;
constexpr int kWarpHeight = 4;
constexpr int kThreads = kTileSize * kTileSize;
constexpr unsigned kAllLanes = 0xffffffffu;

/// Sorted splats and the pictures they make.
struct TileLists {
    const ProjectedSplat* splats;
    const std::uint32_t* order;
    const int2* ranges;
    int width, height;
};

/// The pixel of this thread. All lanes of a warp take part in votes, also those outside.
struct Pixel {
    int lane;
    int left, top; // of the warp's rectangle
    float x, y;    // centre
    bool inside;
    std::int64_t view, index; // index in the view's plane
    int2 range;

    __device__ explicit Pixel(const TileLists& lists) {
        const int columns = (lists.width + kTileSize - 1) / kTileSize;
        const int rows = (lists.height + kTileSize - 1) / kTileSize;
        const int tile = blockIdx.x % (columns * rows);
        const int warp = threadIdx.x / 32;
        lane = threadIdx.x % 32;
        left = tile % columns * kTileSize + warp % (kTileSize / kWarpWidth) * kWarpWidth;
        top = tile / columns * kTileSize + warp / (kTileSize / kWarpWidth) * kWarpHeight;
        const int column = left + lane % kWarpWidth, row = top + lane / kWarpWidth;
        x = column + 0.5f;
        y = row + 0.5f;
        inside = column < lists.width && row < lists.height;
        view = blockIdx.x / (columns * rows);
        index = static_cast<std::int64_t>(row) * lists.width + column;
        range = lists.ranges[blockIdx.x];
    }

    __device__ bool rectangleMeets(const ProjectedSplat& splat) const {
        return splat.centerX + splat.reachX >= left + 0.5f &&
               splat.centerX - splat.reachX <= left + kWarpWidth - 0.5f &&
               splat.centerY + splat.reachY >= top + 0.5f &&
               splat.centerY - splat.reachY <= top + kWarpHeight - 0.5f;
    }
};

/// What a splat is at a pixel.
struct Sample {
    float dx, dy;
    float alpha;
    bool clamped;
};

__device__ Sample sampleSplat(const ProjectedSplat& splat, const Pixel& pixel) {
    Sample sample;
    sample.dx = pixel.x - splat.centerX;
    sample.dy = pixel.y - splat.centerY;
    const float u = splat.factorX * sample.dx + splat.factorY * sample.dy;
    const float v = splat.factorZ * sample.dy;
    const float alpha = splat.opacity * __expf(-0.5f * (u * u + v * v));
    sample.clamped = alpha > kMaxAlpha;
    sample.alpha = sample.clamped ? kMaxAlpha : alpha;
    return sample;
}

/// Calls visit(splat number, splat, sample, transmittance before) for every splat that the warp's
/// rectangle meets, in order, with transmittance 0 in lanes where it adds nothing.
template <typename Visit>
__device__ void walkSplats(const TileLists& lists, const Pixel& pixel, Visit visit) {
    float transmittance = pixel.inside ? 1.0f : 0.0f;
    bool done = !pixel.inside;
    for (int first = pixel.range.x; first < pixel.range.y; first += 32) {
        if (__all_sync(kAllLanes, done)) {
            return;
        }
        const int slot = first + pixel.lane;
        const std::uint32_t mine = slot < pixel.range.y ? lists.order[slot] : 0;
        const bool meets = slot < pixel.range.y && pixel.rectangleMeets(lists.splats[mine]);
        unsigned pending = __ballot_sync(kAllLanes, meets);
        while (pending != 0) {
            const std::uint32_t number = __shfl_sync(kAllLanes, mine, __ffs(pending) - 1);
            pending &= pending - 1;
            const ProjectedSplat splat = lists.splats[number];
            const Sample sample = sampleSplat(splat, pixel);
            bool adds = !done && sample.alpha >= kMinAlpha;
            const float after = transmittance * (1.0f - sample.alpha);
            if (adds && after < kMinTransmittance) {
                done = true;
                adds = false;
            }
            visit(number, splat, sample, adds ? transmittance : 0.0f);
            if (adds) {
                transmittance = after;
            }
        }
    }
}

__global__ void __launch_bounds__(kThreads) blendSplats(TileLists lists, float* rgb, float* alpha) {
    const Pixel pixel(lists);
    float red = 0, green = 0, blue = 0, covered = 0;
    walkSplats(lists, pixel,
               [&](std::uint32_t, const ProjectedSplat& splat, const Sample& sample, float before) {
                   const float weight = before * sample.alpha;
                   red += weight * splat.red;
                   green += weight * splat.green;
                   blue += weight * splat.blue;
                   covered += weight;
               });
    if (pixel.inside) {
        const std::int64_t plane = static_cast<std::int64_t>(lists.width) * lists.height;
        float* const out = rgb + 3 * plane * pixel.view + pixel.index;
        out[0] = red;
        out[plane] = green;
        out[2 * plane] = blue;
        alpha[plane * pixel.view + pixel.index] = covered;
    }
}

/// Sums the values over the warp; lane 4 i returns the sum of values[i], and lane 4 i + 1 that of
/// the last, values[8]. Halving the values at each exchange takes 14 shuffles instead of 45.
__device__ float sumOverWarp(float (&values)[kMomentCount], int lane) {
    for (int offset = 16, count = 4; count > 0; offset /= 2, count /= 2) {
        const bool upper = (lane & offset) != 0;
        for (int i = 0; i < count; ++i) {
            const float sent = upper ? values[i] : values[i + count];
            const float kept = upper ? values[i + count] : values[i];
            values[i] = kept + __shfl_xor_sync(kAllLanes, sent, offset);
        }
    }
    for (int offset = 2; offset > 0; offset /= 2) {
        values[0] += __shfl_xor_sync(kAllLanes, values[0], offset);
    }
    for (int offset = 16; offset > 0; offset /= 2) {
        values[8] += __shfl_xor_sync(kAllLanes, values[8], offset);
    }
    return lane % 4 == 1 ? values[8] : values[0];
}

/// Adds to moments [splats of all views, 9]: with g = dL/d(distance^2) of each pixel the sums of
/// g {1, dx, dy, dx dx, dx dy, dy dy}, then the gradient of the colour.
__global__ void __launch_bounds__(kThreads)
    blendSplatsBackward(TileLists lists, const float* rgb, const float* alpha,
                        const float* rgbGradient, const float* alphaGradient, float* moments) {
    const Pixel pixel(lists);
    const std::int64_t plane = static_cast<std::int64_t>(lists.width) * lists.height;
    const std::int64_t at = 3 * plane * pixel.view + pixel.index;
    float red = 0, green = 0, blue = 0, covered = 0;
    float behind = 0; // what is not blended yet, times the gradients
    if (pixel.inside) {
        red = rgbGradient[at];
        green = rgbGradient[at + plane];
        blue = rgbGradient[at + 2 * plane];
        covered = alphaGradient[plane * pixel.view + pixel.index];
        behind = rgb[at] * red + rgb[at + plane] * green + rgb[at + 2 * plane] * blue +
                 alpha[plane * pixel.view + pixel.index] * covered;
    }
    walkSplats(
        lists, pixel,
        [&](std::uint32_t number, const ProjectedSplat& splat, const Sample& sample, float before) {
            if (__ballot_sync(kAllLanes, before > 0.0f) == 0) {
                return;
            }
            const float weight = before * sample.alpha;
            const float value = splat.red * red + splat.green * green + splat.blue * blue + covered;
            float gradient = 0;
            if (before > 0.0f) {
                behind -= weight * value;
                const float alphaGradientHere = before * value - behind / (1.0f - sample.alpha);
                gradient = sample.clamped ? 0.0f : -0.5f * sample.alpha * alphaGradientHere;
            }
            const float gx = gradient * sample.dx, gy = gradient * sample.dy;
            float values[kMomentCount] = {gradient,
                                          gx,
                                          gy,
                                          gx * sample.dx,
                                          gx * sample.dy,
                                          gy * sample.dy,
                                          weight * red,
                                          weight * green,
                                          weight * blue};
            const float sum = sumOverWarp(values, pixel.lane);
            const int entry = pixel.lane == 1 ? 8 : pixel.lane / 4;
            if (pixel.lane == 1 || pixel.lane % 4 == 0) {
                atomicAdd(moments + static_cast<std::int64_t>(kMomentCount) * number + entry, sum);
            }
        });
}

dim3 tileGrid(std::int64_t views, std::int64_t width, std::int64_t height) {
    return dim3(
        static_cast<unsigned>(views * ceilDiv(width, kTileSize) * ceilDiv(height, kTileSize)));
}

} // namespace
} // namespace gambade

/// rgb [views,3,height,width], premultiplied; alpha [views,height,width]. `order` may be null when
/// all ranges are empty.
GAMBADE_EXPORT int gambade_blend_splats(const void* projected, const std::uint32_t* order,
                                        const int* ranges, float* rgb, float* alpha,
                                        std::int64_t views, std::int64_t width, std::int64_t height,
                                        cudaStream_t stream) {
    using namespace gambade;
    const TileLists lists{static_cast<const ProjectedSplat*>(projected), order,
                          reinterpret_cast<const int2*>(ranges), static_cast<int>(width),
                          static_cast<int>(height)};
    return launch(blendSplats, tileGrid(views, width, height), dim3(kThreads), stream, lists, rgb,
                  alpha);
}

/// rgb and alpha as gambade_blend_splats wrote them, their gradients, and moments [.., 9], zero
/// before.
GAMBADE_EXPORT int gambade_blend_splats_backward(const void* projected, const std::uint32_t* order,
                                                 const int* ranges, const float* rgb,
                                                 const float* alpha, const float* rgbGradient,
                                                 const float* alphaGradient, float* moments,
                                                 std::int64_t views, std::int64_t width,
                                                 std::int64_t height, cudaStream_t stream) {
    using namespace gambade;
    const TileLists lists{static_cast<const ProjectedSplat*>(projected), order,
                          reinterpret_cast<const int2*>(ranges), static_cast<int>(width),
                          static_cast<int>(height)};
    return launch(blendSplatsBackward, tileGrid(views, width, height), dim3(kThreads), stream,
                  lists, rgb, alpha, rgbGradient, alphaGradient, moments);
}
