#pragma once

class QString;
class QWidget;

namespace gambade::gui {

/// @param renderer what draws the splats.
void showAbout(QWidget* window, const QString& renderer);

} // namespace gambade::gui
