#include "sample_clouds.h"
#include "splats/error.h"
#include "splats/format.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fmt/core.h>
#include <string>

/// splats_sample_writer FILE COUNT SH_DEGREE LAYOUT: writes a random cloud (LAYOUT: compact, full)
/// and prints the ranges of its values, in our axes and linear units, under the names of the file's
/// columns: "column minimum maximum", one a line.
int main(int argc, char** argv) {
    using namespace gambade;
    if (argc != 5) {
        fmt::print(stderr, "usage: splats_sample_writer FILE COUNT SH_DEGREE compact|full\n");
        return 2;
    }
    const GaussianCloud cloud =
        test::makeRandomCloud(std::stoul(argv[2]), std::stoi(argv[3]), 20240607u);
    WriteOptions options;
    options.plyLayout = std::string(argv[4]) == "full" ? PlyLayout::kFull : PlyLayout::kCompact;
    try {
        writeSplats(cloud, argv[1], options);
    } catch (const Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    const auto printRange = [&](const std::string& column, const auto& valueOf) {
        double minimum = HUGE_VAL;
        double maximum = -HUGE_VAL;
        for (std::size_t i = 0; i < cloud.size(); ++i) {
            minimum = std::min<double>(minimum, valueOf(i));
            maximum = std::max<double>(maximum, valueOf(i));
        }
        fmt::print("{} {:.9g} {:.9g}\n", column, minimum, maximum);
    };
    const std::size_t coefficients = shCoefficientCount(cloud.shDegree);
    const std::size_t restPerChannel =
        shCoefficientCount(options.plyLayout == PlyLayout::kFull ? kMaxShDegree : cloud.shDegree) -
        1;
    for (int axis = 0; axis < 3; ++axis) {
        printRange({"xyz"[axis]}, [&](std::size_t i) { return cloud.positions[i][axis]; });
        const std::string number = std::to_string(axis);
        printRange("scale_" + number, [&](std::size_t i) { return cloud.scales[i][axis]; });
        printRange("f_dc_" + number, [&](std::size_t i) { return cloud.baseColor(i)[axis]; });
        for (std::size_t k = 1; k < coefficients; ++k) {
            const std::size_t index = static_cast<std::size_t>(axis) * restPerChannel + k - 1;
            printRange(fmt::format("f_rest_{}", index),
                       [&](std::size_t i) { return cloud.sh[i * coefficients + k][axis]; });
        }
    }
    printRange("opacity", [&](std::size_t i) { return cloud.opacities[i]; });
    return 0;
}
