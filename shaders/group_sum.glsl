// Sums over the 256 threads of a group.

layout(local_size_x = 256) in;

const uint kThreads = 256u;
const uint kLargestSum = 0x7fffffffu; // what is more becomes this: nothing ever wraps around

shared uint threadSums[kThreads];

// The sum of the values of this thread and all before it. For all threads of the group at once, as
// it waits for them; values up to kLargestSum.
uint sumUpTo(uint thread, uint value) {
    barrier(); // all have done with the sums before
    threadSums[thread] = value;
    barrier();
    for (uint reach = 1u; reach < kThreads; reach *= 2u) {
        uint before = thread >= reach ? threadSums[thread - reach] : 0u;
        barrier();
        threadSums[thread] = min(threadSums[thread] + before, kLargestSum);
        barrier();
    }
    return threadSums[thread];
}
