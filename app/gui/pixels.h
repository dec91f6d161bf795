#pragma once

#include "splat_renderer/rasterizer.h"

#include <QColor>
#include <QImage>
#include <algorithm>

namespace gambade::gui {

/// A colour value of [0,1] as a byte, rounded; what lies beyond becomes 0 or 255.
inline int toByte(float value) {
    return static_cast<int>(std::clamp(value, 0.0f, 1.0f) * 255.0f + 0.5f);
}

/// As it is drawn, with its transparency.
inline QImage toPremultiplied(const RenderedImage& picture) {
    QImage image(picture.width, picture.height, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < picture.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        const glm::vec4* pixels =
            picture.pixels.data() + static_cast<std::size_t>(y) * picture.width;
        for (int x = 0; x < picture.width; ++x) {
            const glm::vec4& p = pixels[x];
            const int alpha = toByte(p.a);
            // Colours above 1 are kept by the rasterizer; a premultiplied byte may not pass alpha.
            line[x] = qRgba(std::min(toByte(p.r), alpha), std::min(toByte(p.g), alpha),
                            std::min(toByte(p.b), alpha), alpha);
        }
    }
    return image;
}

/// Over a colour.
inline QImage toOpaque(const RenderedImage& picture, const QColor& background) {
    QImage image(picture.width, picture.height, QImage::Format_RGB32);
    const glm::vec3 behind(background.redF(), background.greenF(), background.blueF());
    for (int y = 0; y < picture.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        const glm::vec4* pixels =
            picture.pixels.data() + static_cast<std::size_t>(y) * picture.width;
        for (int x = 0; x < picture.width; ++x) {
            const glm::vec4& p = pixels[x];
            const glm::vec3 rgb = glm::vec3(p) + (1.0f - p.a) * behind;
            line[x] = qRgb(toByte(rgb.r), toByte(rgb.g), toByte(rgb.b));
        }
    }
    return image;
}

} // namespace gambade::gui
