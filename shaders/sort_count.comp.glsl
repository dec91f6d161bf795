// Counts the digits of each block.

layout(std430, binding = 0) readonly buffer Keys { uint keys[]; };
layout(std430, binding = 4) writeonly buffer Counts { uint counts[]; }; // [digit][block]

shared uint blockCounts[kDigits];

void main() {
    uint thread = gl_LocalInvocationIndex;
    uint block = gl_WorkGroupID.x;
    blockCounts[thread] = 0u;
    barrier();
    for (uint r = 0u; r < kRounds; ++r) {
        uint i = block * kSortBlock + r * kDigits + thread;
        if (i < keyCount) {
            atomicAdd(blockCounts[digitOf(keys[i])], 1u);
        }
    }
    barrier();
    counts[thread * sortBlocks + block] = blockCounts[thread];
}
