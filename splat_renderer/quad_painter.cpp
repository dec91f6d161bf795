#include "splat_renderer/quad_painter.h"

#include <fmt/core.h>

namespace gambade {

namespace {

std::vector<std::string> defines(bool inStorage) {
    std::vector<std::string> defines;
    if (inStorage) {
        defines.emplace_back("RECORDS_IN_STORAGE");
    }
    for (const auto& [name, shape] :
         {std::pair("SHAPE_GAUSSIAN", Shape::kGaussian), std::pair("SHAPE_POINT", Shape::kPoint),
          std::pair("SHAPE_DISC", Shape::kDisc)}) {
        defines.push_back(fmt::format("{} {}", name, static_cast<int>(shape)));
    }
    return defines;
}

} // namespace

QuadPainter::QuadPainter(bool inStorage)
    : m_program(
          inStorage ? 430 : 330, defines(inStorage),
          {{GL_VERTEX_SHADER, {"projected_splat.glsl", "splat_color.glsl", "splat.vert.glsl"}},
           {GL_FRAGMENT_SHADER, {"projected_splat.glsl", "splat.frag.glsl"}}}) {}

void QuadPainter::begin(const PaintStyle& style, const PictureBuffer& picture) const {
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, picture.framebuffer());
    glViewport(0, 0, picture.width(), picture.height());
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
}

void QuadPainter::end() {
    glDisable(GL_BLEND);
}

} // namespace gambade
