#include "splat_renderer/pipeline.h"
#include "splat_renderer/shown_color.h"

#include <glm/common.hpp>
#include <optional>

namespace gambade {

namespace {

class ProcessorPipeline : public Pipeline {
public:
    void beginCloud(std::shared_ptr<const GaussianCloud> cloud, const GpuCloud* onGpu) override {
        m_next = cloud;
        m_classic->beginCloud(std::move(cloud), onGpu);
    }

    bool copyMore(std::size_t bytes) override {
        if (m_next) {
            m_cloud = std::exchange(m_next, nullptr);
            m_highlight.clear();
            m_request.reset();
        }
        return m_classic->copyMore(bytes);
    }

    void setHighlight(std::span<const std::uint8_t> highlight) override {
        m_highlight.assign(highlight.begin(), highlight.end());
        m_classic->setHighlight(highlight);
    }

    /// What is needed of it depends on the shape, which paint() is told.
    void project(const ProjectionRequest& request) override { m_request = request; }

    void paint(const PaintStyle& style, const PictureBuffer& picture) override {
        if (style.shape == Shape::kGaussian) {
            picture.write(
                composeSplats(coloredSplats(style), picture.width(), picture.height(), 0));
        } else {
            m_classic->project(*m_request);
            m_classic->paint(style, picture);
        }
    }

    void reloadShaders() override { m_classic->reloadShaders(); }

private:
    std::vector<ProjectedSplat> coloredSplats(const PaintStyle& style) const {
        auto splats = projectSorted(*m_cloud, m_request->view, m_request->adjustment, 0);
        const float nearest = style.depthRange.x;
        const float farthest = style.depthRange.y;
        for (ProjectedSplat& splat : splats) {
            if (farthest > nearest) {
                const auto depth = static_cast<float>(splat.depth);
                splat.color = glm::vec3(
                    1.0f - glm::clamp((depth - nearest) / (farthest - nearest), 0.0f, 1.0f));
            } else {
                splat.color = shownColor(*m_cloud, splat, *m_request, m_highlight);
            }
        }
        return splats;
    }

    std::shared_ptr<const GaussianCloud> m_cloud = std::make_shared<const GaussianCloud>();
    std::shared_ptr<const GaussianCloud> m_next; ///< begun, but not drawn yet
    std::vector<std::uint8_t> m_highlight;
    std::optional<ProjectionRequest> m_request;
    std::unique_ptr<Pipeline> m_classic = makeClassicPipeline(); ///< for all other shapes
};

} // namespace

std::unique_ptr<Pipeline> makeProcessorPipeline() {
    return std::make_unique<ProcessorPipeline>();
}

} // namespace gambade
