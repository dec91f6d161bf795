#pragma once

#include <QBrush>
#include <QPainter>
#include <QPixmap>

namespace gambade::gui {

/// The pattern that stands for transparency, of the same greys as the OpenGL renderer's.
inline void fillChecker(QPainter& painter, const QRect& rect) {
    constexpr int kCell = 8;
    QPixmap tile(2 * kCell, 2 * kCell);
    tile.fill(QColor::fromRgbF(0.8f, 0.8f, 0.8f));
    QPainter cells(&tile);
    const QColor dark = QColor::fromRgbF(0.6f, 0.6f, 0.6f);
    cells.fillRect(0, 0, kCell, kCell, dark);
    cells.fillRect(kCell, kCell, kCell, kCell, dark);
    cells.end();
    painter.fillRect(rect, QBrush(tile));
}

} // namespace gambade::gui
