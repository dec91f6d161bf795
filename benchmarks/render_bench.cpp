/// Times the CPU rasterizer on seeded random clouds: median of several runs, one line a case.
#include "splat_renderer/rasterizer.h"
#include "tests/splat_renderer/random_clouds.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/core.h>

namespace {

using namespace gambade;

double medianMilliseconds(const GaussianCloud& cloud, int size) {
    constexpr int kRuns = 7;
    std::vector<double> times;
    for (int run = 0; run < kRuns; ++run) {
        const auto start = std::chrono::steady_clock::now();
        rasterize(cloud, orbitCamera(51.0 * run, 20.0, 1.5), size, size);
        const std::chrono::duration<double, std::milli> elapsed =
            std::chrono::steady_clock::now() - start;
        times.push_back(elapsed.count());
    }
    std::nth_element(times.begin(), times.begin() + kRuns / 2, times.end());
    return times[kRuns / 2];
}

} // namespace

int main() {
    fmt::print("{:>9} {:>3} {:>11} {:>9}\n", "splats", "SH", "picture", "ms");
    for (const std::size_t count : {16384, 131072, 1048576}) {
        for (const int degree : {0, 3}) {
            // The more splats, the smaller: they cover about the same share of the picture.
            const double scale = 0.02 * std::sqrt(16384.0 / static_cast<double>(count));
            const GaussianCloud cloud = test::makeRandomCloud({.count = count,
                                                               .shDegree = degree,
                                                               .smallestScale = scale / 4.0,
                                                               .largestScale = scale});
            for (const int size : {256, 512, 2048}) {
                fmt::print("{:9} {:3} {:>11} {:9.1f}\n", count, degree,
                           fmt::format("{}x{}", size, size), medianMilliseconds(cloud, size));
            }
        }
    }
}
