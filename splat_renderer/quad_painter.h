#pragma once

#include "splat_renderer/picture_buffer.h"
#include "splat_renderer/pipeline.h"
#include "splat_renderer/program.h"

namespace gambade {

/// Blends projected splats into a picture, back to front, each as a quad of four vertices.
class QuadPainter {
public:
    /// @param inStorage where the shader finds the splats: in storage buffers (0: the DrawRecords,
    /// 1: their order), or as the vertex attributes 0 to 2, a DrawRecord an instance.
    /// @throws Error(kDevice) where the shaders do not compile.
    explicit QuadPainter(bool inStorage);

    /// Over what the picture holds. `draw` issues the draw call, a triangle strip an instance.
    template <typename Draw>
    void paint(const PaintStyle& style, const PictureBuffer& picture, const Draw& draw) const {
        begin(style, picture);
        draw();
        end();
    }

private:
    void begin(const PaintStyle& style, const PictureBuffer& picture) const;
    static void end();

    Program m_program;
};

} // namespace gambade
