#pragma once

#include "splat_renderer/rasterizer.h"

#include <filesystem>
#include <glm/vec3.hpp>
#include <optional>

namespace gambade {

/// Writes a PNG: over `background` (sRGB-encoded, [0,1]) as RGB, or, with none, straight-alpha
/// RGBA.
/// @throws Error(kOutput); the old file survives a failure.
void writePng(const RenderedImage& image, const std::filesystem::path& path,
              const std::optional<glm::vec3>& background);

} // namespace gambade
