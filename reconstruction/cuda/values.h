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

/// Two neighbours as they are stored, in the fewest registers.
template <typename T>
struct Two;

template <>
struct Two<float> {
    float2 two;

    __device__ void load(const float* place) { two = loadTwo(place); }
    __device__ float2 values() const { return two; }
};

template <>
struct Two<Bf16> {
    std::uint32_t pair;

    __device__ void load(const Bf16* place) { pair = loadPair(place); }
    __device__ float2 values() const { return {lowHalf(pair), highHalf(pair)}; }
};

/// Four neighbours, likewise.
template <typename T>
struct Four;

template <>
struct Four<float> {
    float4 four = {0, 0, 0, 0};

    Four() = default;
    __device__ explicit Four(const float* place) : four(*reinterpret_cast<const float4*>(place)) {}
    __device__ float4 values() const { return four; }
};

template <>
struct Four<Bf16> {
    uint2 pairs = {0, 0};

    Four() = default;
    __device__ explicit Four(const Bf16* place) : pairs(*reinterpret_cast<const uint2*>(place)) {}
    __device__ float4 values() const {
        return {lowHalf(pairs.x), highHalf(pairs.x), lowHalf(pairs.y), highHalf(pairs.y)};
    }
};

template <typename T>
__device__ float4 loadFour(const T* place) {
    return Four<T>(place).values();
}

__device__ inline void storeFour(float* place, float4 values) {
    *reinterpret_cast<float4*>(place) = values;
}

__device__ inline void storeFour(Bf16* place, float4 values) {
    *reinterpret_cast<uint2*>(place) = {packPair(values.x, values.y), packPair(values.z, values.w)};
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
