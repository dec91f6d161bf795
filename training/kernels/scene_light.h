#pragma once

// Light as in a room or outdoors: surroundings of the first order of spherical harmonics, one key
// light with soft shadows from a shadow map, and its highlight. Twin: the numpy functions in
// gambade_training/scene_lighting.py.

#include "vector_math.h"

#include <cstdint>

namespace gambade {

constexpr unsigned long long kNothing = ~0ull; ///< in a z-buffer

/// Where a view's numbers lie; directions and places in the axes of its camera.
constexpr int kEnvironment = 0;    ///< RGB constant, then RGB along x, y and z
constexpr int kKeyDirection = 12;  ///< unit, towards the light
constexpr int kKeyColor = 15;      ///< RGB
constexpr int kSpecular = 18;      ///< share reflected at once
constexpr int kExponent = 19;      ///< of the highlight (Blinn and Phong)
constexpr int kCameraToLight = 20; ///< 3x4, into the axes of the shadow map's camera
constexpr int kLightFocal = 32;    ///< its 1 / tan(fovy / 2)
constexpr int kSoftness = 33;      ///< texels of the shadow map between two taps
constexpr int kShadowOffset = 34;  ///< how far a place is moved off its face before it is looked up
constexpr int kSceneNumbers = 35;

/// The lights of the views [views, kSceneNumbers], and z-buffers seen from the key lights.
struct Scene {
    const float* lights;
    const unsigned long long* shadowMaps;
    const std::int64_t* shadowIndex;
    int shadowSize;
};

/// The share of four taps around a place that the key light reaches. The samples of a pixel take
/// different taps: together they make a grid of 2 supersample a side.
__device__ inline float unshadowed(const Scene& scene, std::int64_t view, float3 position,
                                   int sampleX, int sampleY, int supersample) {
    const float* light = scene.lights + kSceneNumbers * view;
    const float* matrix = light + kCameraToLight;
    const float3 p = rotate(matrix, position) + translation(matrix);
    const float half = 0.5f * scene.shadowSize;
    const float focal = light[kLightFocal] * half;
    const float x = half - focal * p.x / p.z, y = half + focal * p.y / p.z;
    const std::int64_t texels = static_cast<std::int64_t>(scene.shadowSize) * scene.shadowSize;
    const unsigned long long* const map = scene.shadowMaps + scene.shadowIndex[view] * texels;
    int lit = 0;
    for (int tap = 0; tap < 4; ++tap) {
        const float stepX = tap % 2 * supersample + sampleX - 0.5f * (2 * supersample - 1);
        const float stepY = tap / 2 * supersample + sampleY - 0.5f * (2 * supersample - 1);
        const int column = static_cast<int>(floorf(x + light[kSoftness] * stepX));
        const int row = static_cast<int>(floorf(y + light[kSoftness] * stepY));
        const bool outside = min(column, row) < 0 || max(column, row) >= scene.shadowSize;
        const unsigned long long key = outside ? kNothing : map[row * scene.shadowSize + column];
        const float nearest = __uint_as_float(static_cast<unsigned>(key >> 32));
        lit += key == kNothing || nearest >= -p.z;
    }
    return 0.25f * lit;
}

__device__ inline float encoded(float linear) {
    return __powf(linear, 1.0f / 2.2f);
}

/// Encoded colour of a surface, of the encoded colour that its texture has; `seen`: the share of
/// the key light that reaches it.
__device__ inline float3 shadeInScene(const float* light, float3 position, float3 normal,
                                      float3 color, float seen) {
    const float3 towards = loadVector(light + kKeyDirection);
    const float slope = fmaxf(dot(normal, towards), 0.0f);
    const float3 between = normalized(towards - normalized(position));
    const float highlight = light[kSpecular] * (light[kExponent] + 2.0f) * 0.125f *
                            __powf(fmaxf(dot(normal, between), 0.0f), light[kExponent]);
    const float3 key = loadVector(light + kKeyColor) * (seen * slope);
    const float* const environment = light + kEnvironment;
    const float3 around = loadVector(environment) + loadVector(environment + 3) * normal.x +
                          loadVector(environment + 6) * normal.y +
                          loadVector(environment + 9) * normal.z;
    const auto channel = [&](float base, float surroundings, float keyLight) {
        const float diffuse = fmaxf(surroundings, 0.0f) + keyLight;
        return encoded(__powf(base, 2.2f) * diffuse + highlight * keyLight);
    };
    return {channel(color.x, around.x, key.x), channel(color.y, around.y, key.y),
            channel(color.z, around.z, key.z)};
}

} // namespace gambade
