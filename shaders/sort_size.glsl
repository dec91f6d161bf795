// How many keys there are to sort, and the parameters of the indirect dispatches that do so: what
// is known on the GPU alone is never read back.

const uint kSortBlock = 2048u; // keys of a group

layout(std430, binding = 6) buffer SortSize {
    uint sortBlocks; // = groups: ceil(keyCount / kSortBlock), 1, 1
    uint sortGroupsY;
    uint sortGroupsZ;
    uint keyCount;
};
