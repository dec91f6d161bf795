// Pictures of textured triangle meshes, many views in two launches: a z-buffer pass and a resolve
// pass; a z-buffer alone serves as a shadow map. No gradients. Everything is in camera space (x
// right, y up, looking along -z), so that the camera's axis is z. Twin: the numpy functions in
// gambade_training/mesh_renderer_twin.py.

#include "launch.h"
#include "scene_light.h"

namespace gambade {
namespace {

constexpr float kNearPlane = 0.05f;
constexpr float kCutoutThreshold = 0.5f;
constexpr int kWarpsPerBlock = 8;
constexpr int kTileWidth = 8; // pixels a warp tests at once: 8 x 4
constexpr int kTileHeight = 4;
constexpr int kLightingNumbers = 6;

/// The library's flat arrays, as gambade_training/objects.py describes them.
struct Meshes {
    const float3* vertices;
    const float3* normals;
    const float2* uvs;
    const float3* colors;
    const int* triangles;
    const std::int64_t* triangleOffset;
    const uchar4* texels;
    const std::int64_t* textureOffset;
    const int2* textureSize;
    const unsigned char* cutout;
};

/// The views: object k of `objectIndex` under the 3x4 matrix `objectToCamera`; `focal` is
/// 1 / tan(fovy / 2); `lighting` is ambient, headlight, lamp, and the lamp's direction (3).
struct Views {
    const std::int64_t* objectIndex;
    const float* objectToCamera;
    const float* focal;
    const float* lighting;
    int sampleSize; // side of the supersampled picture
};

/// One triangle as a view sees it.
struct ScreenTriangle {
    int corner[3];      // vertex numbers
    float3 position[3]; // camera space
    float2 screen[3];   // samples; y downwards
    float inverseDepth[3];
    float inverseArea; // 0: nothing to draw
};

__device__ ScreenTriangle loadTriangle(const Meshes& meshes, const Views& views, std::int64_t view,
                                       std::int64_t triangle) {
    ScreenTriangle result;
    const float* matrix = views.objectToCamera + 12 * view;
    const float half = 0.5f * views.sampleSize;
    const float focal = views.focal[view] * half;
    bool visible = true;
    for (int i = 0; i < 3; ++i) {
        result.corner[i] = meshes.triangles[3 * triangle + i];
        const float3 p = rotate(matrix, meshes.vertices[result.corner[i]]) + translation(matrix);
        visible = visible && -p.z > kNearPlane;
        const float inverseDepth = -1.0f / p.z;
        result.position[i] = p;
        result.inverseDepth[i] = inverseDepth;
        result.screen[i] = {half + focal * p.x * inverseDepth, half - focal * p.y * inverseDepth};
    }
    const float2 a = result.screen[0], b = result.screen[1], c = result.screen[2];
    const float area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
    result.inverseArea = visible && fabsf(area) > 1e-12f ? 1.0f / area : 0.0f;
    return result;
}

/// Perspective-correct weights of the corners at a sample, and the depth there.
struct Hit {
    bool inside;
    float weight[3];
    float depth;
};

__device__ Hit hitTriangle(const ScreenTriangle& triangle, float x, float y) {
    const float2 a = triangle.screen[0], b = triangle.screen[1], c = triangle.screen[2];
    const float areaB = (x - a.x) * (c.y - a.y) - (c.x - a.x) * (y - a.y);
    const float areaC = (b.x - a.x) * (y - a.y) - (x - a.x) * (b.y - a.y);
    const float shareB = areaB * triangle.inverseArea;
    const float shareC = areaC * triangle.inverseArea;
    const float shareA = 1.0f - shareB - shareC;
    Hit hit;
    hit.inside = shareA >= 0.0f && shareB >= 0.0f && shareC >= 0.0f;
    hit.weight[0] = shareA * triangle.inverseDepth[0];
    hit.weight[1] = shareB * triangle.inverseDepth[1];
    hit.weight[2] = shareC * triangle.inverseDepth[2];
    hit.depth = 1.0f / (hit.weight[0] + hit.weight[1] + hit.weight[2]);
    for (float& weight : hit.weight) {
        weight *= hit.depth;
    }
    return hit;
}

__device__ float4 texelAt(const Meshes& meshes, std::int64_t object, int2 size, int x, int y) {
    x = min(max(x, 0), size.x - 1);
    y = min(max(y, 0), size.y - 1);
    const std::int64_t at =
        meshes.textureOffset[object] + static_cast<std::int64_t>(y) * size.x + x;
    const uchar4 texel = meshes.texels[at];
    return {texel.x / 255.0f, texel.y / 255.0f, texel.z / 255.0f, texel.w / 255.0f};
}

__device__ float4 mix(float4 a, float4 b, float share) {
    return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share, a.z + (b.z - a.z) * share,
            a.w + (b.w - a.w) * share};
}

/// The object's texture at a hit: bilinear, clamped to its edge.
__device__ float4 sampleTexture(const Meshes& meshes, std::int64_t object,
                                const ScreenTriangle& triangle, const Hit& hit) {
    float u = 0.0f, v = 0.0f;
    for (int i = 0; i < 3; ++i) {
        const float2 uv = meshes.uvs[triangle.corner[i]];
        u += hit.weight[i] * uv.x;
        v += hit.weight[i] * uv.y;
    }
    const int2 size = meshes.textureSize[object];
    const float x = u * size.x - 0.5f, y = v * size.y - 0.5f;
    const int left = static_cast<int>(floorf(x)), top = static_cast<int>(floorf(y));
    const float4 upper = mix(texelAt(meshes, object, size, left, top),
                             texelAt(meshes, object, size, left + 1, top), x - left);
    const float4 lower = mix(texelAt(meshes, object, size, left, top + 1),
                             texelAt(meshes, object, size, left + 1, top + 1), x - left);
    return mix(upper, lower, y - top);
}

/// A warp per triangle keeps the nearest (depth, triangle) of each sample it covers.
__global__ void fillDepth(Meshes meshes, Views views, unsigned long long* zBuffer) {
    const std::int64_t view = blockIdx.y;
    const std::int64_t object = views.objectIndex[view];
    const std::int64_t first = meshes.triangleOffset[object];
    const std::int64_t count = meshes.triangleOffset[object + 1] - first;
    const std::int64_t index =
        static_cast<std::int64_t>(blockIdx.x) * kWarpsPerBlock + threadIdx.x / 32;
    if (index >= count) {
        return;
    }
    const ScreenTriangle triangle = loadTriangle(meshes, views, view, first + index);
    if (triangle.inverseArea == 0.0f) {
        return;
    }
    const float2 a = triangle.screen[0], b = triangle.screen[1], c = triangle.screen[2];
    const float last = static_cast<float>(views.sampleSize - 1);
    const int left = static_cast<int>(fmaxf(ceilf(fminf(a.x, fminf(b.x, c.x)) - 0.5f), 0.0f));
    const int top = static_cast<int>(fmaxf(ceilf(fminf(a.y, fminf(b.y, c.y)) - 0.5f), 0.0f));
    const int right = static_cast<int>(floorf(fminf(fmaxf(a.x, fmaxf(b.x, c.x)) - 0.5f, last)));
    const int bottom = static_cast<int>(floorf(fminf(fmaxf(a.y, fmaxf(b.y, c.y)) - 0.5f, last)));
    const bool cutout = meshes.cutout[object] != 0;
    unsigned long long* const picture =
        zBuffer + view * static_cast<std::int64_t>(views.sampleSize) * views.sampleSize;
    const int laneX = threadIdx.x % kTileWidth;
    const int laneY = threadIdx.x % 32 / kTileWidth;
    for (int y = top + laneY; y <= bottom; y += kTileHeight) {
        for (int x = left + laneX; x <= right; x += kTileWidth) {
            const Hit hit = hitTriangle(triangle, x + 0.5f, y + 0.5f);
            if (!hit.inside) {
                continue;
            }
            const unsigned long long key =
                static_cast<unsigned long long>(__float_as_uint(hit.depth)) << 32 | index;
            unsigned long long* const sample = picture + y * views.sampleSize + x;
            if (key >= *sample) {
                continue;
            }
            if (cutout && sampleTexture(meshes, object, triangle, hit).w < kCutoutThreshold) {
                continue;
            }
            atomicMin(sample, key);
        }
    }
}

/// What a hit's light depends on, in camera space; the normals are turned to the seen side.
struct Surface {
    float3 position;
    float3 normal; // interpolated
    float3 face;   // flat
    float3 color;  // encoded
};

__device__ Surface surfaceAt(const Meshes& meshes, const Views& views, std::int64_t view,
                             std::int64_t object, const ScreenTriangle& triangle, const Hit& hit) {
    const float* matrix = views.objectToCamera + 12 * view;
    float3 normal = {0.0f, 0.0f, 0.0f}, colour = normal, position = normal;
    for (int i = 0; i < 3; ++i) {
        normal = normal + meshes.normals[triangle.corner[i]] * hit.weight[i];
        colour = colour + meshes.colors[triangle.corner[i]] * hit.weight[i];
        position = position + triangle.position[i] * hit.weight[i];
    }
    normal = normalized(moveNormal(matrix, normal));
    const float3 face = normalized(cross(triangle.position[1] - triangle.position[0],
                                         triangle.position[2] - triangle.position[0]));
    const float4 texel = sampleTexture(meshes, object, triangle, hit);
    return {position, facing(normal, position), facing(face, position),
            colour * float3{texel.x, texel.y, texel.z}};
}

/// Encoded colour under a Lighting: the headlight falls on the flat face, the lamp on the
/// interpolated normal.
__device__ float3 shade(const Surface& surface, const float* lighting) {
    const float3 lamp = loadVector(lighting + 3);
    const float light = lighting[0] + lighting[1] * fabsf(surface.face.z) +
                        lighting[2] * fmaxf(dot(surface.normal, lamp), 0.0f);
    return surface.color * light;
}

/// A thread per pixel shades its samples and averages them: straight colour, coverage as alpha.
/// inScene: lit by `scene`, else by views.lighting.
template <bool inScene>
__global__ void resolve(Meshes meshes, Views views, Scene scene, const unsigned long long* zBuffer,
                        float* rgba, float* depth, int size, int supersample) {
    const int pixel = blockIdx.x * blockDim.x + threadIdx.x;
    if (pixel >= size * size) {
        return;
    }
    const std::int64_t view = blockIdx.y;
    const std::int64_t object = views.objectIndex[view];
    const std::int64_t first = meshes.triangleOffset[object];
    const unsigned long long* const picture =
        zBuffer + view * static_cast<std::int64_t>(views.sampleSize) * views.sampleSize;
    float3 sum = {0.0f, 0.0f, 0.0f};
    int covered = 0;
    unsigned long long nearest = kNothing;
    std::int64_t loaded = -1;
    ScreenTriangle triangle;
    for (int i = 0; i < supersample * supersample; ++i) {
        const int x = pixel % size * supersample + i % supersample;
        const int y = pixel / size * supersample + i / supersample;
        const unsigned long long key = picture[y * views.sampleSize + x];
        if (key == kNothing) {
            continue;
        }
        nearest = min(nearest, key);
        const std::int64_t index = first + static_cast<std::int64_t>(key & 0xffffffffull);
        if (index != loaded) {
            triangle = loadTriangle(meshes, views, view, index);
            loaded = index;
        }
        const Hit hit = hitTriangle(triangle, x + 0.5f, y + 0.5f);
        const Surface surface = surfaceAt(meshes, views, view, object, triangle, hit);
        float3 color;
        if constexpr (inScene) {
            const float* light = scene.lights + kSceneNumbers * view;
            const float3 shadowed = surface.position + surface.face * light[kShadowOffset];
            const float seen =
                unshadowed(scene, view, shadowed, i % supersample, i / supersample, supersample);
            color = shadeInScene(light, surface.position, surface.normal, surface.color, seen);
        } else {
            color = shade(surface, views.lighting + kLightingNumbers * view);
        }
        sum = sum + float3{fminf(color.x, 1.0f), fminf(color.y, 1.0f), fminf(color.z, 1.0f)};
        ++covered;
    }
    const std::int64_t plane = static_cast<std::int64_t>(size) * size;
    float* const out = rgba + view * 4 * plane + pixel;
    const float scale = covered > 0 ? 1.0f / covered : 0.0f;
    out[0] = sum.x * scale;
    out[plane] = sum.y * scale;
    out[2 * plane] = sum.z * scale;
    out[3 * plane] = static_cast<float>(covered) / (supersample * supersample);
    if (depth != nullptr) {
        const unsigned bits = static_cast<unsigned>(nearest >> 32);
        depth[view * plane + pixel] = covered > 0 ? __uint_as_float(bits) : 0.0f;
    }
}

} // namespace
} // namespace gambade

