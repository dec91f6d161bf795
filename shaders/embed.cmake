# cmake -DOUTPUT=FILE.cpp -DSHADERS=A.glsl;B.glsl -P embed.cmake
# Writes the shader files into a C++ source that defines gambade::embeddedShader (shader_sources.h).

set(cases "")
foreach(shader IN LISTS SHADERS)
    get_filename_component(name ${shader} NAME)
    file(READ ${shader} text)
    string(APPEND cases "    if (name == \"${name}\") {\n        return R\"glsl(${text})glsl\";\n    }\n")
endforeach()
file(WRITE ${OUTPUT}
"#include \"splat_renderer/shader_sources.h\"

namespace gambade {

std::string_view embeddedShader(std::string_view name) {
${cases}    return {};
}

} // namespace gambade
")
