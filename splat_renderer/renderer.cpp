#include "splat_renderer/renderer.h"

#include "splat_renderer/gl_objects.h"
#include "splat_renderer/graphics_driver.h"
#include "splat_renderer/picture_buffer.h"
#include "splat_renderer/pipeline.h"
#include "splat_renderer/program.h"
#include "splats/error.h"
#include "splats/log.h"

#include <algorithm>
#include <fmt/core.h>
#include <glm/mat3x3.hpp>
#include <glm/matrix.hpp>
#include <limits>
#include <optional>
#include <utility>

namespace gambade {

namespace {

constexpr glm::vec3 kCheckerLight(0.8f);
constexpr glm::vec3 kCheckerDark(0.6f);

Shape shapeOf(DisplayMode mode) {
    switch (mode) {
    case DisplayMode::kPoints:
        return Shape::kPoint;
    case DisplayMode::kDiscs:
        return Shape::kDisc;
    default:
        return Shape::kGaussian;
    }
}

const char* pathDescription(RendererPath path) {
    switch (path) {
    case RendererPath::kCompute:
        return "compute shaders";
    case RendererPath::kProcessor:
        return "composed by the processor";
    default:
        return "sorted by the processor";
    }
}

/// What the blended picture depends on.
struct PictureKey {
    Camera camera;
    int width, height;
    DisplayMode mode;
    float splatScale, minOpacity;
    bool fullPrecision;

    bool operator==(const PictureKey& other) const {
        return camera.cameraToWorld == other.camera.cameraToWorld &&
               camera.fovYDegrees == other.camera.fovYDegrees &&
               camera.orthographicHeight == other.camera.orthographicHeight &&
               width == other.width && height == other.height && mode == other.mode &&
               splatScale == other.splatScale && minOpacity == other.minOpacity &&
               fullPrecision == other.fullPrecision;
    }
};

struct MeasuredCloud {
    std::shared_ptr<const GaussianCloud> cloud = std::make_shared<const GaussianCloud>();
    CloudExtent extent;
};

/// OpenGL errors of ours are faults of ours and found by tests; these two can happen to anybody.
void checkDevice(const char* what) {
    if (epoxy_gl_version() >= 45 && glGetGraphicsResetStatus() != GL_NO_ERROR) {
        throw Error(ErrorKind::kDevice,
                    fmt::format("the graphics device was reset while {}", what));
    }
    while (const GLenum error = glGetError()) {
        if (error == GL_OUT_OF_MEMORY) {
            throw Error(ErrorKind::kDevice,
                        fmt::format("the graphics memory ran out while {}", what));
        }
        if (error == GL_CONTEXT_LOST) {
            throw Error(ErrorKind::kDevice,
                        fmt::format("the graphics context was lost while {}", what));
        }
        throw Error(
            ErrorKind::kDevice,
            fmt::format("the graphics driver reported error 0x{:04x} while {}", error, what));
    }
}

} // namespace

class Renderer::Implementation {
public:
    explicit Implementation(RendererPath wanted) : m_wanted(wanted) {
        if (epoxy_gl_version() < 33 || !epoxy_is_desktop_gl()) {
            throw Error(
                ErrorKind::kDevice,
                fmt::format("OpenGL 3.3 is needed to draw splats, and this context has {}.{}",
                            epoxy_gl_version() / 10, epoxy_gl_version() % 10));
        }
        choosePipeline(*m_shown.cloud);
        m_compose = makeComposeProgram();
        checkDevice("preparing to draw");
    }

    void beginCloud(std::shared_ptr<const GaussianCloud> cloud, const CloudExtent& extent,
                    const GpuCloud* onGpu) {
        checkCloud(*cloud);
        choosePipeline(*cloud);
        m_pipeline->beginCloud(cloud, onGpu);
        m_next = {std::move(cloud), extent};
        checkDevice("storing the splats");
    }

    bool copyMore(std::size_t bytes) {
        const bool complete = m_pipeline->copyMore(bytes);
        if (complete && m_next) {
            m_shown = std::exchange(m_next, std::nullopt).value();
            m_drawn.reset();
        }
        checkDevice("storing the splats");
        return complete;
    }

