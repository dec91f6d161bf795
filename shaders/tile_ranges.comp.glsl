// Finds where each tile's pairs begin and end among those sorted by tile.

layout(local_size_x = 256) in;

layout(std430, binding = 0) readonly buffer Tiles { uint tiles[]; };     // [pair]
layout(std430, binding = 1) writeonly buffer Ranges { uvec2 ranges[]; }; // [tile], zeroed

void main() {
    uint end = min((gl_WorkGroupID.x + 1u) * kSortBlock, keyCount);
    for (uint pair = gl_WorkGroupID.x * kSortBlock + gl_LocalInvocationIndex; pair < end;
         pair += gl_WorkGroupSize.x) {
        uint tile = tiles[pair];
        if (pair == 0u || tiles[pair - 1u] != tile) {
            ranges[tile].x = pair;
        }
        if (pair == keyCount - 1u || tiles[pair + 1u] != tile) {
            ranges[tile].y = pair + 1u;
        }
    }
}
