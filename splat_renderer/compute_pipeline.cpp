#include "splat_renderer/gl_objects.h"
#include "splat_renderer/gpu_sort.h"
#include "splat_renderer/highlight.h"
#include "splat_renderer/pipeline.h"
#include "splat_renderer/program.h"
#include "splat_renderer/quad_painter.h"
#include "splat_renderer/tile_painter.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <optional>
#include <span>

namespace gambade {

namespace {

constexpr GLuint kProjectGroup = 256; ///< local size of project.comp.glsl
constexpr GLuint kMaxGroups = 65535;  ///< that every driver takes; the shader loops beyond

/// Position, scale, rotation and opacity.
constexpr std::size_t kBytesOfSplat = 11 * sizeof(float);
static_assert(sizeof(glm::vec3) == 3 * sizeof(float) && sizeof(glm::quat) == 4 * sizeof(float) &&
              offsetof(glm::quat, x) == 0 && offsetof(glm::quat, w) == 3 * sizeof(float));

/// Parameters of glDrawArraysIndirect.
struct DrawCommand {
    GLuint vertexCount = 4;
    GLuint instanceCount = 0;
    GLuint firstVertex = 0;
    GLuint firstInstance = 0;
};

/// A cloud on its way into the graphics memory.
class StoredCloud {
public:
    StoredCloud(std::shared_ptr<const GaussianCloud> cloud, const GpuCloud* onGpu)
        : m_cloud(std::move(cloud)),
          m_splats(makeStorageBuffer(m_cloud->size() * kBytesOfSplat, nullptr, GL_STATIC_DRAW)),
          m_harmonics(
              makeStorageBuffer(std::span(m_cloud->sh).size_bytes(), nullptr, GL_STATIC_DRAW)) {
        if (onGpu && onGpu->fillBuffers(m_splats.id(), m_harmonics.id())) {
            return;
        }
        // One after the other, as project.comp.glsl reads them.
        GLintptr offset = 0;
        const auto add = [this, &offset](GLuint buffer, const auto& array) {
            const auto bytes = std::as_bytes(std::span(array));
            m_parts.push_back({buffer, offset, bytes});
            offset += static_cast<GLintptr>(bytes.size());
        };
        add(m_splats.id(), m_cloud->positions);
        add(m_splats.id(), m_cloud->scales);
        add(m_splats.id(), m_cloud->rotations);
        add(m_splats.id(), m_cloud->opacities);
        offset = 0;
        add(m_harmonics.id(), m_cloud->sh);
    }

    /// True: all is there.
    bool copyMore(std::size_t bytes) {
        while (!m_parts.empty() && bytes > 0) {
            Part& part = m_parts.front();
            const auto now = part.left.first(std::min(bytes, part.left.size()));
            glBindBuffer(GL_SHADER_STORAGE_BUFFER, part.buffer);
            glBufferSubData(GL_SHADER_STORAGE_BUFFER, part.offset,
                            static_cast<GLsizeiptr>(now.size()), now.data());
            part.offset += static_cast<GLintptr>(now.size());
            part.left = part.left.subspan(now.size());
            bytes -= now.size();
            if (part.left.empty()) {
                m_parts.pop_front();
            }
        }
        return m_parts.empty();
    }

    const GaussianCloud& cloud() const { return *m_cloud; }
    GlBuffer takeSplats() { return std::move(m_splats); }
    GlBuffer takeHarmonics() { return std::move(m_harmonics); }

private:
    struct Part {
        GLuint buffer;
        GLintptr offset;
        std::span<const std::byte> left;
    };

    std::shared_ptr<const GaussianCloud> m_cloud;
    GlBuffer m_splats;
    GlBuffer m_harmonics;
    std::deque<Part> m_parts; ///< still to be copied
};

constexpr bool kInStorage = true; ///< the quads' shader finds the splats there

/// Within a frame nothing is set or cleared from outside the shaders: with NVIDIA's driver 580,
/// where frames followed without a wait, counters set by glBufferSubData and glClearBufferData kept
/// what the frame before had left, whatever barriers stood between (benchmarks/README.md).
class ComputePipeline : public Pipeline {
public:
    explicit ComputePipeline(GLuint mostPairs)
        : m_vertexArray(GlVertexArray::create()), m_tiles(mostPairs) {
        compileProjection();
    }

    void beginCloud(std::shared_ptr<const GaussianCloud> cloud, const GpuCloud* onGpu) override {
        m_next.reset(); // its memory may be needed
        m_next.emplace(std::move(cloud), onGpu);
    }

    bool copyMore(std::size_t bytes) override {
        if (!m_next) {
            return true;
        }
        if (!m_next->copyMore(bytes)) {
            return false;
        }
        const GaussianCloud& cloud = m_next->cloud();
        m_count = static_cast<GLuint>(cloud.size());
        m_shDegree = cloud.shDegree;
        m_antialiased = cloud.antialiased;
        m_splats = m_next->takeSplats();
        m_harmonics = m_next->takeHarmonics();
        m_records = makeStorageBuffer(m_count * sizeof(DrawRecord), nullptr, GL_STATIC_DRAW);
        const DrawCommand nothing;
        m_command = makeStorageBuffer(sizeof(nothing), &nothing, GL_DYNAMIC_COPY);
        m_highlight = makeStorageBuffer((cloud.size() + 3) / 4 * 4, nullptr, GL_STATIC_DRAW);
        m_highlighting = false;
        m_sort.resize(m_count);
        m_tiles.resize(m_count);
        m_next.reset();
        return true;
    }

    void setHighlight(std::span<const std::uint8_t> highlight) override {
        m_highlighting = !highlight.empty();
        if (m_highlighting) {
            glBindBuffer(GL_SHADER_STORAGE_BUFFER, m_highlight.id());
            glBufferSubData(GL_SHADER_STORAGE_BUFFER, 0, static_cast<GLsizeiptr>(highlight.size()),
                            highlight.data());
        }
    }

