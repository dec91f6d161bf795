#pragma once

#include <cstddef>

namespace gambade::test {

/// The largest single allocation by operator new since the last resetLargestAllocation(), in bytes.
std::size_t largestAllocation();
void resetLargestAllocation();

} // namespace gambade::test
