#pragma once

#include "reconstruction/color_profile.h"
#include "reconstruction/image.h"
#include "splats/progress.h"

#include <span>

namespace gambade {

/// Takes the rows of a picture as a decoder makes them, and keeps them upright. A picture of more
/// pixels than are held is averaged down, by the least whole factor that suffices: so the memory
/// that a picture needs has a bound, whatever its size.
class PictureSink {
public:
    /// @param width, height of the picture as it is stored
    /// @param orientation of the stored picture (TIFF 6.0, Orientation: 1…8)
    /// @param mostPixels that are held
    /// @param colors of the rows; they become sRGB. To outlive the sink.
    /// @param progress is told of every row, from 0 to 1
    PictureSink(int width, int height, int orientation, std::int64_t mostPixels,
                const ColorProfile& colors, Progress progress);

    int width() const { return m_width; }
    int height() const { return m_height; }
    /// Pixels along one that is held.
    int factor() const { return m_factor; }
    /// Of the rows that are held, still as they are stored: the stored size divided by factor(),
    /// rounded up.
    int reducedWidth() const { return m_reducedWidth; }
    int reducedHeight() const { return m_reducedHeight; }
    const Progress& progress() const { return m_progress; }

    /// The first row that comes is the lowest.
    void startAtTheBottom() { m_mirrorY = !m_mirrorY; }

    /// RGBA, 4 · width() bytes: to be filled before each push().
    std::span<std::uint8_t> row() { return m_row; }
    /// Takes row() as the next one. @throws Cancelled
    void push();
    /// Takes one that the decoder has averaged down itself: 4 · reducedWidth() bytes.
    /// They are used up by it.
    void pushReduced(std::span<std::uint8_t> rgba);

    /// Whether a pixel was not opaque.
    bool hasAlpha() const { return m_hasAlpha; }
    /// The upright picture. @pre all rows have come.
    Image take() { return std::move(m_image); }

private:
    void accumulate();
    void finishReducedRow();

    int m_width;
    int m_height;
    int m_factor = 1;
    int m_reducedWidth = 0;
    int m_reducedHeight = 0;
    bool m_transposed;
    bool m_mirrorX;
    bool m_mirrorY;
    const ColorProfile& m_colors;
    Progress m_progress;
    std::vector<std::uint8_t> m_row;
    /// Of the reduced row in the making: sums of colours times alpha, of alpha, of plain colours.
    struct Sum {
        std::uint32_t weighted[3];
        std::uint32_t alpha;
        std::uint32_t plain[3];
    };
    std::vector<Sum> m_sums;
    std::vector<std::uint8_t> m_reducedRow;
    int m_rows = 0; ///< that have come
    int m_reducedRows = 0;
    bool m_hasAlpha = false;
    Image m_image;
};

} // namespace gambade
