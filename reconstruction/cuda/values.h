#pragma once

// Loads and stores of either storage type as fp32, one value or two neighbours at a time, and sums
// over a warp.

#include "training/kernels/device_math.h"

#include <cuda_runtime.h>

namespace gambade::cuda {

__device__ inline float load(const float* place) {
    return *place;
}

__device__ inline float load(const Bf16* place) {
    return toFloat(*place);
}

__device__ inline void store(float* place, float value) {
    *place = value;
}

__device__ inline void store(Bf16* place, float value) {
    *place = toBf16(value);
}

__device__ inline float2 loadTwo(const float* place) {
    return *reinterpret_cast<const float2*>(place);
}

__device__ inline float2 loadTwo(const Bf16* place) {
    const std::uint32_t pair = loadPair(place);
    return {lowHalf(pair), highHalf(pair)};
}

__device__ inline void storeTwo(float* place, float2 values) {
    *reinterpret_cast<float2*>(place) = values;
}

__device__ inline void storeTwo(Bf16* place, float2 values) {
    *reinterpret_cast<std::uint32_t*>(place) = packPair(values.x, values.y);
}

constexpr int kWarp = 32;

/// The sum over the warp, the same in every lane.
__device__ inline float warpSum(float value) {
#pragma unroll
    for (int distance = kWarp / 2; distance > 0; distance /= 2) {
        value += __shfl_xor_sync(~0U, value, distance);
    }
    return value;
}

__device__ inline float warpMaximum(float value) {
#pragma unroll
    for (int distance = kWarp / 2; distance > 0; distance /= 2) {
        value = fmaxf(value, __shfl_xor_sync(~0U, value, distance));
    }
    return value;
}

} // namespace gambade::cuda
