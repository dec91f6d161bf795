// Projects every splat once, the twin of splat_renderer/projection.cpp: writes its draw record and
// the key it is sorted by.

layout(local_size_x = 256) in;

// The cloud's arrays as they are, one after the other: positions, scales (standard deviations, both
// xyz), rotations (x, y, z, w, of any length), opacities.
layout(std430, binding = 0) readonly buffer Splats { float splats[]; };
layout(std430, binding = 1) readonly buffer Harmonics { float harmonics[]; };
layout(std430, binding = 2) writeonly buffer Records { ProjectedSplat records[]; };
layout(std430, binding = 3) writeonly buffer Keys { uint keys[]; };
layout(std430, binding = 4) writeonly buffer Order { uint order[]; };
layout(std430, binding = 5) readonly buffer Highlight { uint highlight[]; }; // a byte for each splat

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

vec3 positionOf(uint i) { return vec3(splats[3u * i], splats[3u * i + 1u], splats[3u * i + 2u]); }
vec3 scaleOf(uint i) { return positionOf(uCount + i); }
vec4 rotationOf(uint i) {
    uint at = 6u * uCount + 4u * i;
    return vec4(splats[at], splats[at + 1u], splats[at + 2u], splats[at + 3u]);
}
float opacityOf(uint i) { return splats[10u * uCount + i]; }

// By the bits: a driver need not handle values that are not finite.
bool isFinite(vec4 v) {
    return all(notEqual(floatBitsToUint(v) & 0x7f800000u, uvec4(0x7f800000u)));
}

// The twin of isDrawable() in splat_renderer/projection.cpp.
bool isDrawable(vec3 position, vec3 scale, vec4 rotation, float opacity) {
    if (!isFinite(vec4(position, opacity)) || !isFinite(vec4(scale, 0.0)) || !isFinite(rotation)) {
        return false;
    }
    float norm2 = dot(rotation, rotation);
    return all(greaterThanEqual(scale, vec3(0.0))) && any(greaterThan(scale, vec3(0.0))) &&
           norm2 > 0.0 && isFinite(vec4(norm2));
}

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
    vec3 position = positionOf(i);
    vec3 deviations = scaleOf(i);
    vec4 rotation = rotationOf(i);
    float opacity = opacityOf(i);
    if (!isDrawable(position, deviations, rotation, opacity)) {
        return false;
    }
    vec3 fromCamera = position - uPosition;
    vec3 center = uWorldToView * fromCamera;
    if (!(uOrthographic || center.z > kNearDepth) || opacity < uMinOpacity) {
        return false;
    }
    vec2 slope = uOrthographic ? vec2(0.0) : clamp(center.xy / center.z, -uSlopeLimit, uSlopeLimit);
    float perUnit = uOrthographic ? uFocal : uFocal / center.z;
    vec3 scale = min(uScale * deviations, vec3(kLargestScale));
    mat3 axes = uWorldToView * rotationMatrix(normalize(rotation));
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

    vec2 place = perUnit * center.xy + 0.5 * (uSize - 1.0);
    vec2 reach = sqrt(maxDistance2 * vec2(varianceX, varianceY));
    if (!all(greaterThanEqual(place + reach, vec2(0.0))) ||
        !all(lessThanEqual(place - reach, uSize - 1.0))) {
        return false;
    }
    float width = inversesqrt(narrow);
    record.centerDepthOpacity = vec4(place, center.z, opacity);
    record.factor = vec4(width, -dot(axesX, unitY) / deviationY * width, 1.0 / deviationY, 0.0);
    vec3 color = uShowNormals ? normalColor(axes, deviations)
                              : evaluateSh(i, uShDegree, uOrthographic ? forward() : normalize(fromCamera));
    if (!isFinite(vec4(color, 0.0))) {
        return false;
    }
    color = max(color, vec3(0.0));
    if (isHighlighted(i)) {
        color = mix(color, uHighlightColor, uHighlightShare);
    }
    record.color = vec4(color, 0.0);
    return true;
}

// Smaller for farther splats. Depth without the camera's own, which would only cost digits.
uint depthKey(uint i) {
    uint bits = floatBitsToUint(dot(forward(), positionOf(i)));
    uint ascending = (bits & 0x80000000u) != 0u ? ~bits : bits | 0x80000000u;
    return ~ascending;
}

void main() {
    uint step = gl_NumWorkGroups.x * gl_WorkGroupSize.x;
    for (uint slot = gl_GlobalInvocationID.x; slot < uCount; slot += step) {
        // Backwards: the sort is stable, and of equal depths the first splat must come out in
        // front, so last.
        uint i = uCount - 1u - slot;
        order[slot] = i;
        ProjectedSplat record;
        bool visible = project(i, record);
        if (visible) {
            records[i] = record;
        }
        keys[slot] = visible ? depthKey(i) : kCulledKey;
    }
}
