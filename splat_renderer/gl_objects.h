#pragma once

#include <cstddef>
#include <epoxy/gl.h>
#include <utility>

namespace gambade {

/// Owns one OpenGL name: move-only, deleted with the object. Default-constructed it owns nothing
/// (id 0), as does a moved-from one. Creating, using and destroying need the context that the name
/// belongs to, or one that shares with it, to be current.
template <typename Kind>
class GlObject {
public:
    GlObject() = default;
    static GlObject create() { return GlObject(Kind::create()); }

    ~GlObject() { reset(); }
    GlObject(GlObject&& other) noexcept : m_id(std::exchange(other.m_id, 0)) {}
    GlObject& operator=(GlObject&& other) noexcept {
        if (this != &other) {
            reset();
            m_id = std::exchange(other.m_id, 0);
        }
        return *this;
    }

    GLuint id() const { return m_id; }

private:
    explicit GlObject(GLuint id) : m_id(id) {}
    void reset() {
        if (m_id != 0) {
            Kind::destroy(m_id);
            m_id = 0;
        }
    }

    GLuint m_id = 0;
};

struct BufferKind {
    static GLuint create();
    static void destroy(GLuint id);
};
struct TextureKind {
    static GLuint create();
    static void destroy(GLuint id);
};
struct FramebufferKind {
    static GLuint create();
    static void destroy(GLuint id);
};
struct VertexArrayKind {
    static GLuint create();
    static void destroy(GLuint id);
};
struct QueryKind {
    static GLuint create();
    static void destroy(GLuint id);
};
struct ProgramKind {
    static GLuint create();
    static void destroy(GLuint id);
};

using GlBuffer = GlObject<BufferKind>;
using GlTexture = GlObject<TextureKind>;
using GlFramebuffer = GlObject<FramebufferKind>;
using GlVertexArray = GlObject<VertexArrayKind>;
using GlQuery = GlObject<QueryKind>;
using GlProgram = GlObject<ProgramKind>;

/// A storage buffer with `data`, or with values that nothing is known about (null).
/// @param usage GL_STATIC_DRAW: filled from here; GL_DYNAMIC_COPY: by shaders, again and again
GlBuffer makeStorageBuffer(std::size_t bytes, const void* data, GLenum usage);

} // namespace gambade
