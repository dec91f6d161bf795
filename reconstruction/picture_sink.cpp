#include "reconstruction/picture_sink.h"

#include <algorithm>
#include <cstring>

namespace gambade {
namespace {

int divideUp(int value, int by) {
    return (value + by - 1) / by;
}

std::uint8_t rounded(std::uint32_t sum, std::uint32_t count) {
    return static_cast<std::uint8_t>((sum + count / 2) / count);
}

} // namespace

PictureSink::PictureSink(int width, int height, int orientation, std::int64_t mostPixels,
                         const ColorProfile& colors, Progress progress)
    : m_width(width), m_height(height), m_transposed(orientation >= 5),
      m_mirrorX(orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7),
      m_mirrorY(orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8),
      m_colors(colors), m_progress(std::move(progress)),
      m_row(static_cast<std::size_t>(width) * 4) {
    if (m_transposed) {
        std::swap(m_mirrorX, m_mirrorY); // from here on they are of the stored rows and columns
    }
    const auto reducedPixels = [&](int factor) {
        return static_cast<std::int64_t>(divideUp(width, factor)) * divideUp(height, factor);
    };
    while (reducedPixels(m_factor) > mostPixels) {
        ++m_factor;
    }
    m_reducedWidth = divideUp(width, m_factor);
    m_reducedHeight = divideUp(height, m_factor);
    if (m_factor > 1) {
        m_sums.resize(static_cast<std::size_t>(m_reducedWidth));
        m_reducedRow.resize(static_cast<std::size_t>(m_reducedWidth) * 4);
    }
    m_image.width = m_transposed ? m_reducedHeight : m_reducedWidth;
    m_image.height = m_transposed ? m_reducedWidth : m_reducedHeight;
    m_image.rgba.resize(static_cast<std::size_t>(m_image.width) *
                        static_cast<std::size_t>(m_image.height) * 4);
}

void PictureSink::push() {
    ++m_rows;
    if (m_factor == 1) {
        pushReduced(m_row);
        return;
    }
    accumulate();
    if (m_rows % m_factor == 0 || m_rows == m_height) {
        finishReducedRow();
    }
}

void PictureSink::accumulate() {
    const std::uint8_t* pixel = m_row.data();
    int left = m_width;
    for (Sum& sum : m_sums) {
        const int count = std::min(m_factor, left);
        left -= count;
        for (int i = 0; i < count; ++i, pixel += 4) {
            for (int channel = 0; channel < 3; ++channel) {
                sum.weighted[channel] += std::uint32_t{pixel[channel]} * pixel[3];
                sum.plain[channel] += pixel[channel];
            }
            sum.alpha += pixel[3];
        }
    }
}

void PictureSink::finishReducedRow() {
    const int rows = (m_rows - 1) % m_factor + 1;
    std::uint8_t* out = m_reducedRow.data();
    int left = m_width;
    for (Sum& sum : m_sums) {
        const int columns = std::min(m_factor, left);
        left -= columns;
        const auto count = static_cast<std::uint32_t>(rows * columns);
        for (int channel = 0; channel < 3; ++channel) {
            // What is transparent has no say in the colour, but where all is.
            *out++ = sum.alpha > 0 ? rounded(sum.weighted[channel], sum.alpha)
                                   : rounded(sum.plain[channel], count);
        }
        *out++ = rounded(sum.alpha, count);
        sum = {};
    }
    pushReduced(m_reducedRow);
}

void PictureSink::pushReduced(std::span<std::uint8_t> rgba) {
    m_colors.toSrgb(rgba);
    const int stored = m_reducedRows++;
    const int row = m_mirrorY ? m_reducedHeight - 1 - stored : stored;
    const auto pixels = static_cast<std::ptrdiff_t>(m_image.width);
    // Where the row's first pixel goes, and how far on its next one lies.
    const int column = m_mirrorX ? m_reducedWidth - 1 : 0;
    const std::ptrdiff_t first = m_transposed ? column * pixels + row : row * pixels + column;
    const std::ptrdiff_t step = (m_transposed ? pixels : 1) * (m_mirrorX ? -1 : 1);
    std::uint8_t* out = m_image.rgba.data() + first * 4;
    std::uint8_t alpha = 255;
    for (std::size_t i = 0; i < rgba.size(); i += 4, out += step * 4) {
        std::memcpy(out, rgba.data() + i, 4);
        alpha &= rgba[i + 3];
    }
    m_hasAlpha = m_hasAlpha || alpha != 255;
    m_progress.update("decoding",
                      static_cast<double>(m_reducedRows) / static_cast<double>(m_reducedHeight));
}

} // namespace gambade
