// Lays the picture of the splats over the grid and the background, all in sRGB-encoded values.

uniform sampler2D uPicture; // premultiplied colour, transmittance
uniform vec3 uBackground;
uniform vec3 uCheckerBackground; // of every other square; the same as uBackground for none
uniform bool uTransparent;       // no background: the result stays premultiplied
uniform bool uShowAlpha;         // alpha as grey in place of the picture
uniform bool uDither;            // the target has 8 bits a channel

out vec4 fColor;

const float kCheckerSize = 16.0; // pixels

// Interleaved gradient noise (Jimenez 2014), within half a step of 8 bits to both sides: less, so
// that black and white stay what they are, also where the chip rounds to 16 bits on the way.
float ditherNoise(vec2 pixel) {
    float noise = fract(52.9829189 * fract(dot(pixel, vec2(0.06711056, 0.00583715))));
    return (noise - 0.5) * 0.85 / 255.0;
}

void main() {
    vec4 splats = texelFetch(uPicture, ivec2(gl_FragCoord.xy), 0);
    splats.a = 1.0 - splats.a;
    vec2 square = floor(gl_FragCoord.xy / kCheckerSize);
    bool odd = mod(square.x + square.y, 2.0) > 0.5;
    vec4 background = uTransparent ? vec4(0.0) : vec4(odd ? uCheckerBackground : uBackground, 1.0);
    vec4 color = over(splats, background);
    if (uShowAlpha) {
        color = vec4(vec3(splats.a), 1.0);
    } else if (uShowGrid) {
        // The object stands on the floor: seen from above it hides the grid, from below it is
        // hidden by it. So both are in the right order without a depth of every pixel.
        vec4 grid = gridColor(vec2(gl_FragCoord.x, uSize.y - gl_FragCoord.y));
        color = uFloorBelow ? over(splats, over(grid, background)) : over(grid, color);
    }
    if (uDither) {
        color.rgb += ditherNoise(gl_FragCoord.xy);
    }
    fColor = color;
}
