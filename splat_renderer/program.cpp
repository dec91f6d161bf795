#include "splat_renderer/program.h"

#include "splat_renderer/shader_sources.h"
#include "splats/error.h"

#include <algorithm>
#include <fmt/core.h>
#include <glm/gtc/type_ptr.hpp>

namespace gambade {

namespace {

std::string firstLine(std::string text) {
    text.resize(std::min(text.find_first_of(std::string_view("\n\0", 2)), text.size()));
    return text.empty() ? "no reason given" : text;
}

[[noreturn]] void refuse(std::string_view what, const std::string& log) {
    throw Error(ErrorKind::kDevice,
                fmt::format("the graphics driver does not accept the shader {} ({}); update the "
                            "driver or choose another renderer",
                            what, firstLine(log)));
}

GLuint compile(int glslVersion, const std::vector<std::string>& defines,
               const Program::Stage& stage) {
    std::string text = fmt::format("#version {} core\n", glslVersion);
    for (const std::string& define : defines) {
        text += fmt::format("#define {}\n", define);
    }
    int file = 0;
    for (const std::string_view name : stage.files) {
        text += fmt::format("#line 1 {}\n{}", ++file, shaderSource(name));
    }
    const GLuint shader = glCreateShader(stage.type);
    const char* pointer = text.c_str();
    glShaderSource(shader, 1, &pointer, nullptr);
    glCompileShader(shader);
    GLint compiled = GL_FALSE;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
    if (compiled != GL_TRUE) {
        std::string log(4096, '\0');
        glGetShaderInfoLog(shader, static_cast<GLsizei>(log.size()), nullptr, log.data());
        glDeleteShader(shader);
        refuse(stage.files.back(), log);
    }
    return shader;
}

} // namespace

Program::Program(int glslVersion, const std::vector<std::string>& defines,
                 std::initializer_list<Stage> stages)
    : m_program(GlProgram::create()) {
    for (const Stage& stage : stages) {
        const GLuint shader = compile(glslVersion, defines, stage);
        glAttachShader(m_program.id(), shader);
        glDeleteShader(shader); // from now on the program's, and deleted with it
    }
    glLinkProgram(m_program.id());
    GLint linked = GL_FALSE;
    glGetProgramiv(m_program.id(), GL_LINK_STATUS, &linked);
    if (linked != GL_TRUE) {
        std::string log(4096, '\0');
        glGetProgramInfoLog(m_program.id(), static_cast<GLsizei>(log.size()), nullptr, log.data());
        refuse(stages.begin()->files.back(), log);
    }
}

void Program::use() const {
    glUseProgram(m_program.id());
}

GLint Program::location(const char* uniform) const {
    return glGetUniformLocation(m_program.id(), uniform);
}

void Program::set(const char* uniform, bool value) const {
    glUniform1i(location(uniform), value ? 1 : 0);
}
void Program::set(const char* uniform, int value) const {
    glUniform1i(location(uniform), value);
}
void Program::set(const char* uniform, GLuint value) const {
    glUniform1ui(location(uniform), value);
}
void Program::set(const char* uniform, float value) const {
    glUniform1f(location(uniform), value);
}
void Program::set(const char* uniform, const glm::vec2& value) const {
    glUniform2fv(location(uniform), 1, glm::value_ptr(value));
}
void Program::set(const char* uniform, const glm::ivec2& value) const {
    glUniform2iv(location(uniform), 1, glm::value_ptr(value));
}
void Program::set(const char* uniform, const glm::vec3& value) const {
    glUniform3fv(location(uniform), 1, glm::value_ptr(value));
}
void Program::set(const char* uniform, const glm::mat3& value) const {
    glUniformMatrix3fv(location(uniform), 1, GL_FALSE, glm::value_ptr(value));
}

} // namespace gambade
