#pragma once

#include "splat_renderer/picture_buffer.h"
#include "splat_renderer/pipeline.h"
#include "splat_renderer/program.h"

namespace gambade {

/// How the splats of one picture are painted.
struct PaintStyle {
    Shape shape = Shape::kGaussian;
    float pointRadius = 1.5f;   ///< pixels, of Shape::kPoint
    glm::vec2 depthRange{0.0f}; ///< world units, shown as grey from white to black; 0, 0: colour
};

/// Blends a pipeline's projected splats into a picture, back to front.
class SplatPainter {
public:
    /// Paints nothing, to be assigned to.
    SplatPainter() = default;
    /// Compiles the shaders for the way in which this pipeline hands its splats over.
    /// @throws Error(kDevice) where they do not compile.
    explicit SplatPainter(const Pipeline& pipeline);

    /// What the pipeline projected last, over nothing. The picture is of the size projected for.
    void paint(Pipeline& pipeline, const PaintStyle& style, const PictureBuffer& picture) const;

private:
    Program m_program;
};

} // namespace gambade
