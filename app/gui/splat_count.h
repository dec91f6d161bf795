#pragma once

#include "app/gui/scene.h"

namespace gambade::gui {

/// How many splats a scene has; of a result also of how many that the model made: "3,412 of
/// 16,384".
QString splatCount(const Scene& scene);
/// Why a result has fewer splats than the model makes; empty for opened files.
QString whyFewerSplats(const Scene& scene);

} // namespace gambade::gui
