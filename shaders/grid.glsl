// The floor grid of splat_renderer/floor_grid.h, as seen through one pixel.

uniform bool uShowGrid;
uniform bool uFloorBelow;     // the camera looks down on the floor
uniform bool uOrthographic;
uniform mat3 uViewToWorld;    // view: x right, y down, z forward
uniform vec3 uCameraPosition; // world
uniform vec2 uSize;           // pixels
uniform float uFocal;         // pixels; orthographic: pixels for one unit of the world
uniform float uFloorHeight;
uniform float uGridRadius;
uniform float uGridSpacing;
uniform vec2 uUpAxisFrom; // the y axis on the picture, pixels from its top left; both the same: none
uniform vec2 uUpAxisTo;

const vec3 kGridColor = vec3(0.5);
const vec3 kAxisX = vec3(0.85, 0.25, 0.3);
const vec3 kAxisY = vec3(0.4, 0.7, 0.2);
const vec3 kAxisZ = vec3(0.25, 0.45, 0.9);

// How much of the pixel a line of `thickness` pixels covers at `distance` pixels.
float lineCoverage(float distance, float thickness) {
    return clamp(0.5 * thickness + 0.5 - distance, 0.0, 1.0);
}

// `size`: of the pixel on the floor, along both of the floor's axes. Lines that come too close to
// each other fade out.
float gridCoverage(vec2 place, vec2 size, float spacing) {
    vec2 distance = spacing * abs(fract(place / spacing - 0.5) - 0.5) / size;
    vec2 room = clamp(spacing / size / 6.0 - 0.5, 0.0, 1.0);
    return max(lineCoverage(distance.x, 1.0) * room.x, lineCoverage(distance.y, 1.0) * room.y);
}

vec4 over(vec4 front, vec4 back) {
    return front + (1.0 - front.a) * back;
}

// Premultiplied. `place`: in the floor; `size`: of the pixel there.
vec4 floorColor(vec2 place, vec2 size) {
    float fade = 1.0 - smoothstep(0.3, 1.0, length(place) / uGridRadius);
    float grid = max(0.35 * gridCoverage(place, size, uGridSpacing),
                     0.6 * gridCoverage(place, size, 10.0 * uGridSpacing));
    vec4 color = fade * grid * vec4(kGridColor, 1.0);
    color = over(fade * lineCoverage(abs(place.y) / size.y, 1.6) * vec4(kAxisX, 1.0), color);
    return over(fade * lineCoverage(abs(place.x) / size.x, 1.6) * vec4(kAxisZ, 1.0), color);
}

// Premultiplied. `pixel`: from the picture's top left, its centre.
vec4 gridColor(vec2 pixel) {
    vec2 apart = (pixel - 0.5 * uSize) / uFocal;
    vec3 start = uCameraPosition + uViewToWorld * (uOrthographic ? vec3(apart, 0.0) : vec3(0.0));
    vec3 ray = uViewToWorld * (uOrthographic ? vec3(0.0, 0.0, 1.0) : vec3(apart, 1.0));
    float along = (uFloorHeight - start.y) / ray.y;
    vec2 place = start.xz + along * ray.xz;
    vec2 size = max(fwidth(place), vec2(1e-9));
    bool met = uOrthographic ? abs(ray.y) > 1e-6 : along > 0.0;
    vec4 color = met ? floorColor(place, size) : vec4(0.0);

    vec2 up = uUpAxisTo - uUpAxisFrom;
    if (dot(up, up) > 0.0) {
        float t = clamp(dot(pixel - uUpAxisFrom, up) / dot(up, up), 0.0, 1.0);
        float distance = length(pixel - uUpAxisFrom - t * up);
        color = over(lineCoverage(distance, 1.6) * vec4(kAxisY, 1.0), color);
    }
    return color;
}
