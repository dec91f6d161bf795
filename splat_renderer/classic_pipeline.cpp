#include "splat_renderer/gl_objects.h"
#include "splat_renderer/pipeline.h"
#include "splat_renderer/quad_painter.h"
#include "splat_renderer/radix_sort.h"
#include "splat_renderer/shown_color.h"

#include <bit>

namespace gambade {

namespace {

/// Larger for nearer splats. The bits of floats order as they do where they are positive, and the
/// other way round below.
std::uint32_t depthKey(const ProjectedSplat& splat) {
    constexpr std::uint32_t kSign = 0x80000000u;
    const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(splat.depth));
    return (bits & kSign) != 0 ? bits : ~(bits | kSign);
}

constexpr bool kInStorage = false; ///< the splats are vertex attributes

class ClassicPipeline : public Pipeline {
public:
    ClassicPipeline() : m_records(GlBuffer::create()), m_vertexArray(GlVertexArray::create()) {
        glBindVertexArray(m_vertexArray.id());
        glBindBuffer(GL_ARRAY_BUFFER, m_records.id());
        for (GLuint attribute = 0; attribute < 3; ++attribute) {
            const std::size_t offset = attribute * sizeof(glm::vec4);
            glEnableVertexAttribArray(attribute);
            glVertexAttribPointer(attribute, 4, GL_FLOAT, GL_FALSE, sizeof(DrawRecord),
                                  reinterpret_cast<const void*>(offset));
            glVertexAttribDivisor(attribute, 1);
        }
        glBindVertexArray(0);
        glBindBuffer(GL_ARRAY_BUFFER, 0);
    }

    void beginCloud(std::shared_ptr<const GaussianCloud> cloud,
                    const GpuCloud* /*onGpu*/) override {
        m_next = std::move(cloud);
    }

    /// All at once: project() reads the cloud where it is.
    bool copyMore(std::size_t /*bytes*/) override {
        if (m_next) {
            m_cloud = std::exchange(m_next, nullptr);
            m_highlight.clear();
            m_count = 0;
        }
        return true;
    }

    void setHighlight(std::span<const std::uint8_t> highlight) override {
        m_highlight.assign(highlight.begin(), highlight.end());
    }

    void project(const ProjectionRequest& request) override {
        const auto splats = projectCloud(*m_cloud, request.view, request.adjustment, 0);
        // Backwards: the sort is stable, and of equal depths the first must be drawn last.
        std::vector<std::uint32_t> keys;
        keys.reserve(splats.size());
        for (auto splat = splats.rbegin(); splat != splats.rend(); ++splat) {
            keys.push_back(depthKey(*splat));
        }
        std::vector<DrawRecord> records;
        records.reserve(splats.size());
        for (const std::uint32_t position : radixSortedOrder(keys)) {
            records.push_back(makeRecord(splats[splats.size() - 1 - position], request));
        }
        m_count = static_cast<GLsizei>(records.size());
        glBindBuffer(GL_ARRAY_BUFFER, m_records.id());
        glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(records.size() * sizeof(DrawRecord)),
                     records.data(), GL_STREAM_DRAW);
        glBindBuffer(GL_ARRAY_BUFFER, 0);
    }

    void paint(const PaintStyle& style, const PictureBuffer& picture) override {
        picture.clear();
        glBindVertexArray(m_vertexArray.id());
        m_quads.paint(style, picture,
                      [&] { glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, m_count); });
        glBindVertexArray(0);
    }

    void reloadShaders() override { m_quads = QuadPainter(kInStorage); }

private:
    DrawRecord makeRecord(const ProjectedSplat& splat, const ProjectionRequest& request) const {
        const glm::vec3 color = shownColor(*m_cloud, splat, request, m_highlight);
        return {{splat.center, splat.depth, splat.opacity}, {splat.factor, 0.0f}, {color, 0.0f}};
    }

    std::shared_ptr<const GaussianCloud> m_cloud = std::make_shared<const GaussianCloud>();
    std::shared_ptr<const GaussianCloud> m_next; ///< begun, but not drawn yet
    std::vector<std::uint8_t> m_highlight;
    GlBuffer m_records;
    GlVertexArray m_vertexArray;
    GLsizei m_count = 0;
    QuadPainter m_quads{kInStorage};
};

} // namespace

std::unique_ptr<Pipeline> makeClassicPipeline() {
    return std::make_unique<ClassicPipeline>();
}

} // namespace gambade
