// Drawing by tiles, as the reference rasterizer does (Kerbl et al. 2023, section 6). A pair says
// that a splat touches a tile. tile_count counts the pairs of every splat, tile_scan sums up,
// tile_emit writes them nearest splat first, a stable sort by tile (sort.glsl) makes a list of each
// tile's splats, tile_ranges finds where each begins and ends, tile_blend draws it. Where there is
// no room for all pairs, there are none, and the splats are drawn as quads. This part is common to
// all that deal with splats in the order of their depth.

const int kTileSize = 16; // pixels a side

layout(std430, binding = 0) readonly buffer Records { ProjectedSplat records[]; };
layout(std430, binding = 1) readonly buffer Order { uint order[]; }; // farthest first

uniform ivec2 uSize;  // pixels
uniform ivec2 uTiles; // columns, rows

// An ellipse around all that a splat can show in.
struct Ellipse {
    vec2 center;  // pixels
    vec3 factor;  // 1/pixel
    float radius; // in standard deviations
};

// rank: 0 is the nearest of the visible splats.
uint splatAt(uint rank) { return order[visibleSplats - 1u - rank]; }

Ellipse ellipseOf(uint splat) {
    vec4 place = records[splat].centerDepthOpacity;
    return Ellipse(place.xy, records[splat].factor.xyz, visibleRadius(place.w));
}

// From the tile of the first to past the tile of the last pixel centre in [low, high]; the second is
// not above the first where there is none.
ivec2 tilesBetween(float low, float high, int pixels) {
    ivec2 ends = ivec2(max(ceil(low), 0.0), min(floor(high), float(pixels - 1)));
    return ends.x <= ends.y ? ivec2(ends.x / kTileSize, ends.y / kTileSize + 1) : ivec2(0);
}

ivec2 tileRows(Ellipse ellipse) {
    float reach = ellipse.radius / ellipse.factor.z;
    return tilesBetween(ellipse.center.y - reach, ellipse.center.y + reach, uSize.y);
}

// The exact width of the ellipse between the first and the last pixel centre of a row of tiles. Its
// rightmost point is at height `top` above (below) its centre, its leftmost one opposite.
ivec2 tileColumns(Ellipse ellipse, int row) {
    vec3 factor = ellipse.factor;
    float radius = ellipse.radius;
    float reach = radius / factor.z;
    float top = -reach * factor.y / length(factor.yz);
    float first = max(float(row * kTileSize) - ellipse.center.y, -reach);
    float last = min(float(row * kTileSize + kTileSize - 1) - ellipse.center.y, reach);
    vec2 dy = clamp(vec2(-top, top), first, last); // where the row is widest to the left, right
    vec2 halfWidth = sqrt(max(radius * radius - factor.z * factor.z * dy * dy, 0.0));
    vec2 dx = (vec2(-halfWidth.x, halfWidth.y) - factor.y * dy) / factor.x;
    return tilesBetween(ellipse.center.x + dx.x, ellipse.center.x + dx.y, uSize.x);
}
