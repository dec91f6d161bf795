// Writes the pairs of each block of splats, nearest splat first: a thread a pair, so that a group is
// as busy with one splat that covers the picture as with many small ones.

layout(std430, binding = 3) readonly buffer Ends { uint ends[]; }; // [rank], within its block
layout(std430, binding = 5) writeonly buffer Tiles { uint tiles[]; };   // [pair]
layout(std430, binding = 7) writeonly buffer Splats { uint splats[]; }; // [pair]

shared uint blockEnds[kThreads];
shared uint blockSplats[kThreads];

// The splat within the block that a pair belongs to: the first that ends after it.
uint ownerOf(uint pair) {
    uint low = 0u;
    for (uint step = kThreads / 2u; step > 0u; step /= 2u) {
        low += blockEnds[low + step - 1u] <= pair ? step : 0u;
    }
    return low;
}

// The tile of a splat's pair number `number`. Rounding may differ from tile_count's, if the driver
// so wishes: a pair too many gets a tile that is not there.
uint tileOf(Ellipse ellipse, int number) {
    ivec2 rows = tileRows(ellipse);
    for (int row = rows.x; row < rows.y; ++row) {
        ivec2 columns = tileColumns(ellipse, row);
        if (number < columns.y - columns.x) {
            return uint(row * uTiles.x + columns.x + number);
        }
        number -= columns.y - columns.x;
    }
    return uint(uTiles.x * uTiles.y);
}

void main() {
    uint thread = gl_LocalInvocationIndex;
    uint blocks = keyCount > 0u ? blockCount() : 0u;
    for (uint block = gl_WorkGroupID.x; block < blocks; block += gl_NumWorkGroups.x) {
        uint first = block * kThreads;
        uint last = min(first + kThreads, visibleSplats) - 1u;
        uint rank = min(first + thread, last);
        barrier(); // all have done with the block before
        blockEnds[thread] = ends[rank];
        blockSplats[thread] = splatAt(rank);
        barrier();
        uint count = blockEnds[kThreads - 1u];
        for (uint pair = thread; pair < count; pair += kThreads) {
            uint owner = ownerOf(pair);
            uint number = pair - (owner > 0u ? blockEnds[owner - 1u] : 0u);
            uint splat = blockSplats[owner];
            tiles[pairs[block] + pair] = tileOf(ellipseOf(splat), int(number));
            splats[pairs[block] + pair] = splat;
        }
    }
}
