#include "splat_renderer/shader_sources.h"

#include <fstream>
#include <iterator>

namespace gambade {

std::filesystem::path shaderFolder() {
#ifdef GAMBADE_SHADER_FOLDER
    return GAMBADE_SHADER_FOLDER;
#else
    return {};
#endif
}

std::string shaderSource(std::string_view name) {
    if (const std::filesystem::path folder = shaderFolder(); !folder.empty()) {
        std::ifstream file(folder / name, std::ios::binary);
        if (file) {
            return {std::istreambuf_iterator<char>(file), {}};
        }
    }
    return std::string(embeddedShader(name));
}

} // namespace gambade
