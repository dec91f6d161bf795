#pragma once

#include "splat_renderer/program.h"

namespace gambade {

/// Stable ascending radix sort of 32-bit keys with 32-bit values, all on the GPU: OpenGL 4.3,
/// shared memory only. Keys and values live in keys() and values(), filled by whoever calls sort().
class GpuSort {
public:
    GpuSort();

    /// Makes room for `count` keys; their values are lost.
    void resize(GLuint count);
    GLuint keys() const { return m_keys[0].id(); }
    GLuint values() const { return m_values[0].id(); }
    /// Sorts the first resize()d `count` keys in place. Later shader reads see the result.
    void sort() const;
    void reloadShaders();

private:
    GLuint m_count = 0;
    GLuint m_blocks = 0;
    GlBuffer m_keys[2];
    GlBuffer m_values[2];
    GlBuffer m_counts;
    GlBuffer m_totals;
    Program m_countDigits;
    Program m_scan;
    Program m_scatter;
};

} // namespace gambade
