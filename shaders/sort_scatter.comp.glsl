// Moves every key and value to its place. A block is taken 256 keys a round; within a round, keys
// of the same digit are ranked by one bit a thread in shared memory.

layout(std430, binding = 0) readonly buffer Keys { uint keys[]; };
layout(std430, binding = 1) readonly buffer Values { uint values[]; };
layout(std430, binding = 2) writeonly buffer SortedKeys { uint sortedKeys[]; };
layout(std430, binding = 3) writeonly buffer SortedValues { uint sortedValues[]; };
layout(std430, binding = 4) readonly buffer Offsets { uint offsets[]; }; // [digit][block]
layout(std430, binding = 5) readonly buffer Totals { uint totals[]; };   // [digit]

uniform bool uScanned; // sort_scan has run; without it `offsets` are still the counts

const uint kWords = kDigits / 32u;

shared uint nextPlace[kDigits];          // of a key with this digit
shared uint holders[kWords * kDigits];   // [word][digit]: a bit for each thread that has the digit

// nextPlace[d] = keys with smaller digits anywhere + keys with this digit in earlier blocks.
void findFirstPlaces(uint thread) {
    uint row = thread * sortBlocks;
    uint total = 0u;
    uint earlier = 0u;
    if (uScanned) {
        total = totals[thread];
        earlier = offsets[row + gl_WorkGroupID.x];
    } else {
        for (uint b = 0u; b < sortBlocks; ++b) {
            uint count = offsets[row + b];
            total += count;
            earlier += b < gl_WorkGroupID.x ? count : 0u;
        }
    }
    nextPlace[thread] = sumUpTo(thread, total) - total + earlier;
}

void main() {
    uint thread = gl_LocalInvocationIndex;
    uint word = thread / 32u;
    uint bit = 1u << (thread % 32u);
    findFirstPlaces(thread);
    for (uint w = 0u; w < kWords; ++w) {
        holders[w * kDigits + thread] = 0u;
    }
    barrier();
    for (uint r = 0u; r < kRounds; ++r) {
        uint i = gl_WorkGroupID.x * kSortBlock + r * kDigits + thread;
        bool isKey = i < keyCount;
        uint key = isKey ? keys[i] : 0u;
        uint digit = digitOf(key);
        if (isKey) {
            atomicOr(holders[word * kDigits + digit], bit);
        }
        barrier();
        if (isKey) {
            uint place = nextPlace[digit];
            for (uint w = 0u; w < word; ++w) {
                place += uint(bitCount(holders[w * kDigits + digit]));
            }
            place += uint(bitCount(holders[word * kDigits + digit] & (bit - 1u)));
            sortedKeys[place] = key;
            sortedValues[place] = values[i];
        }
        barrier();
        for (uint w = 0u; w < kWords; ++w) { // from here on, `thread` stands for a digit
            nextPlace[thread] += uint(bitCount(holders[w * kDigits + thread]));
            holders[w * kDigits + thread] = 0u;
        }
        barrier();
    }
}
