#pragma once

#include <QString>
#include <string_view>

namespace gambade::gui {

/// What the engine says of stages, methods, notes and failures, in the language of the window; what
/// is not known here stays as it is.
QString inWindowLanguage(const QString& words);
QString inWindowLanguage(std::string_view words);

} // namespace gambade::gui
