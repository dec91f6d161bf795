// Stable radix sort of 32-bit keys with a 32-bit value each, ascending, 8 bits a pass, in three
// dispatches a pass: sort_count, sort_scan (left out where there are few blocks), sort_scatter.
// Shared memory only, no subgroup operations, so that it runs on every driver. This part is common
// to the three.

const uint kDigits = 256u;                 // = threads of a group
const uint kRounds = kSortBlock / kDigits; // keys of a thread

layout(local_size_x = 256) in;

uniform uint uShift; // of the digit in the key: 0, 8, 16, 24

uint digitOf(uint key) { return (key >> uShift) & (kDigits - 1u); }
