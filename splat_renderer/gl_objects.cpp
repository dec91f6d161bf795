#include "splat_renderer/gl_objects.h"

namespace gambade {

namespace {

template <typename Generate>
GLuint generateOne(const Generate& generate) {
    GLuint id = 0;
    generate(1, &id);
    return id;
}

} // namespace

GLuint BufferKind::create() {
    return generateOne(glGenBuffers);
}
void BufferKind::destroy(GLuint id) {
    glDeleteBuffers(1, &id);
}

GLuint TextureKind::create() {
    return generateOne(glGenTextures);
}
void TextureKind::destroy(GLuint id) {
    glDeleteTextures(1, &id);
}

GLuint FramebufferKind::create() {
    return generateOne(glGenFramebuffers);
}
void FramebufferKind::destroy(GLuint id) {
    glDeleteFramebuffers(1, &id);
}

GLuint VertexArrayKind::create() {
    return generateOne(glGenVertexArrays);
}
void VertexArrayKind::destroy(GLuint id) {
    glDeleteVertexArrays(1, &id);
}

GLuint QueryKind::create() {
    return generateOne(glGenQueries);
}
void QueryKind::destroy(GLuint id) {
    glDeleteQueries(1, &id);
}

GLuint ProgramKind::create() {
    return glCreateProgram();
}
void ProgramKind::destroy(GLuint id) {
    glDeleteProgram(id);
}

GlBuffer makeStorageBuffer(std::size_t bytes, const void* data, GLenum usage) {
    GlBuffer buffer = GlBuffer::create();
    glBindBuffer(GL_SHADER_STORAGE_BUFFER, buffer.id());
    glBufferData(GL_SHADER_STORAGE_BUFFER, static_cast<GLsizeiptr>(bytes), data, usage);
    return buffer;
}

} // namespace gambade
