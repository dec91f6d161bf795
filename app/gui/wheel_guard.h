#pragma once

class QWidget;

namespace gambade::gui {

/// Leaves the wheel to the scroll area around the controls inside `content`: only the one that has
/// the keyboard's focus takes it, so that scrolling past a slider does not move it.
void guardFromWheel(QWidget& content);

} // namespace gambade::gui
