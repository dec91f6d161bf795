#pragma once

// Device arithmetic for bf16 storage and fp32 computation: conversions, the approximate special
// functions (relative error about 1e-6, flushing denormals), asynchronous copies and one matrix
// instruction. A "pair" is two bf16 values in 32 bits, the first in the low half.

#include <cstdint>

namespace gambade {

using Bf16 = std::uint16_t; ///< the bits of a bf16 value; arithmetic happens in fp32

__device__ inline float lowHalf(std::uint32_t pair) {
    return __uint_as_float(pair << 16);
}

__device__ inline float highHalf(std::uint32_t pair) {
    return __uint_as_float(pair & 0xffff0000u);
}

__device__ inline std::uint32_t loadPair(const Bf16* place) {
    return *reinterpret_cast<const std::uint32_t*>(place);
}

__device__ inline float toFloat(Bf16 value) {
    return lowHalf(value);
}

__device__ inline std::uint32_t packPair(float low, float high) {
    std::uint32_t pair;
    asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(pair) : "f"(high), "f"(low));
    return pair;
}

__device__ inline Bf16 toBf16(float value) {
    return static_cast<Bf16>(packPair(value, 0.0f));
}

/// Elementwise product of two pairs, rounded to bf16 (an fma with -0, which sm_80 has too).
__device__ inline std::uint32_t multiplyPairs(std::uint32_t a, std::uint32_t b) {
    std::uint32_t product;
    asm("fma.rn.bf16x2 %0, %1, %2, %3;" : "=r"(product) : "r"(a), "r"(b), "r"(0x80008000u));
    return product;
}

__device__ inline float exponential(float x) {
    float result;
    asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(result) : "f"(x * 1.4426950408889634f));
    return result;
}

__device__ inline float logarithm(float x) {
    float result;
    asm("lg2.approx.ftz.f32 %0, %1;" : "=f"(result) : "f"(x));
    return result * 0.6931471805599453f;
}

__device__ inline float reciprocal(float x) {
    float result;
    asm("rcp.approx.ftz.f32 %0, %1;" : "=f"(result) : "f"(x));
    return result;
}

__device__ inline float sigmoid(float x) {
    return reciprocal(1.0f + exponential(-x));
}

/// Derivative of x·sigmoid(x), given s = sigmoid(x).
__device__ inline float siluSlope(float x, float s) {
    return s * (1.0f + x * (1.0f - s));
}

/// Starts a copy of 16 bytes from global to shared memory; zeros are written instead if !valid.
__device__ inline void copyAsync(void* shared, const void* global, bool valid) {
    const auto address = static_cast<std::uint32_t>(__cvta_generic_to_shared(shared));
    asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(address), "l"(global),
                 "r"(valid ? 16 : 0)
                 : "memory");
}

/// Waits for this thread's own copies; the warp or block must still synchronise.
__device__ inline void waitForCopies() {
    asm volatile("cp.async.wait_all;" ::: "memory");
}

/// sum[16×8] += a[16×16] · b[16×8] over a warp: mma.m16n8k16, bf16 operands, fp32 sum.
/// Fragments as in the PTX manual, "Matrix Fragments for mma.m16n8k16".
__device__ inline void multiplyAccumulate(float (&sum)[4], std::uint32_t a0, std::uint32_t a1,
                                          std::uint32_t a2, std::uint32_t a3, std::uint32_t b0,
                                          std::uint32_t b1) {
    asm("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, "
        "{%8,%9}, {%0,%1,%2,%3};"
        : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
        : "r"(a0), "r"(a1), "r"(a2), "r"(a3), "r"(b0), "r"(b1));
}

} // namespace gambade
