#pragma once

// Loads and stores of every storage type as fp32, one value or two neighbours at a time, and sums
// over a warp.

#include "reconstruction/cuda/ops.h"
#include "training/kernels/device_math.h"

#include <cuda_fp16.h>
#include <cuda_runtime.h>
#include <type_traits>

namespace gambade::cuda {

/// A type of 16 bits.
template <typename T>
concept Short = sizeof(T) == 2;

/// Two neighbours in 32 bits, the first in the low half.
template <Short T>
__device__ float2 unpackTwo(std::uint32_t pair) {
    if constexpr (std::is_same_v<T, Bf16>) {
        return {lowHalf(pair), highHalf(pair)};
    } else {
        const auto bits = [](std::uint32_t half) {
            return __half2float(__ushort_as_half(static_cast<unsigned short>(half)));
        };
        return {bits(pair & 0xffffU), bits(pair >> 16U)};
    }
}

template <Short T>
__device__ std::uint32_t packTwo(float2 values) {
    if constexpr (std::is_same_v<T, Bf16>) {
        return packPair(values.x, values.y);
    } else {
        std::uint32_t pair;
        asm("cvt.rn.f16x2.f32 %0, %1, %2;" : "=r"(pair) : "f"(values.y), "f"(values.x));
        return pair;
    }
}

template <Short T>
__device__ std::uint32_t loadPacked(const T* place) {
    return *reinterpret_cast<const std::uint32_t*>(place);
}

__device__ inline float load(const float* place) {
    return *place;
}

template <Short T>
__device__ float load(const T* place) {
    return unpackTwo<T>(*reinterpret_cast<const std::uint16_t*>(place)).x;
}

__device__ inline void store(float* place, float value) {
    *place = value;
}

template <Short T>
__device__ void store(T* place, float value) {
    *reinterpret_cast<std::uint16_t*>(place) =
        static_cast<std::uint16_t>(packTwo<T>({value, 0.0F}));
}

/// Two neighbours as they are stored, in the fewest registers.
template <typename T>
struct Two {
    std::uint32_t pair;

    __device__ void load(const T* place) { pair = loadPacked(place); }
    __device__ float2 values() const { return unpackTwo<T>(pair); }
};

template <>
struct Two<float> {
    float2 two;

    __device__ void load(const float* place) { two = *reinterpret_cast<const float2*>(place); }
    __device__ float2 values() const { return two; }
};

template <typename T>
__device__ float2 loadTwo(const T* place) {
    Two<T> two;
    two.load(place);
    return two.values();
}

__device__ inline void storeTwo(float* place, float2 values) {
    *reinterpret_cast<float2*>(place) = values;
}

template <Short T>
__device__ void storeTwo(T* place, float2 values) {
    *reinterpret_cast<std::uint32_t*>(place) = packTwo<T>(values);
}

/// Four neighbours, likewise.
template <typename T>
struct Four {
    uint2 pairs = {0, 0};

    Four() = default;
    __device__ explicit Four(const T* place) : pairs(*reinterpret_cast<const uint2*>(place)) {}
    __device__ float4 values() const {
        const float2 first = unpackTwo<T>(pairs.x);
        const float2 last = unpackTwo<T>(pairs.y);
        return {first.x, first.y, last.x, last.y};
    }
};

template <>
struct Four<float> {
    float4 four = {0, 0, 0, 0};

    Four() = default;
    __device__ explicit Four(const float* place) : four(*reinterpret_cast<const float4*>(place)) {}
    __device__ float4 values() const { return four; }
};

template <typename T>
__device__ float4 loadFour(const T* place) {
    return Four<T>(place).values();
}

__device__ inline void storeFour(float* place, float4 values) {
    *reinterpret_cast<float4*>(place) = values;
}

template <Short T>
__device__ void storeFour(T* place, float4 values) {
    *reinterpret_cast<uint2*>(place) = {packTwo<T>({values.x, values.y}),
                                        packTwo<T>({values.z, values.w})};
}

/// sum[16×8] += a[16×16] · b[16×8] over a warp, operands in `T`: multiplyAccumulate for either.
template <Short T>
__device__ void multiplyTiles(float (&sum)[4], std::uint32_t a0, std::uint32_t a1, std::uint32_t a2,
                              std::uint32_t a3, std::uint32_t b0, std::uint32_t b1) {
    if constexpr (std::is_same_v<T, Bf16>) {
        multiplyAccumulate(sum, a0, a1, a2, a3, b0, b1);
    } else {
        asm("mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, "
            "{%8,%9}, {%0,%1,%2,%3};"
            : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
            : "r"(a0), "r"(a1), "r"(a2), "r"(a3), "r"(b0), "r"(b1));
    }
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
