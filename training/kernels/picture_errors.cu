// How a drawn picture differs from the true one, and the slopes of that: squared and absolute error
// on white, squared and absolute error of alpha, and SSIM over windows of 7x7 pixels without
// padding (Wang et al. 2004; the twin in gambade_training/picture_errors.py). In plain PyTorch this
// is some hundred passes over the pictures of a batch; here each value is read once.
//
// With the means m, variances v and covariance c of a window, per channel,
//   s = (2 m_a m_b + C1)(2 c + C2) / ((m_a² + m_b² + C1)(v_a + v_b + C2)),
// a pixel a(p) of the window moves s by
//   (1/49) (constant + a(p) · 2 ds/dv_a + b(p) · ds/dc),
//   constant = ds/dm_a - 2 m_a ds/dv_a - m_b ds/dc,
// so the slope of sum(s) needs the sums of these three over all windows that hold p.

#include "launch.h"

namespace gambade {
namespace {

constexpr int kWindow = 7;
constexpr int kHalo = kWindow - 1;
constexpr int kTileWidth = 32;
constexpr int kTileHeight = 16;
constexpr int kThreads = 256;
constexpr int kRowsAtOnce = kThreads / kTileWidth;
constexpr int kPixels = kTileHeight / kRowsAtOnce; ///< of the tile, a thread
constexpr int kErrors = 5; ///< squared, absolute, alpha, alpha absolute, similarity
constexpr float kC1 = 0.01f * 0.01f;
constexpr float kC2 = 0.03f * 0.03f;

// The slopes need all windows that hold a pixel of the tile, which start up to kHalo before it.
constexpr int kMostWindowColumns = kTileWidth + kHalo;
constexpr int kMostWindowRows = kTileHeight + kHalo;
constexpr int kMostColumns = kMostWindowColumns + kHalo;
constexpr int kMostRows = kMostWindowRows + kHalo;

struct Pictures {
    const float* rgb;   ///< [N, 3, H, W] times alpha
    const float* alpha; ///< [N, H, W]
    const float* truth; ///< [N, 4, H, W] straight RGBA
    int height;
    int width;

