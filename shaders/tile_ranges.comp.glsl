// Finds where each tile's pairs begin and end among those sorted by tile: a thread a tile.

layout(local_size_x = 256) in;

layout(std430, binding = 0) readonly buffer Tiles { uint tiles[]; };     // [pair]
layout(std430, binding = 1) writeonly buffer Ranges { uvec2 ranges[]; }; // [tile]

uniform uint uTileCount;

// The first pair of this or a later tile.
uint firstPairFrom(uint tile) {
    uint low = 0u;
    uint high = keyCount;
    while (low < high) {
        uint middle = (low + high) / 2u;
        if (tiles[middle] < tile) {
            low = middle + 1u;
        } else {
            high = middle;
        }
    }
    return low;
}

void main() {
    uint tile = gl_GlobalInvocationID.x;
    if (tile < uTileCount) {
        ranges[tile] = uvec2(firstPairFrom(tile), firstPairFrom(tile + 1u));
    }
}
