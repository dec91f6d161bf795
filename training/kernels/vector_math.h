#pragma once

// Arithmetic of three numbers: places, directions and colours.

#include <cmath>

namespace gambade {

__device__ inline float3 operator+(float3 a, float3 b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}
__device__ inline float3 operator-(float3 a, float3 b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
__device__ inline float3 operator*(float3 a, float s) {
    return {a.x * s, a.y * s, a.z * s};
}
__device__ inline float3 operator*(float3 a, float3 b) {
    return {a.x * b.x, a.y * b.y, a.z * b.z};
}
__device__ inline float dot(float3 a, float3 b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
__device__ inline float3 cross(float3 a, float3 b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
__device__ inline float3 normalized(float3 a) {
    return a * (1.0f / fmaxf(sqrtf(dot(a, a)), 1e-20f));
}

/// The normal or its opposite, whichever faces a camera at the origin that sees `position`.
__device__ inline float3 facing(float3 normal, float3 position) {
    return dot(normal, position) > 0.0f ? normal * -1.0f : normal;
}

__device__ inline float3 loadVector(const float* numbers) {
    return {numbers[0], numbers[1], numbers[2]};
}

/// The 3x3 part of a 3x4 matrix, by rows, times v.
__device__ inline float3 rotate(const float* matrix, float3 v) {
    return {matrix[0] * v.x + matrix[1] * v.y + matrix[2] * v.z,
            matrix[4] * v.x + matrix[5] * v.y + matrix[6] * v.z,
            matrix[8] * v.x + matrix[9] * v.y + matrix[10] * v.z};
}

/// The normal that a surface of normal v has once the 3x3 part of a 3x4 matrix has moved it, up to
/// length and sign: by the cofactors, which of a rotation are the rotation itself.
__device__ inline float3 moveNormal(const float* matrix, float3 v) {
    const float3 a = loadVector(matrix), b = loadVector(matrix + 4), c = loadVector(matrix + 8);
    return {dot(cross(b, c), v), dot(cross(c, a), v), dot(cross(a, b), v)};
}

__device__ inline float3 translation(const float* matrix) {
    return {matrix[3], matrix[7], matrix[11]};
}

} // namespace gambade