    __device__ std::int64_t area() const { return static_cast<std::int64_t>(height) * width; }
};

/// One channel around one tile, on white, and sums of it.
struct Patch {
    float drawn[kMostRows][kMostColumns];
    float wanted[kMostRows][kMostColumns];
    /// Sums of 7 along rows: of drawn, wanted, both squares, the product; then of the slopes.
    float rowSums[4][kMostRows][kMostWindowColumns];
    float slopes[3][kMostWindowRows][kMostWindowColumns]; ///< constant, of drawn, of wanted
};

/// Fills `patch` with kRows x kColumns pixels from (top, left); zero outside the picture.
template <int kRows, int kColumns>
__device__ void load(Patch& patch, const Pictures& in, std::int64_t picture, int channel, int top,
                     int left) {
    const std::int64_t area = in.area();
    const float* rgb = in.rgb + (picture * 3 + channel) * area;
    const float* alpha = in.alpha + picture * area;
    const float* truth = in.truth + picture * 4 * area;
    for (int i = threadIdx.x; i < kRows * kColumns; i += kThreads) {
        const int row = i / kColumns;
        const int column = i % kColumns;
        const int y = top + row;
        const int x = left + column;
        float drawn = 0.0f;
        float wanted = 0.0f;
        if (y >= 0 && y < in.height && x >= 0 && x < in.width) {
            const std::int64_t at = static_cast<std::int64_t>(y) * in.width + x;
            const float trueAlpha = truth[3 * area + at];
            drawn = rgb[at] + (1.0f - alpha[at]);
            wanted = truth[channel * area + at] * trueAlpha + (1.0f - trueAlpha);
        }
        patch.drawn[row][column] = drawn;
        patch.wanted[row][column] = wanted;
    }
}

/// SSIM of the windows from (top, left) on, kRows x kColumns of them. Returns this thread's sum
/// over those inside the picture; with kSlopes writes patch.slopes, zero for windows outside.
template <int kRows, int kColumns, bool kSlopes>
__device__ float compareWindows(Patch& patch, const Pictures& in, int top, int left) {
    for (int i = threadIdx.x; i < (kRows + kHalo) * kColumns; i += kThreads) {
        const int row = i / kColumns;
        const int column = i % kColumns;
        float sums[4] = {};
#pragma unroll
        for (int k = 0; k < kWindow; ++k) {
            const float a = patch.drawn[row][column + k];
            const float b = patch.wanted[row][column + k];
            sums[0] += a;
            sums[1] += b;
            sums[2] += a * a + b * b;
            sums[3] += a * b;
        }
#pragma unroll
        for (int k = 0; k < 4; ++k) {
            patch.rowSums[k][row][column] = sums[k];
        }
    }
    __syncthreads();
    float similarity = 0.0f;
    for (int i = threadIdx.x; i < kRows * kColumns; i += kThreads) {
        const int row = i / kColumns;
        const int column = i % kColumns;
        float means[4] = {};
#pragma unroll
        for (int k = 0; k < 4; ++k) {
#pragma unroll
            for (int step = 0; step < kWindow; ++step) {
                means[k] += patch.rowSums[k][row + step][column];
            }
            means[k] *= 1.0f / (kWindow * kWindow);
        }
        const int y = top + row;
        const int x = left + column;
        const bool inside = y >= 0 && y + kWindow <= in.height && x >= 0 && x + kWindow <= in.width;
        const float a = means[0];
        const float b = means[1];
        const float squares = a * a + b * b;
        const float upperMeans = 2.0f * a * b + kC1;
        const float upperSpread = 2.0f * (means[3] - a * b) + kC2;
        const float lowerMeans = squares + kC1;
        const float lowerSpread = means[2] - squares + kC2;
        const float perLower = 1.0f / (lowerMeans * lowerSpread);
        const float s = upperMeans * upperSpread * perLower;
        similarity += inside ? s : 0.0f;
        if (kSlopes) {
            const float byMean = 2.0f * (b * upperSpread * perLower - s * a / lowerMeans);
            const float byVariance = -s / lowerSpread;
            const float byCovariance = 2.0f * upperMeans * perLower;
            const float constant = byMean - 2.0f * a * byVariance - b * byCovariance;
            patch.slopes[0][row][column] = inside ? constant : 0.0f;
            patch.slopes[1][row][column] = inside ? 2.0f * byVariance : 0.0f;
            patch.slopes[2][row][column] = inside ? byCovariance : 0.0f;
        }
    }
    return similarity;
}

/// Sums of 7 of patch.slopes along rows, for the tile's columns, into patch.rowSums.
__device__ void sumSlopesAlongRows(Patch& patch) {
    for (int i = threadIdx.x; i < kMostWindowRows * kTileWidth; i += kThreads) {
        const int row = i / kTileWidth;
        const int column = i % kTileWidth;
#pragma unroll
        for (int k = 0; k < 3; ++k) {
            float sum = 0.0f;
#pragma unroll
            for (int step = 0; step < kWindow; ++step) {
                sum += patch.slopes[k][row][column + step];
            }
            patch.rowSums[k][row][column] = sum;
        }
    }
}

__device__ inline float sign(float x) {
    return x > 0.0f ? 1.0f : (x < 0.0f ? -1.0f : 0.0f);
}

/// Sums of the errors over each tile: parts [N, tiles, kErrors].
__global__ void __launch_bounds__(kThreads) pictureErrors(Pictures in, float* parts) {
    __shared__ Patch patch;
    __shared__ float warpSums[kThreads / 32][kErrors];
    const std::int64_t picture = blockIdx.z;
    const int top = blockIdx.y * kTileHeight;
    const int left = blockIdx.x * kTileWidth;
    const int column = threadIdx.x % kTileWidth;
    const int firstRow = threadIdx.x / kTileWidth;
    const std::int64_t area = in.area();
    float sums[kErrors] = {};
    for (int channel = 0; channel < 3; ++channel) {
        __syncthreads();
        load<kMostWindowRows, kMostWindowColumns>(patch, in, picture, channel, top, left);
        __syncthreads();
        sums[4] += compareWindows<kTileHeight, kTileWidth, false>(patch, in, top, left);
        for (int i = 0; i < kPixels; ++i) {
            const int row = firstRow + i * kRowsAtOnce;
            // Outside the picture both are zero.
            const float error = patch.drawn[row][column] - patch.wanted[row][column];
            sums[0] += error * error;
            sums[1] += fabsf(error);
        }
    }
    for (int i = 0; i < kPixels; ++i) {
        const int y = top + firstRow + i * kRowsAtOnce;
        const int x = left + column;
        if (y < in.height && x < in.width) {
            const std::int64_t at = static_cast<std::int64_t>(y) * in.width + x;
            const float error =
                in.alpha[picture * area + at] - in.truth[(picture * 4 + 3) * area + at];
            sums[2] += error * error;
            sums[3] += fabsf(error);
        }
    }
    for (int k = 0; k < kErrors; ++k) {
        for (int offset = 16; offset > 0; offset /= 2) {
            sums[k] += __shfl_xor_sync(0xffffffffu, sums[k], offset);
        }
        if (threadIdx.x % 32 == 0) {
            warpSums[threadIdx.x / 32][k] = sums[k];
        }
    }
    __syncthreads();
    if (threadIdx.x < kErrors) {
        float sum = 0.0f;
        for (int warp = 0; warp < kThreads / 32; ++warp) {
            sum += warpSums[warp][threadIdx.x];
        }
        const std::int64_t tile = static_cast<std::int64_t>(blockIdx.y) * gridDim.x + blockIdx.x;
        parts[(picture * gridDim.x * gridDim.y + tile) * kErrors + threadIdx.x] = sum;
    }
}

/// Slopes of sum over pictures and errors of weights [N, kErrors] times the error's sum over the
/// picture.
__global__ void __launch_bounds__(kThreads)
    pictureErrorSlopes(Pictures in, const float* weights, float* dRgb, float* dAlpha) {
    __shared__ Patch patch;
    const std::int64_t picture = blockIdx.z;
    const int top = blockIdx.y * kTileHeight;
    const int left = blockIdx.x * kTileWidth;
    const int column = threadIdx.x % kTileWidth;
    const int firstRow = threadIdx.x / kTileWidth;
    const int x = left + column;
    const std::int64_t area = in.area();
    float weight[kErrors];
    for (int k = 0; k < kErrors; ++k) {
        weight[k] = weights[picture * kErrors + k];
    }
    const float perWindow = weight[4] / (kWindow * kWindow);
    float overColors[kPixels] = {};
    for (int channel = 0; channel < 3; ++channel) {
        __syncthreads();
        load<kMostRows, kMostColumns>(patch, in, picture, channel, top - kHalo, left - kHalo);
        __syncthreads();
        compareWindows<kMostWindowRows, kMostWindowColumns, true>(patch, in, top - kHalo,
                                                                  left - kHalo);
        __syncthreads();
        sumSlopesAlongRows(patch);
        __syncthreads();
#pragma unroll
        for (int i = 0; i < kPixels; ++i) {
            const int row = firstRow + i * kRowsAtOnce;
            float slopes[3] = {};
#pragma unroll
            for (int k = 0; k < 3; ++k) {
#pragma unroll
                for (int step = 0; step < kWindow; ++step) {
                    slopes[k] += patch.rowSums[k][row + step][column];
                }
            }
            const float drawn = patch.drawn[row + kHalo][column + kHalo];
            const float wanted = patch.wanted[row + kHalo][column + kHalo];
            const float error = drawn - wanted;
            const float slope = 2.0f * weight[0] * error + weight[1] * sign(error) +
                                perWindow * (slopes[0] + drawn * slopes[1] + wanted * slopes[2]);
            overColors[i] += slope;
            const int y = top + row;
            if (y < in.height && x < in.width) {
                dRgb[(picture * 3 + channel) * area + static_cast<std::int64_t>(y) * in.width + x] =
                    slope;
            }
        }
    }
    for (int i = 0; i < kPixels; ++i) {
        const int y = top + firstRow + i * kRowsAtOnce;
        if (y < in.height && x < in.width) {
            const std::int64_t at = static_cast<std::int64_t>(y) * in.width + x;
            const float error =
                in.alpha[picture * area + at] - in.truth[(picture * 4 + 3) * area + at];
            dAlpha[picture * area + at] =
                2.0f * weight[2] * error + weight[3] * sign(error) - overColors[i];
        }
    }
}

bool takes(std::int64_t pictures, std::int64_t height, std::int64_t width) {
    constexpr std::int64_t kMostSide = 16384;
    constexpr std::int64_t kMostPictures = 65535;
    return pictures > 0 && pictures <= kMostPictures && height >= kWindow && width >= kWindow &&
           height <= kMostSide && width <= kMostSide;
}

dim3 tileGrid(std::int64_t pictures, std::int64_t height, std::int64_t width) {
    return dim3(ceilDiv(width, kTileWidth), ceilDiv(height, kTileHeight), pictures);
}

} // namespace
} // namespace gambade

