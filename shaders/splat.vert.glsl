// A quad around every splat, just large enough for all that reaches kMinAlpha.

#ifdef RECORDS_IN_STORAGE
layout(std430, binding = 0) readonly buffer Records { ProjectedSplat records[]; };
layout(std430, binding = 1) readonly buffer Order { uint order[]; };
ProjectedSplat currentSplat() { return records[order[gl_InstanceID]]; }
#else
layout(location = 0) in vec4 aCenterDepthOpacity;
layout(location = 1) in vec4 aFactor;
layout(location = 2) in vec4 aColor;
ProjectedSplat currentSplat() { return ProjectedSplat(aCenterDepthOpacity, aFactor, aColor); }
#endif

uniform vec2 uSize;         // pixels
uniform int uShape;         // Shape of splat_renderer/pipeline.h
uniform float uPointRadius; // pixels

flat out vec2 vCenter;     // as gl_FragCoord counts
flat out vec3 vFactor;     // to 1 at the rim, or so that alpha = 2^(vColorLevel.a - distance^2)
flat out vec4 vColorLevel;

// Half size in pixels up to which drivers draw a quad that leaves the picture exactly; of larger
// ones the box around the ellipse is cut to the picture first.
const float kLargestQuad = 4096.0;

// The inverse of the Cholesky factor takes the square around a circle to a parallelogram around the
// ellipse, of the same area as the rectangle along its axes. `sides`: -1 or 1 each.
vec2 quadCorner(vec3 factor, float radius, vec2 sides) {
    float dy = radius * sides.y / factor.z;
    return vec2((radius * sides.x - factor.y * dy) / factor.x, dy);
}

void main() {
    ProjectedSplat splat = currentSplat();
    vec2 center = splat.centerDepthOpacity.xy;
    float opacity = splat.centerDepthOpacity.w;
    vec3 factor = splat.factor.xyz;
    float radius = 1.0; // in units of standard deviations
    if (uShape == SHAPE_GAUSSIAN) {
        radius = visibleRadius(opacity);
    } else if (uShape == SHAPE_POINT) {
        factor = vec3(1.0, 0.0, 1.0) / uPointRadius;
    }

    vec2 sides = 2.0 * vec2(gl_VertexID & 1, gl_VertexID >> 1) - 1.0;
    vec2 pixel = center + quadCorner(factor, radius, sides);
    vec2 reach = radius * vec2(length(vec2(1.0, factor.y / factor.z)) / factor.x, 1.0 / factor.z);
    if (max(reach.x, reach.y) > kLargestQuad) {
        pixel = clamp(center + reach * sides, vec2(-1.0), uSize);
    }
    pixel += 0.5; // from pixel centres to edges
    gl_Position = vec4(2.0 * pixel.x / uSize.x - 1.0, 1.0 - 2.0 * pixel.y / uSize.y, 0.0, 1.0);

    vCenter = vec2(center.x, uSize.y - 1.0 - center.y) + 0.5;
    vFactor = (uShape == SHAPE_GAUSSIAN ? kSqrtHalfLog2E : 1.0) * vec3(factor.x, -factor.y, factor.z);
    vColorLevel = vec4(shownColor(splat), log2(opacity));
}
