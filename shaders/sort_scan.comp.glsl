// Turns the counts of one digit (a group each) into offsets: how many keys with this digit stand
// in earlier blocks, and in all of them.

layout(std430, binding = 4) buffer Counts { uint counts[]; };           // [digit][block]
layout(std430, binding = 5) writeonly buffer Totals { uint totals[]; }; // [digit]

void main() {
    uint thread = gl_LocalInvocationIndex;
    uint row = gl_WorkGroupID.x * sortBlocks;
    uint each = (sortBlocks + kDigits - 1u) / kDigits; // consecutive blocks of a thread
    uint first = min(thread * each, sortBlocks);
    uint end = min(first + each, sortBlocks);
    uint sum = 0u;
    for (uint b = first; b < end; ++b) {
        sum += counts[row + b];
    }
    uint offset = sumUpTo(thread, sum) - sum;
    for (uint b = first; b < end; ++b) {
        uint count = counts[row + b];
        counts[row + b] = offset;
        offset += count;
    }
    if (thread == kDigits - 1u) {
        totals[gl_WorkGroupID.x] = offset;
    }
}
