#pragma once

#include "splat_renderer/program.h"

namespace gambade {

/// Stable ascending radix sort of 32-bit keys with 32-bit values, all on the GPU: OpenGL 4.3,
/// shared memory only. Keys and values live in keys() and values(), filled by whoever calls sort().
/// How many of them are sorted stands in size() (shaders/sort_size.glsl), where a shader may lower
/// it.
class GpuSort {
public:
    GpuSort();

    /// Makes room for `count` keys, all to be sorted; their values are lost.
    void resize(GLuint count);
    GLuint keys() const { return m_keys[0].id(); }
    GLuint values() const { return m_values[0].id(); }
    /// Also the parameters of an indirect dispatch with a group for every 2048 keys.
    GLuint size() const { return m_size.id(); }

    /// Whether it is known here how many keys there are.
    enum class Count {
        kAll,    ///< as many as there is room for
        kInSize, ///< only what size() holds when the GPU comes to it
    };
    /// Sorts in place. Keys are below 2^bits. Later shader reads see the result.
    void sort(Count count = Count::kAll, GLuint bits = 32) const;
    void reloadShaders();

private:
    GLuint m_blocks = 0;
    GlBuffer m_keys[2];
    GlBuffer m_values[2];
    GlBuffer m_counts;
    GlBuffer m_totals;
    GlBuffer m_size;
    Program m_countDigits;
    Program m_scan;
    Program m_scatter;
};

} // namespace gambade
