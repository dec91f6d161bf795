#include "splat_renderer/splat_painter.h"

#include <fmt/core.h>

namespace gambade {

namespace {

std::vector<std::string> definesFor(const Pipeline& pipeline) {
    std::vector<std::string> defines = pipeline.drawDefines();
    for (const auto& [name, shape] :
         {std::pair("SHAPE_GAUSSIAN", Shape::kGaussian), std::pair("SHAPE_POINT", Shape::kPoint),
          std::pair("SHAPE_DISC", Shape::kDisc)}) {
        defines.push_back(fmt::format("{} {}", name, static_cast<int>(shape)));
    }
    return defines;
}

} // namespace

SplatPainter::SplatPainter(const Pipeline& pipeline)
    : m_program(pipeline.glslVersion(), definesFor(pipeline),
                {{GL_VERTEX_SHADER, {"projected_splat.glsl", "splat.vert.glsl"}},
                 {GL_FRAGMENT_SHADER, {"projected_splat.glsl", "splat.frag.glsl"}}}) {}

void SplatPainter::paint(Pipeline& pipeline, const PaintStyle& style,
                         const PictureBuffer& picture) const {
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, picture.framebuffer());
    glViewport(0, 0, picture.width(), picture.height());
    const float nothing[4] = {0.0f, 0.0f, 0.0f, 1.0f};
    glClearBufferfv(GL_COLOR, 0, nothing);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    // Colour "over" what is there; the alpha channel holds the transmittance, a product, which 16
    // bits keep far better than opacity: that sticks short of 1 under many faint splats.
    glBlendFuncSeparate(GL_ONE, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE_MINUS_SRC_ALPHA);
    m_program.use();
    m_program.set("uSize", glm::vec2(picture.width(), picture.height()));
    m_program.set("uShape", static_cast<int>(style.shape));
    m_program.set("uPointRadius", style.pointRadius);
    m_program.set("uDepthRange", style.depthRange);
    pipeline.draw();
    glDisable(GL_BLEND);
}

} // namespace gambade
