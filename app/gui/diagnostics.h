#pragma once

#include "app/gui/scene_maker.h"

#include <QStringList>

namespace gambade::gui {

class MessageLog;

/// What someone who is to find a fault asks first: versions, system, renderer, model, last
/// messages. Plain text, in English whatever the window's language is.
/// @param model none: not loaded.
/// @param log null: there is none.
QString diagnostics(const QString& renderer, const std::optional<LoadedModel>& model,
                    const MessageLog* log);

} // namespace gambade::gui
