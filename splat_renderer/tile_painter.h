#pragma once

#include "splat_renderer/gpu_sort.h"
#include "splat_renderer/picture_buffer.h"
#include "splat_renderer/pipeline.h"

namespace gambade {

/// Projected and sorted splats in buffers.
struct SplatBuffers {
    GLuint records; ///< DrawRecord each
    GLuint order;   ///< their numbers, farthest first
    GLuint command; ///< parameters of glDrawArraysIndirect, an instance a visible splat
};

/// Draws Gaussian splats by compute shaders alone, tile by tile and front to back
/// (shaders/tile.glsl): a pixel stops where nothing more shows, and is kept in 32 bits until then.
/// OpenGL 4.3.
class TilePainter {
public:
    /// @param mostPairs of a splat and a tile that it touches: room for as many is never exceeded.
    /// It begins with less, and grows after pictures that did not fit.
    explicit TilePainter(GLuint mostPairs);

    /// Makes room for so many splats.
    void resize(GLuint splats);

    /// Overwrites the picture, which is of the size projected for. Nothing is read back: where the
    /// GPU finds no room for all pairs, the picture becomes empty.
    void paint(const SplatBuffers& splats, const PaintStyle& style, const PictureBuffer& picture);

    /// To be called after paint(). `paintQuads` is called with a buffer that holds the parameters
    /// of glDrawArraysIndirect: an instance a visible splat where there was no room, else none.
    template <typename PaintQuads>
    void paintLeftOver(const PaintQuads& paintQuads) {
        const bool watched = !m_answerDue;
        if (watched) {
            glBeginQuery(GL_PRIMITIVES_GENERATED, m_query.id());
        }
        paintQuads(m_leftOver.id());
        if (watched) {
            glEndQuery(GL_PRIMITIVES_GENERATED);
            m_answerDue = true;
        }
    }

    void reloadShaders();

private:
    void compile();
    void setRoom(GLuint pairs);
    void growIfLeftOver();
    void makePairs(const SplatBuffers& splats, const glm::ivec2& size, const glm::ivec2& tiles);
    void blend(const SplatBuffers& splats, const PaintStyle& style, const PictureBuffer& picture,
               const glm::ivec2& tiles) const;

    const GLuint m_mostPairs;
    GLuint m_groups = 0;
    GLuint m_pairs = 0;  ///< that there is room for
    GLuint m_tiles = 0;  ///< that there is room for
    GlBuffer m_ends;     ///< [splat, nearest first] pairs of its block up to and with it
    GlBuffer m_blocks;   ///< [block of splats] pairs of all blocks before it
    GlBuffer m_ranges;   ///< [tile] first and end in the sorted pairs
    GlBuffer m_leftOver; ///< parameters of glDrawArraysIndirect
    GpuSort m_sort;      ///< of the pairs: tile, splat
    GlQuery m_query;     ///< primitives drawn of what was left over
    bool m_answerDue = false;
    Program m_count;
    Program m_scan;
    Program m_emit;
    Program m_findRanges;
    Program m_blend;
};

} // namespace gambade
