#pragma once

#include <QColor>
#include <QPalette>
#include <cmath>

namespace gambade::gui {

/// @param share of b, [0, 1]
inline QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto mix = [share](int from, int to) {
        return static_cast<int>(std::lround(from + share * (to - from)));
    };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

/// Whether text is lighter than what it stands on.
inline bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() <
           palette.color(QPalette::WindowText).lightness();
}

} // namespace gambade::gui
