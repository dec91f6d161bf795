#include "splat_renderer/shader_sources.h"

#ifdef GAMBADE_SHADER_FOLDER
#include <filesystem>
#include <fstream>
#include <iterator>
#endif

namespace gambade {

std::string shaderSource(std::string_view name) {
#ifdef GAMBADE_SHADER_FOLDER
    std::ifstream file(std::filesystem::path(GAMBADE_SHADER_FOLDER) / name, std::ios::binary);
    if (file) {
        return {std::istreambuf_iterator<char>(file), {}};
    }
#endif
    return std::string(embeddedShader(name));
}

} // namespace gambade
