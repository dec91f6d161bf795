#include "splat_renderer/gpu_sort.h"

namespace gambade {

namespace {

// As in shaders/sort.glsl.
constexpr GLuint kDigits = 256;
constexpr GLuint kDigitBits = 8;
constexpr GLuint kPasses = 32 / kDigitBits;
constexpr GLuint kBlock = kDigits * 8;
/// Up to so many, summing up the blocks' counts in every group costs less than one more dispatch.
constexpr GLuint kFewBlocks = 32;

Program makeProgram(std::string_view file) {
    return {430, {}, {{GL_COMPUTE_SHADER, {"sort.glsl", file}}}};
}

void allocate(GlBuffer& buffer, std::size_t words) {
    buffer = GlBuffer::create();
    glBindBuffer(GL_SHADER_STORAGE_BUFFER, buffer.id());
    glBufferData(GL_SHADER_STORAGE_BUFFER, static_cast<GLsizeiptr>(words * sizeof(GLuint)), nullptr,
                 GL_DYNAMIC_COPY);
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
    m_count = count;
    m_blocks = (count + kBlock - 1) / kBlock;
    for (int side = 0; side < 2; ++side) {
        allocate(m_keys[side], count);
        allocate(m_values[side], count);
    }
    allocate(m_counts, std::size_t{m_blocks} * kDigits);
    allocate(m_totals, kPasses * kDigits);
}

void GpuSort::sort() const {
    const auto dispatch = [&](const Program& program, GLuint pass, GLuint groups) {
        program.use();
        program.set("uCount", m_count);
        program.set("uBlocks", m_blocks);
        program.set("uShift", pass * kDigitBits);
        glDispatchCompute(groups, 1, 1);
        glMemoryBarrier(GL_SHADER_STORAGE_BARRIER_BIT);
    };
    const bool scan = m_blocks > kFewBlocks;
    glBindBuffer(GL_SHADER_STORAGE_BUFFER, m_totals.id());
    glClearBufferData(GL_SHADER_STORAGE_BUFFER, GL_R32UI, GL_RED_INTEGER, GL_UNSIGNED_INT, nullptr);
    glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 4, m_counts.id());
    glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 5, m_totals.id());
    // An even number of passes: the result ends where the keys were.
    for (GLuint pass = 0; pass < kPasses; ++pass) {
        const GLuint from = pass % 2;
        glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 0, m_keys[from].id());
        glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 1, m_values[from].id());
        glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 2, m_keys[1 - from].id());
        glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 3, m_values[1 - from].id());
        dispatch(m_countDigits, pass, m_blocks);
        if (scan) {
            dispatch(m_scan, pass, kDigits);
        }
        m_scatter.use();
        m_scatter.set("uScanned", scan);
        dispatch(m_scatter, pass, m_blocks);
    }
}

} // namespace gambade
