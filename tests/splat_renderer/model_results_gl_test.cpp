/// OpenGL against the CPU rasterizer on what the default model makes of the bundled pictures.
#include "gl_comparison.h"
#include "splats/format.h"

#include <catch2/catch.hpp>

using namespace gambade;
using namespace gambade::test;

namespace {

GaussianCloud result(const std::string& name) {
    return readSplats(std::string(GAMBADE_MODEL_RESULTS "/") + name);
}

} // namespace

TEST_CASE("OpenGL draws the default model's results as the CPU rasterizer does") {
    for (const char* name : {"rocket.ply", "mushroom.ply", "teacup.ply"}) {
        CAPTURE(name);
        checkAgainstRasterizer(result(name), {orbitCamera(0, 20, 1.5), orbitCamera(140, -10, 1.5)},
                               512, 512);
    }
}

TEST_CASE("Every frame of an orbit around a result is that of a still") {
    std::vector<Camera> orbit;
    for (int step = 0; step < 12; ++step) {
        orbit.push_back(orbitCamera(7.0 * step, 20.0 - 3.0 * step, 1.5));
    }
    const GaussianCloud cloud = result("rocket.ply");
    checkAgainstFreshStills(cloud, orbit, 512, 512);
    checkAgainstRasterizer(cloud, {orbit.back()}, 512, 512);
}
