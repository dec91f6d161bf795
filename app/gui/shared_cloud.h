#pragma once

#include "app/gui/scene.h"

namespace gambade::gui {

/// Shares a cloud whose memory a thread of its own gives back to the system: of millions of splats
/// that takes a while, for which the interface, where it lets a cloud go, shall not hold still.
CloudPtr shareCloud(GaussianCloud cloud);

} // namespace gambade::gui
