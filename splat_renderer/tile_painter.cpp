#include "splat_renderer/tile_painter.h"

#include <algorithm>
#include <bit>

namespace gambade {

namespace {

// As in shaders/tile.glsl and group_sum.glsl.
constexpr int kTileSize = 16;
constexpr GLuint kBlock = 256;
constexpr GLuint kMaxGroups = 65535; ///< that every driver takes; the shaders loop beyond

/// Pairs that there is room for at first: some, and so many a splat.
constexpr GLuint kPairsAtFirst = 1u << 20;
constexpr GLuint kPairsOfSplat = 2;
constexpr GLuint kGrowth = 4;

GLuint pairsOfOneBlock() {
    GLint64 bytes = 0;
    glGetInteger64v(GL_MAX_SHADER_STORAGE_BLOCK_SIZE, &bytes);
    return static_cast<GLuint>(std::min<GLint64>(bytes / sizeof(GLuint), 0x7fffffff));
}

Program makeProgram(const std::vector<std::string_view>& files) {
    return {430, {}, {{GL_COMPUTE_SHADER, files}}};
}

void bindStorage(std::initializer_list<GLuint> buffers) {
    GLuint binding = 0;
    for (const GLuint buffer : buffers) {
        glBindBufferBase(GL_SHADER_STORAGE_BUFFER, binding++, buffer);
    }
}

} // namespace

TilePainter::TilePainter(GLuint mostPairs)
    : m_mostPairs(std::min(mostPairs, pairsOfOneBlock())), m_query(GlQuery::create()) {
    const GLuint noQuads[] = {4, 0, 0, 0};
    m_leftOver = makeStorageBuffer(sizeof(noQuads), noQuads, GL_DYNAMIC_COPY);
    compile();
}

void TilePainter::reloadShaders() {
    compile();
    m_sort.reloadShaders();
}

void TilePainter::compile() {
    m_count = makeProgram({"projected_splat.glsl", "group_sum.glsl", "tile_blocks.glsl",
                           "tile.glsl", "tile_count.comp.glsl"});
    m_scan = makeProgram(
        {"group_sum.glsl", "tile_blocks.glsl", "sort_size.glsl", "tile_scan.comp.glsl"});
    m_emit = makeProgram({"projected_splat.glsl", "group_sum.glsl", "tile_blocks.glsl", "tile.glsl",
                          "sort_size.glsl", "tile_emit.comp.glsl"});
    m_findRanges = makeProgram({"sort_size.glsl", "tile_ranges.comp.glsl"});
    m_blend = makeProgram({"projected_splat.glsl", "splat_color.glsl", "tile_blend.comp.glsl"});
}

void TilePainter::setRoom(GLuint pairs) {
    m_pairs = std::min(pairs, m_mostPairs);
    m_sort.resize(std::max(m_pairs, 1u)); // drivers bind no empty buffers
}

void TilePainter::resize(GLuint splats) {
    const GLuint blocks = (splats + kBlock - 1) / kBlock;
    m_groups = std::min(blocks, kMaxGroups);
    m_ends = makeStorageBuffer(splats * sizeof(GLuint), nullptr, GL_DYNAMIC_COPY);
    m_blocks = makeStorageBuffer(blocks * sizeof(GLuint), nullptr, GL_DYNAMIC_COPY);
    setRoom(std::min(splats, m_mostPairs) * kPairsOfSplat + kPairsAtFirst);
}

void TilePainter::growIfLeftOver() {
    GLuint answered = 0;
    if (m_answerDue) {
        glGetQueryObjectuiv(m_query.id(), GL_QUERY_RESULT_AVAILABLE, &answered);
    }
    if (answered == 0) {
        return;
    }
    GLuint triangles = 0;
    glGetQueryObjectuiv(m_query.id(), GL_QUERY_RESULT, &triangles);
    m_answerDue = false;
    if (triangles > 0 && m_pairs < m_mostPairs) {
        setRoom(kGrowth * m_pairs);
    }
}

void TilePainter::paint(const SplatBuffers& splats, const PaintStyle& style,
                        const PictureBuffer& picture) {
    growIfLeftOver();
    const glm::ivec2 size(picture.width(), picture.height());
    const glm::ivec2 tiles = (size + kTileSize - 1) / kTileSize;
    const auto tileCount = static_cast<GLuint>(tiles.x * tiles.y);
    if (tileCount != m_tiles) {
        m_ranges = makeStorageBuffer(tileCount * sizeof(glm::uvec2), nullptr, GL_DYNAMIC_COPY);
        m_tiles = tileCount;
    }
    makePairs(splats, size, tiles);
    // One tile more: that which is not there.
    m_sort.sort(GpuSort::Count::kInSize, static_cast<GLuint>(std::bit_width(tileCount)));

    m_findRanges.use();
    m_findRanges.set("uTileCount", tileCount);
    bindStorage({m_sort.keys(), m_ranges.id()});
    glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 6, m_sort.size());
    glDispatchCompute((tileCount + kBlock - 1) / kBlock, 1, 1);
    glMemoryBarrier(GL_SHADER_STORAGE_BARRIER_BIT);
    blend(splats, style, picture, tiles);
}

void TilePainter::makePairs(const SplatBuffers& splats, const glm::ivec2& size,
                            const glm::ivec2& tiles) {
    m_count.use();
    m_count.set("uSize", size);
    bindStorage({splats.records, splats.order, splats.command, m_ends.id(), m_blocks.id()});
    glDispatchCompute(m_groups, 1, 1);
    glMemoryBarrier(GL_SHADER_STORAGE_BARRIER_BIT);

    m_scan.use();
    m_scan.set("uCapacity", m_pairs);
    glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 3, m_leftOver.id());
    glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 6, m_sort.size());
    glDispatchCompute(1, 1, 1);
    glMemoryBarrier(GL_SHADER_STORAGE_BARRIER_BIT | GL_COMMAND_BARRIER_BIT);

    m_emit.use();
    m_emit.set("uSize", size);
    m_emit.set("uTiles", tiles);
    bindStorage({splats.records, splats.order, splats.command, m_ends.id(), m_blocks.id(),
                 m_sort.keys(), m_sort.size(), m_sort.values()});
    glDispatchCompute(m_groups, 1, 1);
    glMemoryBarrier(GL_SHADER_STORAGE_BARRIER_BIT);
}

void TilePainter::blend(const SplatBuffers& splats, const PaintStyle& style,
                        const PictureBuffer& picture, const glm::ivec2& tiles) const {
    m_blend.use();
    m_blend.set("uSize", glm::ivec2(picture.width(), picture.height()));
    m_blend.set("uDepthRange", style.depthRange);
    bindStorage({splats.records, m_sort.values(), m_ranges.id()});
    glBindImageTexture(0, picture.texture(), 0, GL_FALSE, 0, GL_WRITE_ONLY, picture.format());
    glDispatchCompute(static_cast<GLuint>(tiles.x), static_cast<GLuint>(tiles.y), 1);
    // Quads, other programs and readers come next.
    glMemoryBarrier(GL_FRAMEBUFFER_BARRIER_BIT | GL_TEXTURE_FETCH_BARRIER_BIT);
}

} // namespace gambade