using gambade::Pictures;

/// Pixels of a tile along x and y: `parts` has a row for each of the tiles that cover a picture.
GAMBADE_EXPORT int gambade_picture_tile_width() {
    return gambade::kTileWidth;
}
GAMBADE_EXPORT int gambade_picture_tile_height() {
    return gambade::kTileHeight;
}

/// parts [N, tiles, 5]: sums over each tile of squared and absolute error, of alpha's squared and
/// absolute error, and of SSIM over the windows that start there.
GAMBADE_EXPORT int gambade_picture_errors(const float* rgb, const float* alpha, const float* truth,
                                          float* parts, std::int64_t pictures, std::int64_t height,
                                          std::int64_t width, cudaStream_t stream) {
    if (!gambade::takes(pictures, height, width)) {
        return cudaErrorInvalidValue;
    }
    const Pictures in{rgb, alpha, truth, static_cast<int>(height), static_cast<int>(width)};
    return gambade::launch(gambade::pictureErrors, gambade::tileGrid(pictures, height, width),
                           dim3(gambade::kThreads), stream, in, parts);
}

/// dRgb [N, 3, H, W] and dAlpha [N, H, W] of the sum of weights [N, 5] times those sums.
GAMBADE_EXPORT int gambade_picture_error_slopes(const float* rgb, const float* alpha,
                                                const float* truth, const float* weights,
                                                float* dRgb, float* dAlpha, std::int64_t pictures,
                                                std::int64_t height, std::int64_t width,
                                                cudaStream_t stream) {
    if (!gambade::takes(pictures, height, width)) {
        return cudaErrorInvalidValue;
    }
    const Pictures in{rgb, alpha, truth, static_cast<int>(height), static_cast<int>(width)};
    return gambade::launch(gambade::pictureErrorSlopes, gambade::tileGrid(pictures, height, width),
                           dim3(gambade::kThreads), stream, in, weights, dRgb, dAlpha);
}
