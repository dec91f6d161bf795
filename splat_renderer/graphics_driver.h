#pragma once

#include <string>

namespace gambade {

/// The name of the current context's driver: "llvmpipe (LLVM 15.0.6, 256 bits)", "NVIDIA H200/…".
std::string graphicsDriverName();

/// Whether the current context is drawn by the processor: Mesa's software drivers and SwiftShader.
bool isSoftwareDriver();

} // namespace gambade
