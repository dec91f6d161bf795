// Counts the tiles that each splat touches, and sums up within each block.

layout(std430, binding = 3) writeonly buffer Ends { uint ends[]; }; // [rank], within its block

uint countTiles(uint rank) {
    if (rank >= visibleSplats) {
        return 0u;
    }
    Ellipse ellipse = ellipseOf(splatAt(rank));
    ivec2 rows = tileRows(ellipse);
    uint count = 0u;
    for (int row = rows.x; row < rows.y; ++row) {
        ivec2 columns = tileColumns(ellipse, row);
        count += uint(columns.y - columns.x);
    }
    return count;
}

void main() {
    uint thread = gl_LocalInvocationIndex;
    for (uint block = gl_WorkGroupID.x; block < blockCount(); block += gl_NumWorkGroups.x) {
        uint rank = block * kThreads + thread;
        uint end = sumUpTo(thread, countTiles(rank));
        if (rank < visibleSplats) {
            ends[rank] = end;
        }
        if (thread == kThreads - 1u) {
            pairs[block] = end;
        }
    }
}