    void setHighlight(std::span<const std::uint8_t> highlight) {
        checkHighlight(*m_shown.cloud, highlight);
        m_drawn.reset();
        m_pipeline->setHighlight(highlight);
        checkDevice("storing what is highlighted");
    }

    void draw(const Camera& camera, const RenderSettings& settings, const RenderTarget& target) {
        const PictureKey key{camera,
                             target.width,
                             target.height,
                             settings.mode,
                             settings.splatScale,
                             settings.minOpacity,
                             settings.precision == BlendPrecision::kFull ||
                                 (settings.precision == BlendPrecision::kAuto && m_software)};
        glDisable(GL_DEPTH_TEST);
        glDisable(GL_CULL_FACE);
        glDisable(GL_SCISSOR_TEST);
        glDisable(GL_BLEND);
        glViewport(0, 0, target.width, target.height);
        if (!m_drawn || !(*m_drawn == key)) {
            m_drawn.reset();
            drawPicture(key);
            m_drawn = key;
        }
        compose(camera, settings, target);
        checkDevice("drawing");
    }

    RenderedImage readPicture() const {
        if (!m_drawn) {
            throw Error(ErrorKind::kUsage, "there is no drawn picture to read");
        }
        return m_picture.read();
    }

    RendererPath path() const { return m_path; }

    std::string description() const {
        return fmt::format("OpenGL {}.{}, {}, {}", epoxy_gl_version() / 10, epoxy_gl_version() % 10,
                           graphicsDriverName(), pathDescription(m_path));
    }

    void reloadShaders() {
        m_pipeline->reloadShaders();
        m_compose = makeComposeProgram();
        m_drawn.reset();
    }

private:
    void choosePipeline(const GaussianCloud& cloud) {
        const bool supported = computePipelineSupported(cloud);
        if (m_wanted == RendererPath::kCompute && !supported) {
            throw Error(ErrorKind::kDevice,
                        "this graphics driver cannot draw these splats with compute shaders "
                        "(OpenGL 4.3); choose another renderer");
        }
        const bool useful =
            m_wanted == RendererPath::kCompute || (m_wanted == RendererPath::kAuto && !m_software);
        if (useful && supported && !m_computeRefused) {
            try {
                takePipeline(RendererPath::kCompute, [] { return makeComputePipeline(); });
                return;
            } catch (const Error& error) {
                if (m_wanted == RendererPath::kCompute) {
                    throw;
                }
                log(LogLevel::kWarning, "Drawing without compute shaders: {}", error.what());
                m_computeRefused = true;
            }
        }
        if (m_wanted == RendererPath::kProcessor ||
            (m_wanted == RendererPath::kAuto && m_software)) {
            takePipeline(RendererPath::kProcessor, makeProcessorPipeline);
        } else {
            takePipeline(RendererPath::kClassic, makeClassicPipeline);
        }
    }

    void takePipeline(RendererPath path, std::unique_ptr<Pipeline> (*make)()) {
        if (m_path != path) {
            m_pipeline = make();
            m_pipeline->setCloud(std::make_shared<const GaussianCloud>(), nullptr);
            m_path = path;
            m_shown = {};
            m_drawn.reset();
        }
    }

    static Program makeComposeProgram() {
        return {330,
                {},
                {{GL_VERTEX_SHADER, {"compose.vert.glsl"}},
                 {GL_FRAGMENT_SHADER, {"grid.glsl", "compose.frag.glsl"}}}};
    }

    void drawPicture(const PictureKey& key) {
        const View view(key.camera, key.width, key.height);
        m_picture.resize(key.width, key.height, key.fullPrecision);
        m_pipeline->project(
            {view, {key.splatScale, key.minOpacity}, key.mode == DisplayMode::kNormals});

        PaintStyle style;
        style.shape = shapeOf(key.mode);
        if (key.mode == DisplayMode::kDepth) {
            style.depthRange = depthRange(view);
        }
        m_pipeline->paint(style, m_picture);
    }

    glm::vec2 depthRange(const View& view) const {
        const Ball& ball = m_shown.extent.all;
        const double depth = (view.worldToView * (ball.center - view.position)).z;
        const double near = std::max(depth - ball.radius, view.nearDepth());
        return {near, std::max(depth + ball.radius, near + 1e-3)};
    }

