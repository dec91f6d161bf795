// Projects every splat once, the twin of splat_renderer/projection.cpp: writes its draw record and
// the key it is sorted by, and counts those that can be seen.

layout(local_size_x = 256) in;

struct Splat {
    vec4 positionOpacity; // world
    vec4 scale;           // xyz: standard deviations
    vec4 rotation;        // unit quaternion x, y, z, w
};

layout(std430, binding = 0) readonly buffer Splats { Splat splats[]; };
layout(std430, binding = 1) readonly buffer Harmonics { float harmonics[]; };
layout(std430, binding = 2) writeonly buffer Records { ProjectedSplat records[]; };
layout(std430, binding = 3) writeonly buffer Keys { uint keys[]; };
layout(std430, binding = 4) writeonly buffer Order { uint order[]; };
layout(std430, binding = 5) buffer DrawCommand {
    uint vertexCount;
    uint instanceCount;
    uint firstVertex;
    uint firstInstance;
};
layout(std430, binding = 6) readonly buffer Highlight { uint highlight[]; }; // a byte for each splat

uniform uint uCount;
uniform int uShDegree;
uniform bool uAntialiased;
uniform bool uShowNormals;
uniform mat3 uWorldToView; // x right, y down, z forward
uniform vec3 uPosition;    // of the camera
uniform bool uOrthographic;
uniform float uFocal;      // pixels; orthographic: pixels for one unit of the world
uniform vec2 uSize;        // pixels
uniform vec2 uSlopeLimit;  // of the linearisation
uniform float uScale;
uniform float uMinOpacity;
uniform bool uHighlighting; // else the buffer is not to be read
uniform vec3 uHighlightColor;
uniform float uHighlightShare;

const float kNearDepth = 0.2;
const float kLowPass = 0.3;
// Beyond any picture already; larger ones would overflow when squared.
const float kLargestScale = 1e9;
const uint kCulledKey = 0xffffffffu;

shared uint visibleInGroup;

vec3 shCoefficient(uint splat, uint k) {
    uint i = 3u * (splat * uint((uShDegree + 1) * (uShDegree + 1)) + k);
    return vec3(harmonics[i], harmonics[i + 1u], harmonics[i + 2u]);
}

mat3 rotationMatrix(vec4 q) {
    vec3 a = 2.0 * q.x * q.xyz;
    vec3 b = 2.0 * q.y * q.xyz;
    vec3 c = 2.0 * q.z * q.xyz;
    vec3 w = 2.0 * q.w * q.xyz;
    return mat3(1.0 - b.y - c.z, a.y + w.z, a.z - w.y,
                a.y - w.z, 1.0 - a.x - c.z, b.z + w.x,
                a.z + w.y, b.z - w.x, 1.0 - a.x - b.y);
}

// The twin of splat_renderer/normal_color.cpp.
vec3 normalColor(mat3 axes, vec3 scale) {
    vec3 axis = scale.y < scale.x ? axes[1] : axes[0];
    axis = scale.z < min(scale.x, scale.y) ? axes[2] : axis;
    axis *= axis.z > 0.0 ? -1.0 : 1.0;
    return 0.5 + 0.5 * axis * vec3(1.0, -1.0, -1.0);
}

bool isHighlighted(uint i) {
    return uHighlighting && ((highlight[i / 4u] >> (8u * (i % 4u))) & 0xffu) != 0u;
}

// The direction that the camera looks in, in the world.
vec3 forward() {
    return vec3(uWorldToView[0].z, uWorldToView[1].z, uWorldToView[2].z);
}

// False where the splat cannot touch the picture.
bool project(uint i, out ProjectedSplat record) {
    Splat splat = splats[i];
    vec3 fromCamera = splat.positionOpacity.xyz - uPosition;
    vec3 center = uWorldToView * fromCamera;
    float opacity = splat.positionOpacity.w;
    if (!(uOrthographic || center.z > kNearDepth) || opacity < uMinOpacity) {
        return false;
    }
    vec2 slope = uOrthographic ? vec2(0.0) : clamp(center.xy / center.z, -uSlopeLimit, uSlopeLimit);
    float perUnit = uOrthographic ? uFocal : uFocal / center.z;
    vec3 scale = min(uScale * splat.scale.xyz, vec3(kLargestScale));
    mat3 axes = uWorldToView * rotationMatrix(splat.rotation);
    vec3 depths = vec3(axes[0].z, axes[1].z, axes[2].z);
    vec3 perPixel = scale * perUnit;
    vec3 axesX = perPixel * (vec3(axes[0].x, axes[1].x, axes[2].x) - slope.x * depths);
    vec3 axesY = perPixel * (vec3(axes[0].y, axes[1].y, axes[2].y) - slope.y * depths);

    // As in projection.cpp, but divided by the y variance early: its square could overflow here.
    float varianceX = dot(axesX, axesX) + kLowPass;
    float varianceY = dot(axesY, axesY) + kLowPass;
    float deviationY = sqrt(varianceY);
    vec3 unitY = axesY / deviationY;
    vec3 minors = cross(axesX, unitY);
    float sharp = dot(minors, minors);
    float narrow = sharp + kLowPass * (varianceX / varianceY + dot(unitY, unitY));
    if (uAntialiased) {
        opacity *= sqrt(sharp / narrow);
    }
    float maxDistance2 = 2.0 * log(opacity / kMinAlpha);
    if (!(maxDistance2 >= 0.0)) {
        return false;
    }

    vec2 position = perUnit * center.xy + 0.5 * (uSize - 1.0);
    vec2 reach = sqrt(maxDistance2 * vec2(varianceX, varianceY));
    if (!all(greaterThanEqual(position + reach, vec2(0.0))) ||
        !all(lessThanEqual(position - reach, uSize - 1.0))) {
        return false;
    }
    float width = inversesqrt(narrow);
    record.centerDepthOpacity = vec4(position, center.z, opacity);
    record.factor = vec4(width, -dot(axesX, unitY) / deviationY * width, 1.0 / deviationY, 0.0);
    vec3 color = uShowNormals ? normalColor(axes, splat.scale.xyz)
                              : evaluateSh(i, uShDegree, uOrthographic ? forward() : normalize(fromCamera));
    color = max(color, vec3(0.0));
    if (isHighlighted(i)) {
        color = mix(color, uHighlightColor, uHighlightShare);
    }
    record.color = vec4(color, 0.0);
    return true;
}

// Smaller for farther splats. Depth without the camera's own, which would only cost digits.
uint depthKey(uint i) {
    uint bits = floatBitsToUint(dot(forward(), splats[i].positionOpacity.xyz));
    uint ascending = (bits & 0x80000000u) != 0u ? ~bits : bits | 0x80000000u;
    return ~ascending;
}

void main() {
    if (gl_LocalInvocationIndex == 0u) {
        visibleInGroup = 0u;
    }
    barrier();
    uint step = gl_NumWorkGroups.x * gl_WorkGroupSize.x;
    uint visible = 0u;
    for (uint slot = gl_GlobalInvocationID.x; slot < uCount; slot += step) {
        // Backwards: the sort is stable, and of equal depths the first splat must come out in
        // front, so last.
        uint i = uCount - 1u - slot;
        order[slot] = i;
        ProjectedSplat record;
        if (project(i, record)) {
            records[i] = record;
            keys[slot] = depthKey(i);
            ++visible;
        } else {
            keys[slot] = kCulledKey;
        }
    }
    atomicAdd(visibleInGroup, visible);
    barrier();
    if (gl_LocalInvocationIndex == 0u) {
        atomicAdd(instanceCount, visibleInGroup);
    }
}
