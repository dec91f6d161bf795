#pragma once

class QString;
class QWidget;

namespace gambade::gui {

class Actions;

void showShortcuts(QWidget* window, const Actions& actions);
/// @param renderer what draws the splats.
void showAbout(QWidget* window, const QString& renderer);

} // namespace gambade::gui
