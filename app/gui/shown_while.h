#pragma once

class QAction;
class QWidget;

namespace gambade::gui {

/// Shows a part of a column while a checkable action is on. When it appears, the column scrolls to
/// it: the action's key may have been pressed with that part out of sight.
void showWhile(QAction& action, QWidget& part);

} // namespace gambade::gui
