// What one splat adds to a pixel. The distance is taken from the pixel's own place, not from
// interpolated corners: those are snapped to a grid, which a sharp splat would show.

uniform vec2 uSize; // pixels
uniform int uShape;

flat in vec2 vCenter;
flat in vec3 vFactor;
flat in vec4 vColorOpacity;

out vec4 fColor; // premultiplied

void main() {
    vec2 pixel = vec2(gl_FragCoord.x, uSize.y - gl_FragCoord.y) - 0.5;
    vec2 d = pixel - vCenter;
    vec2 normalized = vec2(vFactor.x * d.x + vFactor.y * d.y, vFactor.z * d.y);
    float distance2 = dot(normalized, normalized);
    vec3 color = vColorOpacity.rgb;
    float alpha;
    if (uShape == SHAPE_GAUSSIAN) {
        alpha = min(kMaxAlpha, vColorOpacity.a * exp(-0.5 * distance2));
        if (alpha < kMinAlpha) {
            discard;
        }
    } else {
        if (distance2 > 1.0) {
            discard;
        }
        alpha = 1.0;
        if (uShape == SHAPE_DISC) {
            color *= 1.0 - 0.5 * distance2 * distance2; // a darker rim tells them apart
        }
    }
    fColor = vec4(color * alpha, alpha);
}
