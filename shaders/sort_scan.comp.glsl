// Turns the counts of one digit (a group each) into offsets: how many keys with this digit stand
// in earlier blocks.

layout(std430, binding = 4) buffer Counts { uint counts[]; }; // [digit][block]

shared uint sums[kDigits];

void main() {
    uint thread = gl_LocalInvocationIndex;
    uint row = gl_WorkGroupID.x * uBlocks;
    uint each = (uBlocks + kDigits - 1u) / kDigits; // consecutive blocks of a thread
    uint first = min(thread * each, uBlocks);
    uint end = min(first + each, uBlocks);
    uint sum = 0u;
    for (uint b = first; b < end; ++b) {
        sum += counts[row + b];
    }
    sums[thread] = sum;
    barrier();
    for (uint reach = 1u; reach < kDigits; reach *= 2u) {
        uint before = thread >= reach ? sums[thread - reach] : 0u;
        barrier();
        sums[thread] += before;
        barrier();
    }
    uint offset = sums[thread] - sum;
    for (uint b = first; b < end; ++b) {
        uint count = counts[row + b];
        counts[row + b] = offset;
        offset += count;
    }
}
