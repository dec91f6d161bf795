#pragma once

#include <vector>

class QAction;
class QWidget;

namespace gambade::gui {

/// Shows a part of a column while one of some checkable actions is on. When it appears, the column
/// scrolls to it: the action's key may have been pressed with that part out of sight.
void showWhile(const std::vector<QAction*>& actions, QWidget& part);

} // namespace gambade::gui
