#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace gambade {

/// Text of shaders/NAME as compiled into the program; empty where there is none of that name.
/// Defined by the source that shaders/embed.cmake writes.
std::string_view embeddedShader(std::string_view name);

/// The shaders' folder in debug builds; else empty.
std::filesystem::path shaderFolder();

/// Text of shaders/NAME: in debug builds the file as it is now, where it is still there, so that
/// edits show without a rebuild; else what is compiled in.
std::string shaderSource(std::string_view name);

} // namespace gambade
