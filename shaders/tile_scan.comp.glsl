// Turns the blocks' numbers of pairs into offsets, decides whether there is room for all pairs, and
// sets the dispatches and the draw that follow. One group.

layout(std430, binding = 3) buffer LeftOver { // parameters of glDrawArraysIndirect
    uint quadVertices;
    uint quadCount;
};

uniform uint uCapacity; // pairs

void main() {
    uint thread = gl_LocalInvocationIndex;
    uint each = (blockCount() + kThreads - 1u) / kThreads; // consecutive blocks of a thread
    uint first = min(thread * each, blockCount());
    uint end = min(first + each, blockCount());
    uint sum = 0u;
    for (uint block = first; block < end; ++block) {
        sum = min(sum + pairs[block], kLargestSum);
    }
    uint offset = sumUpTo(thread, sum) - sum;
    for (uint block = first; block < end; ++block) {
        uint count = pairs[block];
        pairs[block] = offset;
        offset += count;
    }
    if (thread == 0u) {
        uint total = threadSums[kThreads - 1u];
        bool fits = total <= uCapacity;
        keyCount = fits ? total : 0u;
        // One at least: some drivers take an indirect dispatch of nothing for an error.
        sortBlocks = max((keyCount + kSortBlock - 1u) / kSortBlock, 1u);
        quadCount = fits ? 0u : visibleSplats;
    }
}
