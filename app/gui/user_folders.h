#pragma once

#include <QString>

namespace gambade::gui {

/// $XDG_STATE_HOME/gambade (default ~/.local/state/gambade), made where it is missing: what may be
/// lost without harm to the user's work, such as the log.
QString stateFolder();

/// $XDG_DATA_HOME/gambade/models (default ~/.local/share/…), made where it is missing.
QString userModelsFolder();

/// $XDG_CACHE_HOME/gambade (default ~/.cache/…), made where it is missing: downloads on their way.
QString cacheFolder();

/// $XDG_RUNTIME_DIR, private to the user and gone after the session.
QString runtimeFolder();

} // namespace gambade::gui
