// The colour that a splat is shown in.

uniform vec2 uDepthRange; // shown as grey from white to black; 0, 0: colour is shown

vec3 shownColor(ProjectedSplat splat) {
    if (uDepthRange.y > uDepthRange.x) {
        float depth = splat.centerDepthOpacity.z;
        return vec3(1.0 - clamp((depth - uDepthRange.x) / (uDepthRange.y - uDepthRange.x), 0.0, 1.0));
    }
    return splat.color.rgb;
}