    void project(const ProjectionRequest& request) override {
        if (m_count == 0) {
            return;
        }
        m_projection.use();
        setUniforms(request);
        const GLuint buffers[] = {m_splats.id(), m_harmonics.id(), m_records.id(),
                                  m_sort.keys(), m_sort.values(),  m_highlight.id()};
        for (GLuint binding = 0; binding < std::size(buffers); ++binding) {
            glBindBufferBase(GL_SHADER_STORAGE_BUFFER, binding, buffers[binding]);
        }
        const GLuint groups = (m_count + kProjectGroup - 1) / kProjectGroup;
        glDispatchCompute(std::min(groups, kMaxGroups), 1, 1);
        glMemoryBarrier(GL_SHADER_STORAGE_BARRIER_BIT);
        m_sort.sort();
        countVisible();
    }

    void paint(const PaintStyle& style, const PictureBuffer& picture) override {
        if (m_count == 0) {
            picture.clear();
        } else if (style.shape == Shape::kGaussian) {
            m_tiles.paint({m_records.id(), m_sort.values(), m_command.id()}, style, picture);
            m_tiles.paintLeftOver([&](GLuint command) { paintQuads(style, picture, command); });
        } else {
            picture.clear();
            paintQuads(style, picture, m_command.id());
        }
    }

    void reloadShaders() override {
        compileProjection();
        m_sort.reloadShaders();
        m_tiles.reloadShaders();
        m_quads = QuadPainter(kInStorage);
    }

private:
    void compileProjection() {
        m_projection = Program(
            430, {},
            {{GL_COMPUTE_SHADER,
              {"projected_splat.glsl", "sh.glsl", "culled_key.glsl", "project.comp.glsl"}}});
        m_findVisible =
            Program(430, {}, {{GL_COMPUTE_SHADER, {"culled_key.glsl", "visible.comp.glsl"}}});
    }

    void countVisible() const {
        m_findVisible.use();
        m_findVisible.set("uCount", m_count);
        glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 0, m_sort.keys());
        glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 1, m_command.id());
        glDispatchCompute(1, 1, 1);
        glMemoryBarrier(GL_SHADER_STORAGE_BARRIER_BIT | GL_COMMAND_BARRIER_BIT);
    }

    /// @param command a buffer with a DrawCommand
    void paintQuads(const PaintStyle& style, const PictureBuffer& picture, GLuint command) const {
        glBindVertexArray(m_vertexArray.id());
        glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 0, m_records.id());
        glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 1, m_sort.values());
        glBindBuffer(GL_DRAW_INDIRECT_BUFFER, command);
        m_quads.paint(style, picture, [] { glDrawArraysIndirect(GL_TRIANGLE_STRIP, nullptr); });
        glBindBuffer(GL_DRAW_INDIRECT_BUFFER, 0);
        glBindVertexArray(0);
    }

    void setUniforms(const ProjectionRequest& request) const {
        const View& view = request.view;
        const glm::vec2 size(view.width, view.height);
        m_projection.set("uCount", m_count);
        m_projection.set("uShDegree", m_shDegree);
        m_projection.set("uAntialiased", m_antialiased);
        m_projection.set("uShowNormals", request.showNormals);
        m_projection.set("uWorldToView", glm::mat3(view.worldToView));
        m_projection.set("uPosition", glm::vec3(view.position));
        m_projection.set("uHighlighting", m_highlighting);
        m_projection.set("uHighlightColor", kHighlightColor);
        m_projection.set("uHighlightShare", kHighlightShare);
        m_projection.set("uOrthographic", view.orthographic);
        m_projection.set("uFocal", static_cast<float>(view.focal));
        m_projection.set("uSize", size);
        m_projection.set("uSlopeLimit",
                         glm::vec2(kJacobianClamp * 0.5 / view.focal * glm::dvec2(size)));
        m_projection.set("uScale", request.adjustment.scale);
        m_projection.set("uMinOpacity", request.adjustment.minOpacity);
    }

    std::optional<StoredCloud> m_next; ///< on its way
    GLuint m_count = 0;
    int m_shDegree = 0;
    bool m_antialiased = false;
    bool m_highlighting = false;
    GlBuffer m_splats;
    GlBuffer m_harmonics; ///< RGB of every coefficient, without padding
    GlBuffer m_records;
    GlBuffer m_command;
    GlBuffer m_highlight;        ///< a byte for each splat, four in a word
    GlVertexArray m_vertexArray; ///< without attributes, which core profiles still want bound
    Program m_projection;
    Program m_findVisible;
    GpuSort m_sort;
    TilePainter m_tiles;
    QuadPainter m_quads{kInStorage};
};

} // namespace

bool computePipelineSupported(const GaussianCloud& cloud) {
    if (epoxy_gl_version() < 43) {
        return false;
    }
    GLint blocksInVertexShader = 0;
    glGetIntegerv(GL_MAX_VERTEX_SHADER_STORAGE_BLOCKS, &blocksInVertexShader);
    GLint64 largestBlock = 0;
    glGetInteger64v(GL_MAX_SHADER_STORAGE_BLOCK_SIZE, &largestBlock);
    const std::size_t largestBuffer =
        std::max(cloud.size() * sizeof(DrawRecord), cloud.sh.size() * sizeof(glm::vec3));
    return blocksInVertexShader >= 2 && largestBuffer <= static_cast<std::size_t>(largestBlock);
}

std::unique_ptr<Pipeline> makeComputePipeline(unsigned int mostPairs) {
    return std::make_unique<ComputePipeline>(mostPairs);
}

} // namespace gambade
