#pragma once

#include "splats/progress.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace gambade {

/// WebP's limit for either side of an image, in pixels.
inline constexpr std::size_t kLargestWebpSide = 16383;

/// Red, green, blue, alpha: whatever four bytes mean.
using Pixel = std::array<std::uint8_t, 4>;

struct PixelSize {
    std::size_t width = 0;
    std::size_t height = 0;
};

/// width · height pixels, rows from the top.
struct PixelImage {
    PixelSize size;
    std::vector<Pixel> pixels;
};

/// The size that a still WebP image declares; none where it is no such image.
std::optional<PixelSize> webpSize(std::span<const std::byte> file);

/// Its pixels, which take memory for the size that it declares; none where it is damaged.
std::optional<PixelImage> unpackWebp(std::span<const std::byte> file);

/// Lossless: every byte comes back, colours under an alpha of 0 too. Either side is 1 at least and
/// kLargestWebpSide at most.
/// @throws Cancelled.
std::vector<std::byte> packWebp(const PixelImage& image, const Progress& progress);

} // namespace gambade
