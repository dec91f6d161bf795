#include "splat_renderer/graphics_driver.h"

#include <epoxy/gl.h>

namespace gambade {

std::string graphicsDriverName() {
    return reinterpret_cast<const char*>(glGetString(GL_RENDERER));
}

bool isSoftwareDriver() {
    const std::string name = graphicsDriverName();
    for (const char* software : {"llvmpipe", "softpipe", "SwiftShader"}) {
        if (name.find(software) != std::string::npos) {
            return true;
        }
    }
    return false;
}

} // namespace gambade
