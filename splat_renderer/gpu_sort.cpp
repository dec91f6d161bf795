#include "splat_renderer/gpu_sort.h"

namespace gambade {

namespace {

// As in shaders/sort.glsl and sort_size.glsl.
constexpr GLuint kDigits = 256;
constexpr GLuint kDigitBits = 8;
constexpr GLuint kMaxPasses = 32 / kDigitBits;
constexpr GLuint kBlock = kDigits * 8;
/// Up to so many, summing up the blocks' counts in every group costs less than one more dispatch.
constexpr GLuint kFewBlocks = 32;

Program makeProgram(std::string_view file) {
    return {
        430, {}, {{GL_COMPUTE_SHADER, {"group_sum.glsl", "sort_size.glsl", "sort.glsl", file}}}};
}

GlBuffer makeWords(std::size_t count) {
    return makeStorageBuffer(count * sizeof(GLuint), nullptr, GL_DYNAMIC_COPY);
}

} // namespace

GpuSort::GpuSort() {
    reloadShaders();
}

void GpuSort::reloadShaders() {
    m_countDigits = makeProgram("sort_count.comp.glsl");
    m_scan = makeProgram("sort_scan.comp.glsl");
    m_scatter = makeProgram("sort_scatter.comp.glsl");
}

void GpuSort::resize(GLuint count) {
    m_blocks = (count + kBlock - 1) / kBlock;
    for (int side = 0; side < 2; ++side) {
        m_keys[side] = makeWords(count);
        m_values[side] = makeWords(count);
    }
    m_counts = makeWords(std::size_t{m_blocks} * kDigits);
    m_totals = makeWords(kDigits);
    const GLuint size[] = {m_blocks, 1, 1, count};
    m_size = makeStorageBuffer(sizeof(size), size, GL_DYNAMIC_COPY);
}

void GpuSort::sort(Count count, GLuint bits) const {
    // An even number of passes: the result ends where the keys were.
    const GLuint passes = bits <= 2 * kDigitBits ? 2 : kMaxPasses;
    const auto prepare = [](const Program& program, GLuint pass) {
        program.use();
        program.set("uShift", pass * kDigitBits);
    };
    const auto dispatchBlocks = [&] {
        if (count == Count::kAll) {
            glDispatchCompute(m_blocks, 1, 1);
        } else {
            glDispatchComputeIndirect(0);
        }
        glMemoryBarrier(GL_SHADER_STORAGE_BARRIER_BIT);
    };
    const bool scan = m_blocks > kFewBlocks;
    glBindBuffer(GL_DISPATCH_INDIRECT_BUFFER, m_size.id());
    glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 4, m_counts.id());
    glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 5, m_totals.id());
    glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 6, m_size.id());
    for (GLuint pass = 0; pass < passes; ++pass) {
        const GLuint from = pass % 2;
        glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 0, m_keys[from].id());
        glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 1, m_values[from].id());
        glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 2, m_keys[1 - from].id());
        glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 3, m_values[1 - from].id());
        prepare(m_countDigits, pass);
        dispatchBlocks();
        if (scan) {
            prepare(m_scan, pass);
            glDispatchCompute(kDigits, 1, 1);
            glMemoryBarrier(GL_SHADER_STORAGE_BARRIER_BIT);
        }
        prepare(m_scatter, pass);
        m_scatter.set("uScanned", scan);
        dispatchBlocks();
    }
    glBindBuffer(GL_DISPATCH_INDIRECT_BUFFER, 0);
}

} // namespace gambade
