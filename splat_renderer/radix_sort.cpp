#include "splat_renderer/radix_sort.h"

#include <array>
#include <numeric>

namespace gambade {

std::vector<std::uint32_t> radixSortedOrder(const std::vector<std::uint32_t>& keys) {
    constexpr int kDigitBits = 8;
    constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
    constexpr int kPasses = 32 / kDigitBits;
    const auto digitOf = [](std::uint32_t key, int pass) {
        return (key >> (pass * kDigitBits)) & (kDigits - 1);
    };

    std::array<std::array<std::uint32_t, kDigits>, kPasses> places{};
    for (const std::uint32_t key : keys) {
        for (int pass = 0; pass < kPasses; ++pass) {
            ++places[pass][digitOf(key, pass)];
        }
    }
    std::vector<std::uint32_t> order(keys.size());
    std::iota(order.begin(), order.end(), 0u);
    std::vector<std::uint32_t> next(keys.size());
    for (int pass = 0; pass < kPasses; ++pass) {
        std::exclusive_scan(places[pass].begin(), places[pass].end(), places[pass].begin(), 0u);
        for (const std::uint32_t i : order) {
            next[places[pass][digitOf(keys[i], pass)]++] = i;
        }
        order.swap(next);
    }
    return order;
}

} // namespace gambade