/// Renders `views` pictures of size x size pixels. zBuffer: views x (size x supersample)^2 words of
/// 64 bits, filled with ones; rgba: [views, 4, size, size], or null to fill zBuffer only; depth:
/// [views, size, size] or null; largestMesh: an upper bound on the triangles of one object.
/// Light: `lighting` [views, 6], or in its place sceneLights [views, kSceneNumbers] (else null),
/// with shadows from shadowMaps, z-buffers of shadowSize x shadowSize, of which shadowIndex [views]
/// tells each view's.
GAMBADE_EXPORT int gambade_render_meshes(
    const float* vertices, const float* normals, const float* uvs, const float* colors,
    const int* triangles, const std::int64_t* triangleOffset, const unsigned char* texels,
    const std::int64_t* textureOffset, const int* textureSize, const unsigned char* cutout,
    const std::int64_t* objectIndex, const float* objectToCamera, const float* focal,
    const float* lighting, const float* sceneLights, const unsigned long long* shadowMaps,
    const std::int64_t* shadowIndex, unsigned long long* zBuffer, float* rgba, float* depth,
    std::int64_t views, std::int64_t size, std::int64_t supersample, std::int64_t largestMesh,
    std::int64_t shadowSize, cudaStream_t stream) {
    using namespace gambade;
    const bool fits = views > 0 && views < 65536 && size > 0 && supersample > 0 &&
                      supersample <= 16 && size * supersample <= 16384 && largestMesh > 0;
    if (!fits) {
        return cudaErrorInvalidValue;
    }
    const Meshes meshes{reinterpret_cast<const float3*>(vertices),
                        reinterpret_cast<const float3*>(normals),
                        reinterpret_cast<const float2*>(uvs),
                        reinterpret_cast<const float3*>(colors),
                        triangles,
                        triangleOffset,
                        reinterpret_cast<const uchar4*>(texels),
                        textureOffset,
                        reinterpret_cast<const int2*>(textureSize),
                        cutout};
    const Views seen{objectIndex, objectToCamera, focal, lighting,
                     static_cast<int>(size * supersample)};
    const auto count = static_cast<unsigned>(views);
    const dim3 triangleGrid(static_cast<unsigned>(ceilDiv(largestMesh, kWarpsPerBlock)), count);
    const int error =
        launch(fillDepth, triangleGrid, dim3(32 * kWarpsPerBlock), stream, meshes, seen, zBuffer);
    if (error != cudaSuccess || rgba == nullptr) {
        return error;
    }
    const Scene scene{sceneLights, shadowMaps, shadowIndex, static_cast<int>(shadowSize)};
    const dim3 pixelGrid(static_cast<unsigned>(ceilDiv(size * size, 128)), count);
    const auto kernel = sceneLights != nullptr ? resolve<true> : resolve<false>;
    return launch(kernel, pixelGrid, dim3(128), stream, meshes, seen, scene, zBuffer, rgba, depth,
                  static_cast<int>(size), static_cast<int>(supersample));
}
