#pragma once

namespace gambade::gui {

/// The style of all windows: the desktop's, clearer about what is on, and without pictures on
/// dialog buttons.
void useStudioStyle();

} // namespace gambade::gui
