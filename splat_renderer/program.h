#pragma once

#include "splat_renderer/gl_objects.h"

#include <glm/mat3x3.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace gambade {

/// A linked program made from files of shaders/.
class Program {
public:
    struct Stage {
        GLenum type;                         ///< GL_VERTEX_SHADER, …
        std::vector<std::string_view> files; ///< one after the other
    };

    /// An empty program, to be assigned to.
    Program() = default;
    /// @param glslVersion 330 or 430; core profile
    /// @param defines lines "NAME VALUE", a `#define` each, before all files
    /// @throws Error(kDevice) with the driver's first line where it does not compile or link.
    Program(int glslVersion, const std::vector<std::string>& defines,
            std::initializer_list<Stage> stages);

    /// Makes it current; the setters below act on the current program.
    void use() const;
    void set(const char* uniform, bool value) const;
    void set(const char* uniform, int value) const;
    void set(const char* uniform, GLuint value) const;
    void set(const char* uniform, float value) const;
    void set(const char* uniform, const glm::vec2& value) const;
    void set(const char* uniform, const glm::ivec2& value) const;
    void set(const char* uniform, const glm::vec3& value) const;
    void set(const char* uniform, const glm::mat3& value) const;

private:
    GLint location(const char* uniform) const;

    GlProgram m_program;
};

} // namespace gambade
