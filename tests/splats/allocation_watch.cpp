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

// Replaces the operators of the whole test program; all forms of them, so that each memory is freed
// by the form that it came from.
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
    using gambade::test::largest;
    largest = std::max(largest.load(), size);
    return std::malloc(size);
}
void* operator new(std::size_t size) {
    if (void* memory = operator new(size, std::nothrow)) {
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
void operator delete(void* memory, const std::nothrow_t& /*tag*/) noexcept {
    std::free(memory);
}
