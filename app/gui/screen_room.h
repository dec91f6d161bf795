#pragma once

#include <QScreen>
#include <QWidget>

namespace gambade::gui {

/// How large a window may be on its screen: the rest is for its frame, whose size nobody knows
/// before it is shown.
inline QSize roomOnScreen(const QWidget& window) {
    constexpr double kShare = 0.92;
    return kShare * window.screen()->availableSize();
}

} // namespace gambade::gui
