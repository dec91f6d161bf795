// Gaussians → the visible ones as arrays: one block, as their order stays and there are few.

#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/values.h"
#include "reconstruction/cuda/visible_rows.h"

namespace gambade::cuda {

namespace {

constexpr int kThreads = 1024;
constexpr int kWarps = kThreads / kWarp;
constexpr int kRowLength = 14;

__device__ bool isVisible(const float* row, float lowestOpacity) {
    bool visible = row[3] >= lowestOpacity;
    for (int i = 0; i < kRowLength; ++i) {
        visible = visible && isfinite(row[i]);
    }
    return visible;
}

/// How many the threads before this one have; `total`: how many all have.
__device__ int countBefore(int own, int& total) {
    __shared__ int sums[kWarps];
    const int lane = static_cast<int>(threadIdx.x) % kWarp;
    const int warp = static_cast<int>(threadIdx.x) / kWarp;
    int sum = own;
    for (int distance = 1; distance < kWarp; distance *= 2) {
        const int other = __shfl_up_sync(0xffffffffU, sum, static_cast<unsigned>(distance));
        sum += lane >= distance ? other : 0;
    }
    if (lane == kWarp - 1) {
        sums[warp] = sum;
    }
    __syncthreads();
    int before = sum - own;
    total = 0;
    for (int i = 0; i < kWarps; ++i) {
        before += i < warp ? sums[i] : 0;
        total += sums[i];
    }
    return before;
}

__global__ void __launch_bounds__(kThreads)
    gatherKernel(const float* rows, int count, float lowestOpacity, float shC0, float* values,
                 int* visible) {
    // A thread has neighbouring rows.
    const int each = (count + kThreads - 1) / kThreads;
    const int begin = min(static_cast<int>(threadIdx.x) * each, count);
    const int end = min(begin + each, count);
    int own = 0;
    for (int i = begin; i < end; ++i) {
        own += isVisible(rows + static_cast<std::int64_t>(i) * kRowLength, lowestOpacity) ? 1 : 0;
    }
    int total = 0;
    std::int64_t at = countBefore(own, total);
    if (threadIdx.x == 0) {
        *visible = total;
    }
    float* positions = values;
    float* scales = positions + std::int64_t{3} * total;
    float* rotations = scales + std::int64_t{3} * total;
    float* opacities = rotations + std::int64_t{4} * total;
    float* colors = opacities + total;
    for (int i = begin; i < end; ++i) {
        const float* row = rows + static_cast<std::int64_t>(i) * kRowLength;
        if (!isVisible(row, lowestOpacity)) {
            continue;
        }
        for (int k = 0; k < 3; ++k) {
            positions[3 * at + k] = row[k];
            scales[3 * at + k] = row[4 + k];
            colors[3 * at + k] = (row[11 + k] - 0.5F) / shC0;
            rotations[4 * at + k] = row[8 + k];
        }
        rotations[4 * at + 3] = row[7];
        opacities[at] = row[3];
        ++at;
    }
}

} // namespace

void gatherVisible(const float* rows, int count, float lowestOpacity, float shC0, float* values,
                   int* visible, cudaStream_t stream) {
    launch(gatherKernel, dim3(1), dim3(kThreads), stream, rows, count, lowestOpacity, shC0, values,
           visible);
}

} // namespace gambade::cuda
