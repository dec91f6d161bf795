#include "splat_renderer/floor_grid.h"

#include "gl_comparison.h"
#include "random_clouds.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace gambade;
using namespace gambade::test;

namespace {

constexpr int kSize = 401;

/// What the user would see.
class Screen : public Canvas {
public:
    Screen() : Canvas(kSize, kSize, GL_RGBA32F) {}
    /// @param place from the top left corner
    glm::vec3 pixel(const glm::dvec2& place) const {
        return glm::vec3(
            read()[static_cast<std::size_t>(place.y) * kSize + static_cast<std::size_t>(place.x)]);
    }
};

/// Where a point of the world is on the screen of a camera, from its matrix alone.
glm::dvec2 placeOf(const Camera& camera, const glm::dvec3& world) {
    const glm::dvec4 seen = glm::inverse(camera.cameraToWorld) * glm::dvec4(world, 1.0);
    if (camera.orthographicHeight) {
        const double perUnit = kSize / *camera.orthographicHeight;
        return {kSize / 2.0 + perUnit * seen.x, kSize / 2.0 - perUnit * seen.y};
    }
    const double perUnit = kSize / (2.0 * std::tan(camera.fovYDegrees * std::acos(-1.0) / 360.0));
    return {kSize / 2.0 + perUnit * seen.x / -seen.z, kSize / 2.0 - perUnit * seen.y / -seen.z};
}

RenderSettings withGrid() {
    RenderSettings settings;
    settings.dither = false;
    settings.showGrid = true;
    return settings;
}

/// A ball of 0.3 whose floor is made by one small splat at its foot.
std::shared_ptr<const GaussianCloud> blueBall() {
    auto cloud = std::make_shared<GaussianCloud>();
    cloud->resize(2, 0);
    cloud->positions = {{0.0f, 0.0f, 0.0f}, {0.0f, -0.3f, 0.0f}};
    cloud->scales = {glm::vec3(0.3f), glm::vec3(0.001f)};
    cloud->opacities = {1.0f, 1.0f};
    cloud->setBaseColor(0, {0.0f, 0.0f, 1.0f});
    cloud->setBaseColor(1, {0.0f, 0.0f, 1.0f});
    return cloud;
}

} // namespace

TEST_CASE("The axes are drawn where the camera sees them") {
    Renderer renderer;
    const Screen screen;
    Camera camera = orbitCamera(25.0, 30.0, 2.5);
    const bool parallel = GENERATE(false, true);
    if (parallel) {
        camera.orthographicHeight = 2.0;
    }
    const FloorGrid grid = floorGridUnder({});
    renderer.draw(camera, withGrid(), screen.target());
    const glm::vec3 onX = screen.pixel(placeOf(camera, {0.23, grid.height, 0.0}));
    const glm::vec3 onZ = screen.pixel(placeOf(camera, {0.0, grid.height, -0.23}));
    const glm::vec3 onY = screen.pixel(placeOf(camera, {0.0, grid.height + 0.5, 0.0}));
    const glm::vec3 between = screen.pixel(placeOf(camera, {0.25, grid.height, 0.25}));
    CHECK(onX.r > onX.b + 0.3f);
    CHECK(onZ.b > onZ.r + 0.3f);
    CHECK(onY.g > onY.b + 0.3f);
    CHECK(between == glm::vec3(1.0f));

    renderer.draw(camera, {.dither = false}, screen.target());
    CHECK(screen.pixel(placeOf(camera, {0.23, grid.height, 0.0})) == glm::vec3(1.0f));
}

TEST_CASE("An object hides the floor from above and is behind it from below") {
    Renderer renderer;
    renderer.setCloud(blueBall());
    const Screen screen;
    const glm::dvec3 onFloor(0.1, floorGridUnder(*blueBall()).height, 0.0);
    CHECK(onFloor.y == Approx(-0.3));
    Camera above = orbitCamera(0.0, 25.0, 2.5);
    Camera below = orbitCamera(0.0, -40.0, 2.5);
    if (GENERATE(false, true)) {
        above = orbitCamera(0.0, 25.0, -2.5); // where the camera stands does not matter then
        above.orthographicHeight = 2.2;
        below.orthographicHeight = 2.2;
    }
    renderer.draw(above, withGrid(), screen.target());
    const glm::vec3 hidden = screen.pixel(placeOf(above, onFloor));
    renderer.draw(below, withGrid(), screen.target());
    const glm::vec3 inFront = screen.pixel(placeOf(below, onFloor));
    CHECK(hidden.b > 0.7f); // the ball is not quite opaque there
    CHECK(hidden.r < 0.4f);
    CHECK(inFront.r > 0.7f);
    CHECK(inFront.b < 0.6f);
}

TEST_CASE("Parallel rays along the floor show nothing of it, and no broken pixels") {
    Renderer renderer;
    const Screen screen;
    Camera camera = orbitCamera(40.0, 0.0, 2.5);
    camera.orthographicHeight = 2.0;
    renderer.draw(camera, withGrid(), screen.target());
    const glm::dvec2 axis = placeOf(camera, {0.0, floorGridUnder({}).height + 0.5, 0.0});
    int other = 0;
    for (const glm::vec4& pixel : screen.read()) {
        other += pixel == glm::vec4(1.0f) ? 0 : 1;
    }
    CHECK(screen.pixel(axis).g > screen.pixel(axis).b + 0.3f);
    CHECK((other > 100 && other < 4 * kSize)); // only the axis upwards
}

TEST_CASE("A few strays do not move the floor") {
    GaussianCloud cloud = makeRandomCloud({.count = 2000});
    const double height = floorGridUnder(cloud).height;
    CHECK(height == Approx(-0.5).margin(0.02));
    cloud.positions[7].y = -50.0f;
    cloud.positions[8].y = std::numeric_limits<float>::quiet_NaN();
    CHECK(floorGridUnder(cloud).height == Approx(height).margin(0.01));
}
