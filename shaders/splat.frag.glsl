// What one splat adds to a pixel. The distance is taken from the pixel's own place, not from
// interpolated corners: those are snapped to a grid, which a sharp splat would show. Short, as it
// runs for every splat in every pixel.

uniform int uShape;

flat in vec2 vCenter;
flat in vec3 vFactor;
flat in vec4 vColorLevel;

out vec4 fColor; // premultiplied

void main() {
    vec2 d = gl_FragCoord.xy - vCenter;
    float x = vFactor.x * d.x + vFactor.y * d.y;
    float y = vFactor.z * d.y;
    float alpha = 1.0;
    vec3 color = vColorLevel.rgb;
    if (uShape == SHAPE_GAUSSIAN) {
        float level = vColorLevel.a - x * x - y * y; // log2 of alpha
        if (level < kMinLevel) {
            discard;
        }
        alpha = min(kMaxAlpha, exp2(level));
    } else {
        float distance2 = x * x + y * y;
        if (distance2 > 1.0) {
            discard;
        }
        if (uShape == SHAPE_DISC) {
            color *= 1.0 - 0.5 * distance2 * distance2; // a darker rim tells them apart
        }
    }
    fColor = vec4(color * alpha, alpha);
}
