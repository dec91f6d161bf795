#include "allocation_watch.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>

namespace gambade::test {
namespace {
std::atomic<std::size_t> largest{0};
} // namespace

std::size_t largestAllocation() {
    return largest;
}
void resetLargestAllocation() {
    largest = 0;
}

} // namespace gambade::test

// Replaces the operator of the whole test program.
void* operator new(std::size_t size) {
    using gambade::test::largest;
    largest = std::max(largest.load(), size);
    if (void* memory = std::malloc(size)) {
        return memory;
    }
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t /*size*/) noexcept {
    std::free(memory);
}
