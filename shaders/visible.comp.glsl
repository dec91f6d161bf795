// Finds how many splats can be seen: those that cannot are sorted behind all others. One group,
// which narrows down where they begin to a 256th a round.

layout(local_size_x = 256) in;

layout(std430, binding = 0) readonly buffer Keys { uint keys[]; }; // ascending
layout(std430, binding = 1) buffer DrawCommand {
    uint vertexCount;
    uint instanceCount;
};

uniform uint uCount;

const uint kThreads = 256u;

shared uint visibleProbes;

void main() {
    uint thread = gl_LocalInvocationIndex;
    uint low = 0u;
    uint high = uCount; // the first that cannot be seen is in [low, high]
    while (low < high) {
        uint apart = (high - low + kThreads - 1u) / kThreads;
        uint probe = low + thread * apart;
        barrier(); // all have done with the round before
        visibleProbes = 0u;
        barrier();
        if (probe < high && keys[probe] != kCulledKey) {
            atomicAdd(visibleProbes, 1u);
        }
        barrier();
        uint count = visibleProbes;
        high = min(low + count * apart, high);
        low += count > 0u ? (count - 1u) * apart + 1u : 0u;
    }
    if (thread == 0u) {
        instanceCount = low;
    }
}
