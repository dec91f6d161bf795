/// Splats whose values somebody else writes into the renderer's buffers.
#include "gl_comparison.h"
#include "random_clouds.h"
#include "tests/splats/splat_arrays.h"

#include <catch2/catch.hpp>

using namespace gambade;
using namespace gambade::test;

namespace {

/// Writes a cloud's values by OpenGL, or refuses to.
class Writer : public GpuCloud {
public:
    Writer(const GaussianCloud& cloud, bool able) : m_cloud(cloud), m_able(able) {}
    std::size_t size() const override { return m_cloud.size(); }
    GaussianCloud copy() const override { return m_cloud; }
    bool fillBuffers(unsigned int splats, unsigned int colors) const override {
        ++m_asked;
        if (m_able) {
            write(splats, splatArrays(m_cloud));
            write(colors, colorArray(m_cloud));
        }
        return m_able;
    }
    int asked() const { return m_asked; }

private:
    static void write(unsigned int buffer, const std::vector<float>& values) {
        const auto bytes = static_cast<GLsizeiptr>(values.size() * sizeof(float));
        glBindBuffer(GL_COPY_WRITE_BUFFER, buffer);
        GLint64 room = 0;
        glGetBufferParameteri64v(GL_COPY_WRITE_BUFFER, GL_BUFFER_SIZE, &room);
        REQUIRE(room == bytes);
        glBufferSubData(GL_COPY_WRITE_BUFFER, 0, bytes, values.data());
    }

    const GaussianCloud& m_cloud;
    bool m_able;
    mutable int m_asked = 0;
};

std::vector<glm::vec4> picture(RendererPath path, const GaussianCloud& cloud,
                               const GpuCloud* onGpu) {
    Renderer renderer(path);
    const Canvas canvas(128, 96, GL_RGBA32F);
    renderer.setCloud(std::make_shared<const GaussianCloud>(cloud), measureExtent(cloud), onGpu);
    renderer.draw(orbitCamera(30.0, 20.0, 1.5), {.precision = BlendPrecision::kFull},
                  canvas.target());
    return renderer.readPicture().pixels;
}

} // namespace

TEST_CASE("splats are drawn from the GPU where they can be had there, else from the host") {
    // Two clouds that no one can take for each other: which one is drawn tells where it is from.
    const GaussianCloud onHost = makeRandomCloud({.count = 777, .seed = 1});
    const GaussianCloud onGpu = makeRandomCloud({.count = 777, .seed = 2});
    for (const RendererPath path : availablePaths()) {
        CAPTURE(static_cast<int>(path));
        const auto pictureOfHost = picture(path, onHost, nullptr);
        const auto pictureOfGpu = picture(path, onGpu, nullptr);
        REQUIRE(pictureOfHost != pictureOfGpu);
        const bool compute = path == RendererPath::kCompute;
        const Writer able(onGpu, true);
        CHECK(picture(path, onHost, &able) == (compute ? pictureOfGpu : pictureOfHost));
        CHECK(able.asked() == (compute ? 1 : 0));
        const Writer unable(onGpu, false);
        CHECK(picture(path, onHost, &unable) == pictureOfHost);
        CHECK(unable.asked() == (compute ? 1 : 0));
    }
}
