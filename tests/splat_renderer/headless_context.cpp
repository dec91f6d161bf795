#include "headless_context.h"

#include <algorithm>
#include <cstdlib>
#include <epoxy/egl.h>
#include <utility>
#include <vector>

namespace gambade::test {

namespace {

/// All graphics devices; where CUDA_VISIBLE_DEVICES chooses some of them, which OpenGL would not
/// mind, only those.
std::vector<EGLDeviceEXT> visibleDevices() {
    std::vector<EGLDeviceEXT> devices(16);
    EGLint count = 0;
    eglQueryDevicesEXT(static_cast<EGLint>(devices.size()), devices.data(), &count);
    devices.resize(static_cast<std::size_t>(count));
    const auto hasCudaNumber = [](EGLDeviceEXT device) {
        EGLAttrib number = -1;
        return eglQueryDeviceAttribEXT(device, EGL_CUDA_DEVICE_NV, &number) == EGL_TRUE &&
               number >= 0;
    };
    if (std::getenv("CUDA_VISIBLE_DEVICES") != nullptr &&
        std::any_of(devices.begin(), devices.end(), hasCudaNumber)) {
        std::erase_if(devices, [&](EGLDeviceEXT device) { return !hasCudaNumber(device); });
    }
    return devices;
}

/// The first graphics device that works, a real one before a software one; else Mesa's own way.
EGLDisplay openDisplay() {
    const auto initialized = [](EGLDisplay display) {
        return display != EGL_NO_DISPLAY && eglInitialize(display, nullptr, nullptr) == EGL_TRUE;
    };
    const auto offers = [](const char* extension) {
        return epoxy_has_egl_extension(EGL_NO_DISPLAY, extension);
    };
    // "Base" is what enumeration and query were when they were one extension.
    if (offers("EGL_EXT_platform_device") &&
        (offers("EGL_EXT_device_base") ||
         (offers("EGL_EXT_device_enumeration") && offers("EGL_EXT_device_query")))) {
        for (EGLDeviceEXT device : visibleDevices()) {
            EGLDisplay display = eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, device, nullptr);
            if (initialized(display)) {
                return display;
            }
        }
    }
    if (offers("EGL_MESA_platform_surfaceless")) {
        EGLDisplay display =
            eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
        if (initialized(display)) {
            return display;
        }
    }
    return EGL_NO_DISPLAY;
}

/// Of the newest version first: some drivers give the one asked for, no newer one.
EGLContext makeContext(EGLDisplay display) {
    for (const auto& [major, minor] : {std::pair(4, 6), std::pair(4, 3), std::pair(3, 3)}) {
        const EGLint attributes[] = {EGL_CONTEXT_MAJOR_VERSION,
                                     major,
                                     EGL_CONTEXT_MINOR_VERSION,
                                     minor,
                                     EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                     EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                     EGL_NONE};
        const EGLContext context =
            eglCreateContext(display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, attributes);
        if (context != EGL_NO_CONTEXT) {
            return context;
        }
    }
    return EGL_NO_CONTEXT;
}

} // namespace

std::unique_ptr<HeadlessContext> HeadlessContext::make(std::string& reason) {
    if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_platform_base")) {
        reason = "EGL has no platforms to choose from";
        return nullptr;
    }
    EGLDisplay display = openDisplay();
    if (display == EGL_NO_DISPLAY) {
        reason = "EGL has no display that works without a screen";
        return nullptr;
    }
    eglBindAPI(EGL_OPENGL_API);
    const EGLContext context = makeContext(display);
    if (context == EGL_NO_CONTEXT ||
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context) != EGL_TRUE) {
        reason = "EGL makes no OpenGL 3.3 core context without a surface";
        eglTerminate(display);
        return nullptr;
    }
    return std::unique_ptr<HeadlessContext>(new HeadlessContext(display, context));
}

HeadlessContext::~HeadlessContext() {
    eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(m_display, m_context);
    // No eglTerminate: it unloads the driver, whose own leaks then cannot be told from ours.
}

} // namespace gambade::test
