// Splats in the order of their depth, taken by blocks of as many as a group has threads.

layout(std430, binding = 2) readonly buffer DrawCommand {
    uint vertexCount;
    uint visibleSplats;
};

// After tile_count the number of the pairs of each block, after tile_scan of all blocks before it.
layout(std430, binding = 4) buffer Blocks { uint pairs[]; };

uint blockCount() { return (visibleSplats + kThreads - 1u) / kThreads; }