    void compose(const Camera& camera, const RenderSettings& settings, const RenderTarget& target) {
        glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer);
        const bool checker = settings.background == BackgroundKind::kChecker;
        m_compose.use();
        m_compose.set("uPicture", 0);
        m_compose.set("uBackground", checker ? kCheckerLight : settings.backgroundColor);
        m_compose.set("uCheckerBackground", checker ? kCheckerDark : settings.backgroundColor);
        m_compose.set("uTransparent", settings.background == BackgroundKind::kTransparent);
        m_compose.set("uShowAlpha", settings.mode == DisplayMode::kOpacity);
        m_compose.set("uDither", settings.dither);
        m_compose.set("uShowGrid", settings.showGrid);
        if (settings.showGrid) {
            setGrid(View(camera, target.width, target.height));
        }
        glActiveTexture(GL_TEXTURE0);
        glBindTexture(GL_TEXTURE_2D, m_picture.texture());
        glBindVertexArray(m_noAttributes.id());
        glDrawArrays(GL_TRIANGLES, 0, 3);
        glBindVertexArray(0);
        glBindTexture(GL_TEXTURE_2D, 0);
        glUseProgram(0);
    }

    void setGrid(const View& view) {
        m_compose.set("uFloorBelow", isAbove(m_shown.extent.floor, view));
        m_compose.set("uOrthographic", view.orthographic);
        m_compose.set("uViewToWorld", glm::mat3(glm::transpose(view.worldToView)));
        m_compose.set("uCameraPosition", glm::vec3(view.position));
        m_compose.set("uSize", glm::vec2(view.width, view.height));
        m_compose.set("uFocal", static_cast<float>(view.focal));
        m_compose.set("uFloorHeight", static_cast<float>(m_shown.extent.floor.height));
        m_compose.set("uGridRadius", static_cast<float>(m_shown.extent.floor.radius));
        m_compose.set("uGridSpacing", static_cast<float>(m_shown.extent.floor.spacing));
        const auto [from, to] = upAxisOnPicture(m_shown.extent.floor, view);
        m_compose.set("uUpAxisFrom", glm::vec2(from));
        m_compose.set("uUpAxisTo", glm::vec2(to));
    }

    const RendererPath m_wanted;
    const bool m_software = isSoftwareDriver();
    RendererPath m_path = RendererPath::kAuto; ///< kAuto: none yet
    bool m_computeRefused = false;             ///< by the driver's compiler
    MeasuredCloud m_shown;
    std::optional<MeasuredCloud> m_next; ///< being copied
    std::unique_ptr<Pipeline> m_pipeline;
    Program m_compose;
    GlVertexArray m_noAttributes = GlVertexArray::create();
    PictureBuffer m_picture;
    std::optional<PictureKey> m_drawn; ///< what m_picture shows
};

Renderer::Renderer(RendererPath path) : m_implementation(std::make_unique<Implementation>(path)) {}
Renderer::~Renderer() = default;

void Renderer::setCloud(std::shared_ptr<const GaussianCloud> cloud) {
    const CloudExtent extent = measureExtent(*cloud);
    setCloud(std::move(cloud), extent);
}

void Renderer::setCloud(std::shared_ptr<const GaussianCloud> cloud, const CloudExtent& extent,
                        const GpuCloud* onGpu) {
    beginCloud(std::move(cloud), extent, onGpu);
    copyMore(std::numeric_limits<std::size_t>::max());
}

void Renderer::beginCloud(std::shared_ptr<const GaussianCloud> cloud, const CloudExtent& extent,
                          const GpuCloud* onGpu) {
    m_implementation->beginCloud(std::move(cloud), extent, onGpu);
}

bool Renderer::copyMore(std::size_t bytes) {
    return m_implementation->copyMore(bytes);
}

void Renderer::setHighlight(std::span<const std::uint8_t> highlight) {
    m_implementation->setHighlight(highlight);
}

void Renderer::draw(const Camera& camera, const RenderSettings& settings,
                    const RenderTarget& target) {
    m_implementation->draw(camera, settings, target);
}

RenderedImage Renderer::readPicture() const {
    return m_implementation->readPicture();
}

RendererPath Renderer::path() const {
    return m_implementation->path();
}

std::string Renderer::description() const {
    return m_implementation->description();
}

void Renderer::reloadShaders() {
    m_implementation->reloadShaders();
}

} // namespace gambade
